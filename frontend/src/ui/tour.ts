// The guided tour: the parts of the article in their order, a moment of the map with each step.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import { isCalm } from "../core/motion.ts";
import type { Payload } from "../core/payload.ts";
import type { Store } from "../core/store.ts";
import { tourStep } from "../core/tour-step.ts";
import type { Child } from "./dom.ts";
import { aside, button, el, focused, one } from "./dom.ts";
import { sourceList } from "./source-list.ts";

// reading speed for a room, and the time it takes to look at the map first
const LOOK_MS = 4000;
const WORD_MS = 330;

const wordsIn = (text: string) => text.split(/\s+/).length;

export function guidedTour(data: Payload, t: Messages, store: Store, karamap: Karamap) {
  const { tour: steps } = data.story;
  const root = el("div", { class: "tour" });
  let at = 0;
  let running = false;
  let timer = 0;
  const isStarted = () => store.get("step") !== null;

  function show() {
    store.set({ step: at });
    // where it is, its day says
    const { day, layers, compare } = steps[at];
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
    if (at === steps.length - 1) return toggle();
    const ms = LOOK_MS + WORD_MS * wordsIn(t.words(steps[at].text));
    timer = window.setTimeout(() => go(at + 1), ms);
  }

  // Playing begins with the step that is open.
  function play() {
    if (!isStarted()) show();
    toggle();
  }

  function toggle() {
    running = !running;
    schedule();
    draw();
  }

  const acts = { go, play, show };
  function draw() {
    const pressed = root.contains(focused()) ? focused()?.dataset.step : null;
    const buttons = tourButtons(t, { at, last: steps.length - 1, running }, isStarted(), acts);
    root.replaceChildren(...stepParts(data, t, at, buttons).filter((part) => part !== null));
    if (pressed) one(`[data-step="${pressed}"]`, root)?.focus();
  }

  // Left, it stops by itself and is over until it is gone on with.
  store.subscribe(["tab"], ({ tab }) => {
    if (tab === "tour") return;
    if (running) toggle();
    store.set({ step: null });
  });

  return { root, draw, go, next: () => go(at + 1), previous: () => go(at - 1) };
}

interface Progress {
  at: number;
  last: number;
  running: boolean;
}

interface Acts {
  go(to: number): void;
  play(): void;
  show(): void;
}

function tourButtons(
  t: Messages,
  { at, last, running }: Progress,
  started: boolean,
  { go, play, show }: Acts,
) {
  const press = (key: string, click: () => void, disabled = false) =>
    button({ disabled, click, "data-step": key }, t(`tour.${key}`));
  const playing = isCalm() ? null : press(running ? "halt" : "play", play);
  return started
    ? [
        press("previous", () => go(at - 1), at === 0),
        press("next", () => go(at + 1), at === last),
        playing,
        press("again", show),
      ]
    : [press("start", () => go(at)), playing];
}

// What is told of a step.
function stepParts(data: Payload, t: Messages, at: number, buttons: Child[]) {
  const { tour: steps, claims, sections } = data.story;
  const step = steps[at];
  const told = claims.filter(({ id }) => step.claims.includes(id));
  const rows = told.map((claim) => el("li", {}, t.words(claim.claim)));
  return [
    aside(t("tour.step", { step: at + 1, steps: steps.length })),
    el("p", { class: "section" }, t.words(sections[step.section])),
    el("h2", {}, t.words(step.title)),
    el("p", { class: "moment" }, t.date(step.day)),
    el("p", { class: "reading", "aria-live": "polite" }, t.words(step.text)),
    el("div", { class: "buttons" }, buttons),
    rows.length ? el("details", {}, el("summary", {}, t("tour.claims")), el("ul", {}, rows)) : null,
    sourceList(data, t, step.sources),
  ];
}
