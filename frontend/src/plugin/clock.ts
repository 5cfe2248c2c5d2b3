// The date that all dated layers of a map show, and where a step leads from it.

import { dayAfter, dayBefore } from "../core/change-index.ts";
import type { Day } from "../core/payload.ts";
import * as time from "../core/time.ts";
import type { Step, TimelineOptions } from "./asked.ts";
import { addMonths } from "./calendar.ts";

// A layer that shows a day.
export interface Dated {
  // the days on which something of it begins or ends, in order
  readonly stops: Day[];
  show(day: Day): void;
}

export type Clock = ReturnType<typeof clock>;

const MONTHS: Record<"month" | "year", number> = { month: 1, year: 12 };

// Of the layers that are on the map, and within the time shown.
const changesOf = (layers: Iterable<Dated>, first: Day, last: Day) =>
  [...new Set([...layers].flatMap(({ stops }) => stops))]
    .filter((day) => first <= day && day <= last)
    .sort();

// `told` hears of each new day once all layers show it.
export function clock(
  { first, last, date, step: usual }: Pick<TimelineOptions, "first" | "last" | "date" | "step">,
  told: (day: Day) => void,
) {
  const layers = new Set<Dated>();
  const within = (day: Day) => (day < first ? first : day > last ? last : day);
  let now = within(date ?? first);
  let changes: Day[] | null = null;

  const allChanges = () => {
    changes ??= changesOf(layers, first, last);
    return changes;
  };

  function set(day: Day) {
    const next = within(day);
    if (next === now) return;
    now = next;
    for (const layer of layers) layer.show(now);
    told(now);
  }

  // Where a step leads; null at either end.
  function reached(by: 1 | -1, step: Step = usual): Day | null {
    if (step === "change")
      return by > 0 ? dayAfter(allChanges(), now) : dayBefore(allChanges(), now);
    const day = within(step === "day" ? time.add(now, by) : addMonths(now, by * MONTHS[step]));
    return day === now ? null : day;
  }

  function move(by: 1 | -1, step?: Step) {
    const day = reached(by, step);
    if (day !== null) set(day);
    return day !== null;
  }

  return {
    first,
    last,
    set,
    move,
    reached,
    join(layer: Dated) {
      layers.add(layer);
      changes = null;
      layer.show(now);
    },
    leave(layer: Dated) {
      layers.delete(layer);
      changes = null;
    },
    get date() {
      return now;
    },
    get changes() {
      return allChanges();
    },
  };
}
