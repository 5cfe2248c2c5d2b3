// Lines and zones of a day: how long they are, what lies beside them, since when they are there.

import { CONTROLLERS } from "./describe-ground.ts";
import type { Feature, LineFeature, Place } from "./features.ts";
import { isThere, thereOn } from "./features.ts";
import { groupBy, sum } from "./lists.ts";
import type { Day, Payload } from "./payload.ts";
import type { Telling } from "./telling.ts";

const NEIGHBOURS = [...CONTROLLERS, "armenia"];

// The features of some layers that are there on a day, by what they are called then.
function byName<F extends Feature>({ data, t }: Telling, layers: string[], day: Day) {
  const there = layers.flatMap((layer) => thereOn(data.features[layer] as F[], day));
  return [...groupBy(there, (item) => t.nameOf(item, day))];
}

function holderAt(data: Payload, place: Place, day: Day) {
  if (place.block === undefined) return place.country === "AM" ? "armenia" : null;
  const item = data.features.control.find(
    (each) => each.block === place.block && isThere(each, day),
  );
  return item?.controller ?? null;
}

// The best known places near some lines, by who holds them.
function beside({ data, t }: Telling, items: LineFeature[], day: Day) {
  const ids = new Set(items.flatMap((item) => item.near));
  const near = thereOn(data.features.places, day)
    .filter(({ id }) => ids.has(id))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .slice(0, data.twin.most_near);
  return NEIGHBOURS.flatMap((each) => {
    const names = near
      .filter((place) => holderAt(data, place, day) === each)
      .map((place) => t.nameOf(place, day));
    const key = each === "contested" ? "twin.near_contested" : "twin.near";
    return names.length
      ? [t(key, { held_by: t(`held_by.${each}`), places: names.join(", ") })]
      : [];
  });
}

export function lines(telling: Telling, day: Day) {
  const { data, t } = telling;
  return byName<LineFeature>(telling, data.twin.lines, day).flatMap(([name, items]) => {
    const worst = Math.max(...items.map((item) => item.accuracy_m));
    const km = t.number(sum(items, (item) => item.km));
    const accuracy = t.number(Math.max(1, Math.floor(worst / 1000 + 0.5)));
    return [t("twin.line", { name, km, accuracy }), ...beside(telling, items, day)];
  });
}

export function zones(telling: Telling, day: Day) {
  const { data, t } = telling;
  return byName(telling, data.twin.zones, day).map(([name, items]) => {
    const since = items.map(({ start }) => start).sort()[0];
    return t("twin.zone", { name, date: t.date(since) });
  });
}
