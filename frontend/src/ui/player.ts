// Playing: from change to change or from year to year, each step after the last was painted.

import type { Clock } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Payload } from "../core/payload.ts";
import type { Store } from "../core/store.ts";
import * as time from "../core/time.ts";
import { byId } from "./dom.ts";
import type { Timeline } from "./timeline.ts";

export type Player = ReturnType<typeof player>;

export function player(data: Payload, t: Messages, store: Store, clock: Clock, line: Timeline) {
  const button = byId("play");
  const speed = byId("speed");
  const steps = byId("steps");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const STEP_MS = 1000;
  let timer = 0;
  const playing = () => store.get("playing");

  function label() {
    const text = t(playing() ? "timeline.pause" : "timeline.play");
    button.setAttribute("aria-label", text);
    button.title = text;
    button.classList.toggle("playing", playing());
  }

  function nextStop() {
    if (steps.value === "change") return line.nextChange(clock.date);
    const day = clock.date;
    const end = time.yearEnd(time.year(day));
    if (day < end) return end;
    return day < data.last ? time.yearEnd(time.year(day) + 1) : null;
  }

  // Readers who asked for less motion get a second for every step, whatever the speed.
  const pauseMs = () => Math.max(STEP_MS / Number(speed.value), calm.matches ? STEP_MS : 0);

  function step() {
    const stop = nextStop();
    if (stop === null) return pause();
    clock.setDate(stop);
    const painted = () => {
      timer = window.setTimeout(step, pauseMs());
    };
    requestAnimationFrame(() => requestAnimationFrame(() => playing() && painted()));
  }

  function play() {
    if (playing()) return;
    store.set({ playing: true });
    if (nextStop() === null) clock.setDate(data.first);
    step();
  }

  function pause() {
    if (!playing()) return;
    store.set({ playing: false });
    clearTimeout(timer);
    clock.release();
  }

  const toggle = () => (playing() ? pause() : play());
  button.addEventListener("click", toggle);
  label();
  store.subscribe(["playing", "language"], label);
  return { pause, toggle };
}
