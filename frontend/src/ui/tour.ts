// The guided tour: the parts of the article in their order, a moment of the map with each step.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import { isCalm } from "../core/motion.ts";
import type { Payload } from "../core/payload.ts";
import type { Store } from "../core/store.ts";
import { tourStep } from "../core/tour-step.ts";
import { el, focused, one } from "./dom.ts";
import { sourceList } from "./source-list.ts";

export function guidedTour(data: Payload, t: Messages, store: Store, karamap: Karamap) {
  const steps = data.story.tour;
  const root = el("div", { class: "tour" });
  // reading speed for a room, and the time it takes to look at the map first
  const LOOK_MS = 4000;
  const WORD_MS = 330;
  let at = 0;
  let running = false;
  const started = () => store.get("step") !== null;
  let timer = 0;

  const step = () => steps[at];
  const wordsIn = (text: string) => text.split(/\s+/).length;

  function show() {
    store.set({ step: at });
    // where it is, its day says
    const { day, layers, compare } = step();
    karamap.showMoment({ date: day, layers, compare });
    draw();
    karamap.tell("tour", tourStep(data, t, at));
  }

  function go(to: number) {
    at = Math.min(Math.max(to, 0), steps.length - 1);
    show();
    schedule();
  }

  function schedule() {
    clearTimeout(timer);
    if (!running) return;
    if (at === steps.length - 1) {
      toggle();
      return;
    }
    timer = window.setTimeout(() => go(at + 1), LOOK_MS + WORD_MS * wordsIn(t.words(step().text)));
  }

  // Playing begins with the step that is open.
  function start() {
    if (!started()) show();
    toggle();
  }

  function toggle() {
    running = !running;
    schedule();
    draw();
  }

  const button = (key: string, act: () => void, off = false) =>
    el("button", { type: "button", disabled: off, click: act, "data-step": key }, t(`tour.${key}`));

  function draw() {
    const { section, day, title, text, sources, claims } = step();
    const pressed = root.contains(focused()) ? focused()?.dataset.step : null;
    const told = data.story.claims.filter(({ id }) => claims.includes(id));
    const parts = [
      el("p", { class: "muted" }, t("tour.step", { step: at + 1, steps: steps.length })),
      el("p", { class: "section" }, t.words(data.story.sections[section])),
      el("h2", {}, t.words(title)),
      el("p", { class: "moment" }, t.date(day)),
      el("p", { class: "reading", "aria-live": "polite" }, t.words(text)),
      el(
        "div",
        { class: "buttons" },
        started() ? button("previous", () => go(at - 1), at === 0) : button("start", () => go(at)),
        started() ? button("next", () => go(at + 1), at === steps.length - 1) : null,
        isCalm() ? null : button(running ? "halt" : "play", start),
        started() ? button("again", show) : null,
      ),
      told.length
        ? el(
            "details",
            {},
            el("summary", {}, t("tour.claims")),
            el("ul", {}, ...told.map((claim) => el("li", {}, t.words(claim.claim)))),
          )
        : null,
      sourceList(data, t, sources),
    ];
    root.replaceChildren(...parts.filter((part) => part !== null));
    if (pressed) one(`[data-step="${pressed}"]`, root)?.focus();
  }

  // Left, it stops by itself and is over until it is gone on with.
  store.subscribe(["tab"], ({ tab }) => {
    if (tab === "tour") return;
    if (running) toggle();
    store.set({ step: null });
  });

  return {
    root,
    draw,
    go,
    next: () => go(at + 1),
    previous: () => go(at - 1),
  };
}
