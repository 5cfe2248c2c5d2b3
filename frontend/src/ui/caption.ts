// The strip under a presented map: a headline, one line, and how far the talk has come.

import { captions } from "../core/captions.ts";
import type { Context } from "../core/context.ts";
import type { Clock } from "../core/karamap.ts";
import { firstSentence } from "../core/sentences.ts";
import { subjects } from "../core/subject.ts";
import { tourStep } from "../core/tour-step.ts";
import { byId, el, one } from "./dom.ts";
import type { Stepping } from "./stepping.ts";

export function captionStrip({ data, t, store }: Context, clock: Clock, steps: Stepping) {
  const strip = byId("caption");
  const captionOf = captions(data, t);
  const { subjectOf } = subjects(data);

  // Of a step of the tour its title and first sentence: the rest is for the speaker's voice.
  function told(): [headline: string, line: string] {
    const step = tourStep(data, t, store.get("step"));
    if (step) return [step.title, firstSentence(step.text)];
    const { headline: words, stop } = subjectOf(clock.date);
    const headline = t.words(words);
    const lines = captionOf(clock.date, undefined, { ground: true, unchanged: !stop });
    const [line = ""] = lines.filter((each) => each !== headline);
    return [headline, line];
  }

  function progress() {
    const step = store.get("step");
    return step === null
      ? [steps.at() + 1, steps.days().length]
      : [step + 1, data.story.tour.length];
  }

  return function draw() {
    const [headline, line] = told();
    strip.classList.remove("long");
    const [at, of] = progress();
    strip.replaceChildren(
      el("p", { class: "told" }, el("strong", {}, headline), " ", el("span", {}, line)),
      el("p", { class: "count" }, `${Math.max(at, 0)} / ${of}`),
      el("i", {
        class: "progress",
        style: `width:${((100 * at) / of).toFixed(1)}%`,
        "aria-hidden": "true",
      }),
    );
    // a headline of two lines leaves no room for the line
    const isCut = () => strip.scrollHeight > strip.clientHeight;
    if (isCut()) one(".told span", strip).remove();
    strip.classList.toggle("long", isCut());
  };
}
