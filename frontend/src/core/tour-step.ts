// A step of the guided tour, as it is told.

import type { TourMoment } from "./karamap.ts";
import type { Messages } from "./messages.ts";
import type { Payload } from "./payload.ts";

export function tourStep(data: Payload, t: Messages, step: number): TourMoment;
export function tourStep(data: Payload, t: Messages, step: number | null): TourMoment | null;
export function tourStep(data: Payload, t: Messages, step: number | null) {
  if (step === null) return null;
  const { title, text } = data.story.tour[step];
  return { step, title: t.words(title), text: t.words(text) };
}
