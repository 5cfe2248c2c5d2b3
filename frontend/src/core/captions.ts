// What changed on a day, in a line: ground that changed hands, zones and lines, what happened.

import { turned, turningDays, turnsBetween } from "./change-index.ts";
import { cameAndWent } from "./describe-changes.ts";
import { thereOn } from "./features.ts";
import { groupBy, sum } from "./lists.ts";
import type { Messages } from "./messages.ts";
import type { Day, Feature, Payload } from "./payload.ts";
import type { Telling } from "./telling.ts";
import * as time from "./time.ts";
import { gainsOf, movesBetween } from "./transfers.ts";

const MOST = 3;
const TRACE_KM2 = 1;

export function captions(data: Payload, t: Messages) {
  const layers = ["control", ...data.twin.told];
  const telling = { data, t };
  const eveOf = (day: Day) => (day > data.first ? time.add(day, -1) : day);

  // The sentences for a day, or for all days after `eve` up to it, the weightiest first; where
  // nothing changed, since when that is so.
  // `ground` first where it is wanted, and without `unchanged` only what did change.
  return (day: Day, eve = eveOf(day), { ground: groundFirst = false, unchanged = true } = {}) => {
    // on the map's first day there is no eve
    const since = eve < day ? eve : time.add(day, -1);
    const events = turned(data.features.events, "start", since, day);
    const [here, elsewhere] = [true, false].map((near) =>
      events.filter(({ at }) => isInSight(data, at) === near).map(({ name }) => t.words(name)),
    );
    // a layer of which nothing begins or ends has nothing to tell
    const changing = layers.filter((layer) =>
      turnsBetween(turningDays(data.features[layer]), eve, day),
    );
    const moved = changing.flatMap((layer) =>
      layer === "control" ? ground(telling, eve, day) : comesAndGoes(telling, layer, eve, day),
    );
    // what happened leads on its day, what happened far away comes last; over a stretch of time,
    // what came of it leads
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

// Whether the map shows it as it opens; what has no place belongs to all of it.
function isInSight({ view }: Payload, at?: L.LatLng) {
  const [[south, west], [north, east]] = view;
  return !at || (at.lat > south && at.lat < north && at.lng > west && at.lng < east);
}

// At most so many of some names, and how many more there are; for one more there is room.
function listed(t: Messages, names: string[]) {
  if (names.length === MOST + 1) return names.join(", ");
  const few = names.slice(0, MOST).join(", ");
  return names.length > MOST
    ? t("caption.and_more", { names: few, count: names.length - MOST })
    : few;
}

const nameOf = (t: Messages, feature: Feature, day: Day) =>
  t.firstName(feature, day) || t(`class.${feature.class}`);

// Ground that went from one holder to another, the most of it first.
function ground({ data, t }: Telling, eve: Day, day: Day) {
  return [...groupBy(movesBetween(data, eve, day), ({ from, to }) => `${from} ${to}`).values()]
    .map((moves) => ({ moves, km2: sum(moves, (move) => move.km2) }))
    .filter(({ km2 }) => km2 >= TRACE_KM2)
    .sort((a, b) => b.km2 - a.km2)
    .map(({ moves, km2 }) => {
      const [{ from, to }] = moves;
      if (from === null) return t("caption.first_shown", { holder: t(`class.control:${to}`) });
      const [gained] = gainsOf(moves, (feature) =>
        feature.unit === data.elsewhere ? t("panel.elsewhere") : nameOf(t, feature, day),
      );
      const districts = listed(
        t,
        gained.districts.map(({ name }) => name),
      );
      return t(`moved.${from}.${to}`, { km2: t.number(km2), districts });
    });
}

// Lines and zones that begin or end; one drawn anew under the name it had is neither.
function comesAndGoes({ data, t }: Telling, layer: string, eve: Day, day: Day) {
  const namesOn = (when: Day) => [
    ...new Set(thereOn(data.features[layer], when).map((feature) => nameOf(t, feature, when))),
  ];
  return cameAndWent(t, namesOn(eve), namesOn(day));
}
