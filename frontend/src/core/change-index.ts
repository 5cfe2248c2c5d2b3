// The change index: going from one day to another touches only what begins or ends between.

import type { Day, Feature, Interval } from "./payload.ts";

// How many of some days in order lie on or before a day.
export function countUpTo(days: Day[], day: Day) {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The next of some days in order, and the one before; null where there is none.
export const dayAfter = (days: Day[], day: Day): Day | null => days[countUpTo(days, day)] ?? null;
export function dayBefore(days: Day[], day: Day): Day | null {
  const last = countUpTo(days, day) - 1;
  return days[days[last] === day ? last - 1 : last] ?? null;
}

// The days on which something of some features begins or ends, their names too, in order; reckoned
// once for a list.
export const turningDays = (() => {
  const known = new WeakMap<readonly Feature[], Day[]>();
  function inOrder(features: readonly Feature[]) {
    const ends = features
      .flatMap((feature) => [feature, ...(feature.names ?? [])])
      .flatMap(({ start, end }) => [start, end]);
    return ends.filter((day) => day !== null).sort();
  }
  return (features: readonly Feature[]) => {
    const days = known.get(features) ?? inOrder(features);
    known.set(features, days);
    return days;
  };
})();

// Whether one of these days lies after `eve` and not after `day`.
export const turnsBetween = (days: Day[], eve: Day, day: Day) =>
  countUpTo(days, eve) < countUpTo(days, day);

// The features of a list that begin (`which` "start") or end after `eve` and not after `day`; the
// list is put in order once.
export const turned = (() => {
  interface Order {
    features: Feature[];
    days: Day[];
  }
  const known = new WeakMap<readonly Feature[], { start?: Order; end?: Order }>();
  function inOrder(features: Feature[], which: "start" | "end") {
    const dated = features.flatMap((feature) => {
      const day = feature[which];
      return day === null ? [] : [{ feature, day }];
    });
    dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    return { features: dated.map(({ feature }) => feature), days: dated.map(({ day }) => day) };
  }
  return <F extends Feature>(list: F[], which: "start" | "end", eve: Day, day: Day) => {
    const orders = known.get(list) ?? {};
    orders[which] ??= inOrder(list, which);
    known.set(list, orders);
    const { features, days } = orders[which];
    return features.slice(countUpTo(days, eve), countUpTo(days, day)) as F[];
  };
})();

// What appears and goes with time.
export interface Occupant {
  enter(): void;
  leave(): void;
  // does beforehand what coming would cost
  prepare?(): void;
}

export interface Entry extends Interval, Occupant {
  feature: Feature | null;
  // whether it is there now
  on?: boolean;
}

// Entries by the days on which they come and go.
export function changeIndex(entries: Entry[]) {
  const days = new Set<Day>();
  for (const { start, end } of entries) {
    days.add(start);
    if (end !== null) days.add(end);
  }
  const stops = [...days].sort();
  const place = new Map(stops.map((day, index) => [day, index]));
  const at = (day: Day) => place.get(day) ?? 0;
  const begins: Entry[][] = stops.map(() => []);
  const ends: Entry[][] = stops.map(() => []);
  for (const entry of entries) {
    entry.on = false;
    if (entry.end !== null && entry.end <= entry.start) continue;
    begins[at(entry.start)].push(entry);
    if (entry.end !== null) ends[at(entry.end)].push(entry);
  }

  let now = 0;

  // Move to a day; leave and enter what differs, and tell how many did.
  function move(day: Day) {
    const target = countUpTo(stops, day);
    const touched = new Map<Entry, boolean>();
    const mark = (list: Entry[], on: boolean) => {
      for (const entry of list) touched.set(entry, on);
    };
    for (; now < target; now++) {
      mark(ends[now], false);
      mark(begins[now], true);
    }
    for (; now > target; now--) {
      mark(begins[now - 1], false);
      mark(ends[now - 1], true);
    }
    const entering: Entry[] = [];
    let changed = 0;
    for (const [entry, on] of touched) {
      if (entry.on === on) continue;
      entry.on = on;
      changed++;
      if (on) entering.push(entry);
      else entry.leave();
    }
    for (const entry of entering) entry.enter();
    return changed;
  }

  // What comes or goes at so many stops before now and after it.
  const near = (count: number) =>
    [begins, ends].flatMap((turns) => turns.slice(Math.max(0, now - count), now + count)).flat();

  return { move, stops, near };
}
