// Playing: from change to change or from year to year.

import type { Clock } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Payload } from "../core/payload.ts";
import { pauseFor, playback } from "../core/playback.ts";
import type { Store } from "../core/store.ts";
import * as time from "../core/time.ts";
import { byId } from "./dom.ts";
import type { Timeline } from "./timeline.ts";

export type Player = ReturnType<typeof player>;

export function player(data: Payload, t: Messages, store: Store, clock: Clock, line: Timeline) {
  const button = byId("play");
  const speed = byId("speed");
  const steps = byId("steps");

  function label() {
    const text = t(store.get("playing") ? "timeline.pause" : "timeline.play");
    button.setAttribute("aria-label", text);
    button.title = text;
    button.classList.toggle("playing", store.get("playing"));
  }

  function nextStop() {
    if (steps.value === "change") return line.nextChange(clock.date);
    const day = clock.date;
    const end = time.yearEnd(time.year(day));
    if (day < end) return end;
    return day < data.last ? time.yearEnd(time.year(day) + 1) : null;
  }

  const playing = playback({
    step() {
      const stop = nextStop();
      if (stop !== null) clock.setDate(stop);
      return stop !== null;
    },
    pauseMs: () => pauseFor(Number(speed.value)),
    turned() {
      store.set({ playing: playing.playing });
      if (!playing.playing) clock.release();
      else if (nextStop() === null) clock.setDate(data.first);
    },
  });

  button.addEventListener("click", playing.toggle);
  label();
  store.subscribe(["playing", "language"], label);
  return playing;
}
