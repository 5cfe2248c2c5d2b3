// What changed on a day, in a line: ground that changed hands, zones and lines, what happened.

import { turned, turningDays, turnsBetween } from "./change-index.ts";
import type { Messages } from "./messages.ts";
import type { Control, Day, Feature, Payload } from "./payload.ts";
import * as time from "./time.ts";
import type { Transfer } from "./transfers.ts";
import { gainsOf, movesBetween } from "./transfers.ts";

export function captions(data: Payload, t: Messages) {
  const MOST = 3;
  const { told: TOLD } = data.twin;
  const TRACE_KM2 = 1;
  const nameOf = (feature: Feature, day: Day) =>
    t.firstName(feature, day) || t(`class.${feature.class}`);
  const districtOf = (feature: Control, day: Day) =>
    feature.unit === data.elsewhere ? t("panel.elsewhere") : nameOf(feature, day);

  // whether the map shows it as it opens; what has no place belongs to all of it
  const [[south, west], [north, east]] = data.view;
  const inSight = (at?: L.LatLng) =>
    !at || (at.lat > south && at.lat < north && at.lng > west && at.lng < east);

  // a layer of which nothing begins or ends has nothing to tell
  const days = Object.fromEntries(
    ["control", ...TOLD].map((layer) => [layer, turningDays(data.features[layer])]),
  );

  // At most so many of some names, and how many more there are; for one more there is room.
  function listed(names: string[]) {
    if (names.length === MOST + 1) return names.join(", ");
    const few = names.slice(0, MOST).join(", ");
    return names.length > MOST
      ? t("caption.and_more", { names: few, count: names.length - MOST })
      : few;
  }

  function ground(eve: Day, day: Day) {
    if (!turnsBetween(days.control, eve, day)) return [];
    const byPair = new Map<string, Transfer[]>();
    for (const move of movesBetween(data, eve, day)) {
      const pair = `${move.from} ${move.to}`;
      byPair.set(pair, [...(byPair.get(pair) ?? []), move]);
    }
    return [...byPair.values()]
      .map((moves) => ({ moves, km2: moves.reduce((sum, { km2 }) => sum + km2, 0) }))
      .filter(({ km2 }) => km2 >= TRACE_KM2)
      .sort((a, b) => b.km2 - a.km2)
      .map(({ moves, km2 }) => {
        const [{ from, to }] = moves;
        const [gained] = gainsOf(moves, (feature: Control) => districtOf(feature, day));
        if (from === null) return t("caption.first_shown", { holder: t(`class.control:${to}`) });
        const districts = listed(gained.districts.map(({ name }) => name));
        return t(`moved.${from}.${to}`, { km2: t.number(km2), districts });
      });
  }

  // Lines and zones that begin or end; one drawn anew under the name it had is neither.
  function comesAndGoes(eve: Day, day: Day) {
    return TOLD.filter((layer) => turnsBetween(days[layer], eve, day)).flatMap((layer) => {
      const namesOn = (when: Day) => {
        const there = data.features[layer].filter(({ start, end }) =>
          time.visible(start, end, when),
        );
        return new Set(there.map((feature) => nameOf(feature, when)));
      };
      const [before, after] = [namesOn(eve), namesOn(day)];
      return [
        ...[...after].filter((name) => !before.has(name)).map((name) => t("twin.began", { name })),
        ...[...before].filter((name) => !after.has(name)).map((name) => t("twin.ended", { name })),
      ];
    });
  }

  const eveOf = (day: Day) => (day > data.first ? time.add(day, -1) : day);

  // The sentences for a day, or for all days after `eve` up to it, the weightiest first; where
  // nothing changed, since when that is so.
  // `ground` first where it is wanted, and without `unchanged` only what did change.
  return (day: Day, eve = eveOf(day), { ground: groundFirst = false, unchanged = true } = {}) => {
    // on the map's first day there is no eve
    const since = eve < day ? eve : time.add(day, -1);
    const events = turned(data.features.events, "start", since, day);
    const [here, elsewhere] = [true, false].map((near) =>
      events.filter(({ at }) => inSight(at) === near).map(({ name }) => t.words(name)),
    );
    // what happened leads on its day, what happened far away comes last; over a stretch of time,
    // what came of it leads
    const moved = [...ground(eve, day), ...comesAndGoes(eve, day)];
    const oneDay = time.between(eve, day) <= 1;
    const told = (
      oneDay && !groundFirst ? [...here, ...moved, ...elsewhere] : [...moved, ...here, ...elsewhere]
    ).slice(0, MOST);
    if (told.length) return told;
    const last = data.changes.findLast((change) => change <= day);
    // names that change are no news to tell: but the day is not one without a change
    return unchanged && last && last < day ? [t("caption.unchanged", { date: t.date(last) })] : [];
  };
}
