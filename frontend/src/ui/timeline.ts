// The timeline: a slider by year with ticks where the map changes, and one by day within a year.

import { dayAfter, dayBefore } from "../core/change-index.ts";
import type { Clock } from "../core/karamap.ts";
import { groupBy } from "../core/lists.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Payload } from "../core/payload.ts";
import { periodOf } from "../core/periods.ts";
import type { Store } from "../core/store.ts";
import { subjects } from "../core/subject.ts";
import * as time from "../core/time.ts";
import { dateSliders } from "./date-sliders.ts";
import { dayTrack } from "./day-track.ts";
import { byId, mark } from "./dom.ts";
import { typedDate } from "./typed-date.ts";
import { yearTrack } from "./year-track.ts";

export type Timeline = ReturnType<typeof timeline>;

// `clock` is the day it moves: that of the map, or the one compared with.
export function timeline(data: Payload, t: Messages, store: Store, clock: Clock) {
  // the days at which one stops: those of the stops, and all on which the map changes
  const turns = [...new Set([...data.changes, ...subjects(data).stops])].sort();
  const nextChange = (day: Day) => dayAfter(turns, day);
  const previousChange = (day: Day) => dayBefore(turns, day);

  function goTo(day: Day | null) {
    if (day === null) return;
    clock.pause();
    clock.setDate(day, { release: true });
  }
  const previous = () => goTo(previousChange(clock.date));
  const next = () => goTo(nextChange(clock.date));
  byId("previous").addEventListener("click", previous);
  byId("next").addEventListener("click", next);

  const changesIn = groupBy(turns, time.year);
  const [yearly, daily] = [yearTrack(data, t, changesIn), dayTrack(t, changesIn)];
  const typed = typedDate(data, t, goTo);
  dateSliders(clock);

  // Show the date in every part of the timeline.
  function draw() {
    const day = clock.date;
    const year = time.year(day);
    const [years, days] = [byId("year"), byId("day")];
    daily.setYear(year);
    years.value = String(year);
    days.value = String(time.dayOfYear(day));
    yearly.draw(day);
    mark(years, "aria-valuetext", `${year}, ${t(periodOf(data, day))}`);
    mark(days, "aria-valuetext", t.date(day));
    typed.draw(day);
    byId("previous").disabled = previousChange(day) === null;
    byId("next").disabled = nextChange(day) === null;
  }
  store.subscribe(["language"], () => {
    daily.renew();
    yearly.nameLongPeriods();
  });
  store.subscribe(["date", "compare", "active", "language"], draw);

  return { previous, next, nextChange, goTo, ...steps(data, clock, goTo) };
}

// So many years or days on from the day there is, within the days of the map.
function steps(data: Payload, clock: Clock, goTo: (day: Day) => void) {
  const within = (day: Day) => (day < data.first ? data.first : day > data.last ? data.last : day);
  return {
    stepYears(by: number) {
      const year = time.year(clock.date) + by;
      const [first, last] = [data.first, data.last].map(time.year);
      goTo(within(time.yearEnd(Math.min(last, Math.max(first, year)))));
    },
    stepDays: (by: number) => goTo(within(time.add(clock.date, by))),
  };
}
