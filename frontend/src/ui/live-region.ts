// What is said aloud after a change: the day, its period and what changed; the latest only.

import { captions } from "../core/captions.ts";
import type { TourMoment } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Payload } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import { inOrder } from "../core/time.ts";
import { byId, say } from "./dom.ts";

// What is on screen; `step` is that of the tour, or null.
interface Now {
  day: Day;
  compare: Day | null;
  playing: boolean;
  step: TourMoment | null;
}

// `now()` gives { day, compare, playing, step }: `step` is that of the tour on screen, or null.
export function liveRegion(
  data: Payload,
  t: Messages,
  periodAt: (day: Day) => string,
  now: () => Now,
) {
  const PAUSE_MS = 400;
  const region = byId("spoken");
  const captionOf = captions(data, t);
  let last: Day | null = null;

  const sentence = (parts: string[]) =>
    `${parts.map((part) => part.replace(/[.։]$/, "")).join(". ")}.`;

  // A slider that has the focus says its own date.
  const saidBySlider = () => document.activeElement?.matches("input[type=range]");

  function whatChanged(day: Day, compare: Day | null) {
    if (compare === null) return captionOf(day, last !== null && last < day ? last : undefined);
    const [since, until] = inOrder(day, compare);
    const dates = { since: t.date(since), until: t.date(until) };
    return [t("compare.from_to", dates), ...captionOf(until, since)];
  }

  const tell = afterPause(() => {
    const { day, compare, playing, step } = now();
    if (playing) return;
    const date = saidBySlider() && compare === null ? [] : [t.date(day), periodAt(day)];
    const told = step ? [step.title, step.text] : whatChanged(day, compare);
    say(region, sentence([...date, ...told]));
    last = day;
  }, PAUSE_MS);

  return { tell };
}
