// Dragging the sliders of years and days: the latest position wins, one change of date a frame.

import type { Clock } from "../core/karamap.ts";
import type { Day } from "../core/payload.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import * as time from "../core/time.ts";
import { byId } from "./dom.ts";

export function dateSliders(clock: Clock) {
  const [years, days] = [byId("year"), byId("day")];
  let wanted: Day | null = null;

  function setWanted() {
    if (wanted !== null) clock.setDate(wanted);
    wanted = null;
  }
  const follow = oncePerFrame(setWanted);
  function want(day: Day) {
    clock.pause();
    wanted = day;
    follow();
  }
  function release() {
    setWanted();
    clock.release();
  }

  years.addEventListener("input", () => want(time.yearEnd(years.value)));
  days.addEventListener("input", () =>
    want(time.add(`${time.year(clock.date)}-01-01`, Number(days.value))),
  );
  for (const slider of [years, days]) {
    slider.addEventListener("change", release);
    slider.addEventListener("pointerdown", () => clock.drag(true));
    for (const done of ["pointerup", "pointercancel"])
      slider.addEventListener(done, () => clock.drag(false));
  }
}
