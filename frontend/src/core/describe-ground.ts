// Who holds how much ground on a day, in all and district by district, and how sure that is.

import type { Control } from "./features.ts";
import { isThere, thereOn } from "./features.ts";
import { sum } from "./lists.ts";
import type { Controller, Day, Payload } from "./payload.ts";
import type { Telling } from "./telling.ts";

export const CONTROLLERS: Controller[] = ["azerbaijan", "armenian_forces", "contested"];

const controlOn = (data: Payload, day: Day) => thereOn(data.features.control, day);
const km2Of = (items: Control[]) => sum(items, ({ km2 }) => km2);
const percentOf = (part: number, whole: number) => (whole ? (100 * part) / whole : 0);

function share({ data, t }: Telling, part: number, whole: number) {
  const { trace } = data.twin;
  const percent = percentOf(part, whole);
  if (percent > 0 && percent < trace) return t.number(percent, 1);
  return t.number(percent <= 100 - trace ? Math.min(percent, 99) : percent);
}

// The km2 of each holder among some control features.
function byHolder(items: Control[]) {
  const km2: Record<Controller, number> = { azerbaijan: 0, armenian_forces: 0, contested: 0 };
  for (const item of items) km2[item.controller] += item.km2;
  return km2;
}

export function held(telling: Telling, day: Day) {
  const { data, t } = telling;
  const { trace, least } = data.twin;
  const control = controlOn(data, day);
  const km2 = byHolder(control);
  const whole = km2Of(control);
  const rows = CONTROLLERS.filter((each) => km2[each] >= trace).map((each) => {
    const small = percentOf(km2[each], whole) < least / 2;
    return t(small ? "twin.holder_trace" : "twin.holder", {
      holder: t(`class.control:${each}`),
      km2: t.number(km2[each]),
      share: small ? t.number(least, 1) : share(telling, km2[each], whole),
    });
  });
  const notes = data.notes.filter(([, start, end]) => isThere({ start, end }, day));
  return [...rows, ...notes.map(([key]) => t(key))];
}

export function districts(telling: Telling, day: Day) {
  const { data, t } = telling;
  const { trace } = data.twin;
  const control = controlOn(data, day);
  return Object.entries(data.twin.districts).flatMap(([name, units]) => {
    const items = control.filter(({ unit }) => units.includes(unit));
    const whole = km2Of(items);
    const km2 = byHolder(items);
    if (!whole || percentOf(km2.azerbaijan, whole) >= 100 - trace) return [];
    const parts = CONTROLLERS.filter((each) => percentOf(km2[each], whole) >= trace).map((each) =>
      t("twin.part", { holder: t(`holder.${each}`), share: share(telling, km2[each], whole) }),
    );
    const district = unitName(telling, name, day);
    return [t("twin.district", { district, holders: parts.join(", ") })];
  });
}

// What a unit was called on a day; one that is not mapped then is called as at another.
export function unitName({ data, t }: Telling, unit: string, day: Day) {
  if (unit === data.elsewhere) return t("panel.elsewhere");
  const inUnit = (each: Control) => each.unit === unit;
  const item = controlOn(data, day).find(inUnit) ?? data.features.control.findLast(inUnit);
  return item ? t.nameOf(item, day) : unit;
}

// Parts in whole percents that add up to a hundred.
function percents(parts: number[]) {
  const whole = sum(parts, (part) => part);
  const exact = parts.map((part) => percentOf(part, whole));
  const told = exact.map(Math.floor);
  const missing = 100 - sum(told, (percent) => percent);
  const short = [...told.keys()].sort((a, b) => told[a] - exact[a] - (told[b] - exact[b]));
  for (const index of short.slice(0, missing)) told[index] += 1;
  return told;
}

export function sure({ data, t }: Telling, day: Day) {
  const ground = controlOn(data, day).filter(({ unit }) => data.twin.subject.includes(unit));
  if (!ground.length) return [];
  const known = ["high", "medium", "low"].map((confidence) =>
    km2Of(ground.filter((item) => item.confidence === confidence)),
  );
  const [high, medium, low] = percents(known);
  return [t("twin.confidence", { high, medium, low })];
}
