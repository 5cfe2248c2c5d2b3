// The slider of days within a year, with the days on which the map changes and the months.

import type { Messages } from "../core/messages.ts";
import type { Day } from "../core/payload.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import * as time from "../core/time.ts";
import { byId, el, say } from "./dom.ts";

const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(3)}%`;

// `changesIn` are the days of each year on which the map changes.
export function dayTrack(t: Messages, changesIn: Map<number, Day[]>) {
  const days = byId("day");
  const monthNames = Array.from({ length: 12 }, () => el("span", {}));
  byId("day-names").append(...monthNames);
  let shown: number | null = null;

  // a change on 1 January or 31 December needs no finer track than the year's
  const dated = (year: number) =>
    (changesIn.get(year) ?? []).filter((day) => !/-(01-01|12-31)$/.test(day));

  const drawDays = oncePerFrame(() => {
    const year = shown;
    if (year === null) return;
    const last = time.daysInYear(year) - 1;
    const left = (day: Day) => percent(time.dayOfYear(day), last);
    byId("day-ticks").replaceChildren(
      ...dated(year).map((day) => el("i", { style: `left:${left(day)}` })),
    );
    monthNames.forEach((node, month) => {
      node.style.left = left(`${year}-${String(month + 1).padStart(2, "0")}-01`);
      say(node, t.monthShort(month + 1));
    });
  });

  return {
    setYear(year: number) {
      if (year === shown) return;
      shown = year;
      const quiet = dated(year).length === 0;
      days.max = String(time.daysInYear(year) - 1);
      days.setAttribute("aria-label", t("timeline.day", { year }));
      days.disabled = quiet;
      byId("day-row").classList.toggle("quiet", quiet);
      say(byId("quiet-year"), changesIn.has(year) ? "" : t("timeline.no_change", { year }));
      drawDays();
    },
    // the months and the words of the year are written anew with the next drawing
    renew() {
      shown = null;
    },
  };
}
