// The axis under the slider: a tick for each day of change, and names of years, months or days.

import type { Day } from "../core/payload.ts";
import { dateInWords } from "../core/phrasing.ts";
import * as time from "../core/time.ts";
import { el, svg } from "../ui/dom.ts";
import type { TimelineOptions } from "./asked.ts";
import { type Mark, marks } from "./calendar.ts";
import type { Clock } from "./clock.ts";

// room that a name takes, in pixels
const ROOM = { year: 64, other: 96 };
const ACROSS = 10_000;

export function axis(clock: Clock, { locale }: TimelineOptions) {
  const { first, last } = clock;
  const days = Math.max(1, time.between(first, last));
  const part = (day: Day) => time.between(first, day) / days;
  const ticks = svg("path");
  const names = el("div", { class: "dated-names" });
  const node = el(
    "div",
    { class: "dated-axis", "aria-hidden": "true" },
    svg("svg", { viewBox: `0 0 ${ACROSS} 1`, preserveAspectRatio: "none" }, ticks),
    names,
  );

  const patterns = { year: "{year}", month: "{month} {year}", day: "{day} {month}" };
  const nameOf = ({ day, unit }: Mark) => dateInWords(day, patterns[unit], locale.months_short);

  function drawNames() {
    const wide = node.clientWidth;
    const few = Math.floor(wide / ROOM.other);
    let found = marks(first, last, few);
    if (found.every(({ unit }) => unit === "year"))
      found = marks(first, last, Math.floor(wide / ROOM.year));
    names.replaceChildren(
      ...found.map((mark) =>
        el("span", { style: `left:${(100 * part(mark.day)).toFixed(3)}%` }, nameOf(mark)),
      ),
    );
  }

  function drawTicks() {
    const at = (day: Day) => (ACROSS * part(day)).toFixed(1);
    ticks.setAttribute("d", clock.changes.map((day) => `M${at(day)} 0V1`).join(""));
  }

  new ResizeObserver(drawNames).observe(node);
  return { node, drawTicks };
}
