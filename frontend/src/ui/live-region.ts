// What is said aloud after a change: the day, its period and what changed; the latest only.

import { captions } from "../core/captions.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Payload } from "../core/payload.ts";
import { periodOf } from "../core/periods.ts";
import { afterPause } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import { inOrder } from "../core/time.ts";
import { tourStep } from "../core/tour-step.ts";
import { byId, say } from "./dom.ts";

export function liveRegion(data: Payload, t: Messages, store: Store) {
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

  // The day that the timeline moves, and the other one of a comparison.
  function days(): [day: Day, compare: Day | null] {
    const [date, compare] = [store.get("date"), store.get("compare")];
    if (compare === null) return [date, null];
    return store.get("active") === "date" ? [date, compare] : [compare, date];
  }

  const tell = afterPause(() => {
    if (store.get("playing")) return;
    const [day, compare] = days();
    const step = tourStep(data, t, store.get("step"));
    const date = saidBySlider() && compare === null ? [] : [t.date(day), t(periodOf(data, day))];
    const told = step ? [step.title, step.text] : whatChanged(day, compare);
    say(region, sentence([...date, ...told]));
    last = day;
  }, PAUSE_MS);

  store.subscribe(["date", "compare", "how", "active", "layers", "language", "step"], tell);
  return { tell };
}
