// The timeline: a slider by year with ticks where the map changes, and one by day within a year.

import { dayAfter, dayBefore } from "../core/change-index.ts";
import type { Clock } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Payload } from "../core/payload.ts";
import { periodOf } from "../core/periods.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import { subjects } from "../core/subject.ts";
import * as time from "../core/time.ts";
import { byId, el, mark, say } from "./dom.ts";
import { told } from "./language.ts";
import { notices } from "./notices.ts";

export type Timeline = ReturnType<typeof timeline>;

// `clock` is the day it moves: that of the map, or the one compared with.
export function timeline(data: Payload, t: Messages, store: Store, clock: Clock) {
  const years = byId("year");
  const days = byId("day");
  const dayRow = byId("day-row");
  const quietYear = byId("quiet-year");
  const typed = byId("typed-date");
  const FIRST = time.year(data.first);
  const LAST = time.year(data.last);
  const PLACES = 100 / (LAST - FIRST);
  let shownYear: number | null = null;

  const changesIn = new Map<number, Day[]>();
  // the days at which one stops: those of the stops, and all on which the map changes
  const turns = [...new Set([...data.changes, ...subjects(data).stops])].sort();
  for (const day of turns) {
    const year = time.year(day);
    changesIn.set(year, [...(changesIn.get(year) ?? []), day]);
  }
  // a change on 1 January or 31 December needs no finer track than the year's
  const dated = (year: number) =>
    (changesIn.get(year) ?? []).filter((day: Day) => !/-(01-01|12-31)$/.test(day));

  const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(3)}%`;

  function drawYears() {
    const strip = byId("year-ticks");
    for (const [year, there] of changesIn) {
      const height = 5 + 10 * Math.min(1, Math.log2(there.length) / 4);
      strip.append(
        el("i", { style: `left:${(year - FIRST) * PLACES}%;height:${height.toFixed(1)}px` }),
      );
    }
    const names = byId("year-names");
    for (let year = Math.ceil(FIRST / 10) * 10; year <= LAST; year += 10) {
      names.append(
        el(
          "span",
          { style: `left:${(year - FIRST) * PLACES}%`, class: year % 20 ? "odd" : null },
          year,
        ),
      );
    }
  }

  // The periods of history along the years; what is too short for its name tells it when pointed at.
  const periods = data.periods.map(([start, key], index) => {
    const end = data.periods[index + 1]?.[0] ?? data.last;
    const [from, to] = [start, end].map((day) =>
      Math.max(FIRST, time.year(day) + time.dayOfYear(day) / 366),
    );
    const style = `left:${(from - FIRST) * PLACES}%;width:${(to - from) * PLACES}%`;
    const node = el("span", { style, "data-t-title": key, title: t(key) }, told("b", t, key));
    return { start, end, node };
  });
  byId("periods").append(...periods.map(({ node }) => node));
  function nameLongPeriods() {
    for (const { node } of periods) node.classList.remove("short");
    const short = periods.filter(({ node }) => node.scrollWidth > node.clientWidth);
    for (const { node } of short) node.classList.add("short");
  }
  new ResizeObserver(nameLongPeriods).observe(byId("periods"));

  function setYear(year: number) {
    if (year === shownYear) return;
    shownYear = year;
    const quiet = dated(year).length === 0;
    days.max = String(time.daysInYear(year) - 1);
    days.setAttribute("aria-label", t("timeline.day", { year }));
    days.disabled = quiet;
    dayRow.classList.toggle("quiet", quiet);
    say(quietYear, changesIn.has(year) ? "" : t("timeline.no_change", { year }));
    drawDays();
  }

  const monthNames = Array.from({ length: 12 }, () => el("span", {}));
  byId("day-names").append(...monthNames);

  const drawDays = oncePerFrame(() => {
    const year = shownYear ?? time.year(clock.date);
    const last = time.daysInYear(year) - 1;
    byId("day-ticks").replaceChildren(
      ...dated(year).map((day: Day) =>
        el("i", { style: `left:${percent(time.dayOfYear(day), last)}` }),
      ),
    );
    monthNames.forEach((node, month) => {
      const start = time.dayOfYear(`${year}-${String(month + 1).padStart(2, "0")}-01`);
      node.style.left = percent(start, last);
      say(node, t.monthShort(month + 1));
    });
  });

  // Show the date in every part of the timeline.
  function draw() {
    const day = clock.date;
    const year = time.year(day);
    const text = t.date(day);
    const period = t(periodOf(data, day));
    setYear(year);
    years.value = String(year);
    days.value = String(time.dayOfYear(day));
    for (const { start, end, node } of periods) {
      node.classList.toggle("now", time.visible(start, end, day));
    }
    mark(years, "aria-valuetext", `${year}, ${period}`);
    mark(days, "aria-valuetext", text);
    if (document.activeElement !== typed) typed.value = day;
    byId("previous").disabled = previousChange(day) === null;
    byId("next").disabled = nextChange(day) === null;
  }

  const nextChange = (day: Day) => dayAfter(turns, day);
  const previousChange = (day: Day) => dayBefore(turns, day);

  // While dragging, the latest position wins: one change of date a frame at most.
  let wanted: Day | null = null;
  const follow = oncePerFrame(() => {
    if (wanted !== null) clock.setDate(wanted);
    wanted = null;
  });
  const want = (day: Day) => {
    clock.pause();
    wanted = day;
    follow();
  };
  const release = () => {
    if (wanted !== null) clock.setDate(wanted);
    wanted = null;
    clock.release();
  };
  const ofDays = () => time.add(`${time.year(clock.date)}-01-01`, Number(days.value));
  years.addEventListener("input", () => want(time.yearEnd(years.value)));
  days.addEventListener("input", () => want(ofDays()));
  for (const slider of [years, days]) {
    slider.addEventListener("change", release);
    slider.addEventListener("pointerdown", () => {
      clock.drag(true);
    });
    for (const done of ["pointerup", "pointercancel"]) {
      slider.addEventListener(done, () => {
        clock.drag(false);
      });
    }
  }

  const goTo = (day: Day | null) => {
    if (day === null) return;
    clock.pause();
    clock.setDate(day, { release: true });
  };
  const previous = () => goTo(previousChange(clock.date));
  const next = () => goTo(nextChange(clock.date));
  byId("previous").addEventListener("click", previous);
  byId("next").addEventListener("click", next);

  // As keyboards of phones write it, too: digits alone, wide ones, any stroke or point between.
  const asTyped = (text: string) =>
    text
      .normalize("NFKC")
      .trim()
      .replace(/[\p{Dash}./\s]/gu, "-")
      .replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3")
      .replace(/-(\d)\b/g, "-0$1");

  function goToTyped() {
    const day = time.parse(asTyped(typed.value), data.first, data.last);
    typed.setAttribute("aria-invalid", String(day === null));
    if (day === null) notices.show(t("timeline.bad_date", { text: typed.value.slice(0, 40) }));
    else {
      notices.clear();
      goTo(day);
      typed.value = day;
    }
  }
  byId("date-form").addEventListener("submit", (event) => {
    event.preventDefault();
    goToTyped();
  });
  // some keyboards have no key that sends: then leaving the box does
  typed.addEventListener("change", goToTyped);

  // Keep to the days from first to last.
  const within = (day: Day) => (day < data.first ? data.first : day > data.last ? data.last : day);
  const stepYears = (by: number) => {
    const year = time.year(clock.date) + by;
    goTo(within(time.yearEnd(Math.min(LAST, Math.max(FIRST, year)))));
  };
  const stepDays = (by: number) => goTo(within(time.add(clock.date, by)));

  drawYears();
  store.subscribe(["language"], () => {
    // the months and the words of the year are written anew with the next drawing
    shownYear = null;
    nameLongPeriods();
  });
  store.subscribe(["date", "compare", "active", "language"], draw);

  return { previous, next, nextChange, stepYears, stepDays, goTo };
}
