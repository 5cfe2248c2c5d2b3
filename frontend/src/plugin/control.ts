// The bar in the map that leads through time: buttons, date, slider and axis.

import type { Day } from "../core/payload.ts";
import { dateInWords, filled } from "../core/phrasing.ts";
import { pauseFor, playback } from "../core/playback.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import * as time from "../core/time.ts";
import { el, mark, say, svg } from "../ui/dom.ts";
import type { Step, TextKey, TimelineOptions } from "./asked.ts";
import { axis } from "./axis.ts";
import { typedDay } from "./calendar.ts";
import type { Clock } from "./clock.ts";

const ICONS = {
  previous: "M4 4h2.4v12H4zM17 4 7.5 10l9.5 6z",
  play: "M6 3.5v13L16.500 10z",
  pause: "M5 4h3.6v12H5zM11.400 4H15v12h-3.600z",
  next: "M13.600 4H16v12h-2.400zM3 4l9.500 6L3 16z",
};
const SPEEDS = [0.5, 1, 2, 4];

const icon = (name: keyof typeof ICONS) =>
  svg("svg", { viewBox: "0 0 20 20", class: name }, svg("path", { d: ICONS[name] }));

// What a reader does by hand, whatever with.
interface Hand {
  step(by: 1 | -1, step?: Step): void;
  jump(day: Day): void;
  toggle(): void;
}

export function control(clock: Clock, asked: TimelineOptions) {
  const { first, texts, locale } = asked;
  const player = playback({
    step: () => clock.move(1),
    pauseMs: () => pauseFor(asked.speed * Number(speed.value)),
    turned() {
      if (player.playing && clock.reached(1) === null) clock.set(first);
      const name = player.playing ? "pause" : "play";
      bar.classList.toggle("dated-playing", player.playing);
      mark(play, "title", texts[name]);
      mark(play, "aria-label", texts[name]);
      // it would say every step
      mark(date, "aria-live", player.playing ? "off" : "polite");
    },
  });
  const hand: Hand = {
    step(by, step) {
      player.pause();
      clock.move(by, step);
    },
    jump(day) {
      player.pause();
      clock.set(day);
    },
    toggle: player.toggle,
  };
  const { previous, play, next } = buttons(texts, hand);
  const date = el("p", { class: "dated-date", "aria-live": "polite" });
  const speed = speeds(texts);
  const slider = sliderOf(asked, hand);
  const line = axis(clock, asked);
  const bar = barOf(
    asked,
    el("div", { class: "dated-buttons" }, previous, play, next),
    el("div", { class: "dated-words" }, titleOf(asked), date),
    dateForm(asked, hand),
    speed,
    el("div", { class: "dated-line" }, slider, line.node),
  );
  const keys = keysOf(asked, hand);
  bar.addEventListener("keydown", (event) => keyed(event, keys));

  function draw() {
    const words = dateInWords(clock.date, locale.long_date, locale.months);
    say(date, words);
    slider.value = String(time.between(first, clock.date));
    mark(slider, "aria-valuetext", words);
    // not `disabled`: whoever has the focus there keeps it
    mark(previous, "aria-disabled", clock.reached(-1) === null);
    mark(next, "aria-disabled", clock.reached(1) === null);
  }

  return { bar, draw, drawTicks: line.drawTicks, player };
}

const barOf = ({ title, texts, language }: TimelineOptions, ...parts: Node[]) =>
  el("section", { class: "dated-bar", "aria-label": title ?? texts.label, lang: language }, parts);

const titleOf = ({ title }: TimelineOptions) =>
  title === null ? null : el("p", { class: "dated-title" }, title);

function buttons(texts: Record<TextKey, string>, { step, toggle }: Hand) {
  const button = (name: "previous" | "play" | "next", click: () => void) => {
    const words = { title: texts[name], "aria-label": texts[name] };
    return el("button", { type: "button", class: `dated-${name}`, ...words, click }, icon(name));
  };
  const play = button("play", toggle);
  play.append(icon("pause"));
  return {
    previous: button("previous", () => step(-1)),
    play,
    next: button("next", () => step(1)),
  };
}

function sliderOf({ first, last, texts }: TimelineOptions, { jump }: Hand) {
  const max = time.between(first, last);
  const slider = el("input", { type: "range", min: 0, max, step: 1, "aria-label": texts.date });
  // once a frame: what is dragged over in between is never seen
  const follow = oncePerFrame(() => jump(time.add(first, Number(slider.value))));
  slider.addEventListener("input", follow);
  return slider;
}

function keysOf({ first, last }: TimelineOptions, hand: Hand): Record<string, () => void> {
  const arrows: [string, 1 | -1][] = [
    ["ArrowLeft", -1],
    ["ArrowDown", -1],
    ["ArrowRight", 1],
    ["ArrowUp", 1],
  ];
  return {
    ...Object.fromEntries(arrows.map(([key, by]) => [key, () => hand.step(by)])),
    ...Object.fromEntries(arrows.map(([key, by]) => [`Shift+${key}`, () => hand.step(by, "day")])),
    PageDown: () => hand.step(-1, "year"),
    PageUp: () => hand.step(1, "year"),
    Home: () => hand.jump(first),
    End: () => hand.jump(last),
    " ": hand.toggle,
  };
}

function keyed(event: KeyboardEvent, keys: Record<string, () => void>) {
  const target = event.target as HTMLElement;
  // boxes keep their keys, and buttons the one that presses them
  if (target.matches("select, input:not([type=range])")) return event.stopPropagation();
  if (event.key === " " && target.matches("button")) return event.stopPropagation();
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const act = keys[event.shiftKey ? `Shift+${event.key}` : event.key];
  if (!act) return;
  event.preventDefault();
  // the map would pan
  event.stopPropagation();
  act();
}

function speeds(texts: Record<TextKey, string>) {
  const choice = el(
    "select",
    { class: "dated-speed", "aria-label": texts.speed, title: texts.speed },
    ...SPEEDS.map((speed) => el("option", { value: speed }, `${speed}×`)),
  );
  choice.value = "1";
  return choice;
}

// A box to type a date in; what is none of the timeline is told under it.
function dateForm({ first, last, texts }: TimelineOptions, { jump }: Hand) {
  const typed = el("input", {
    type: "text",
    enterkeyhint: "go",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 10,
    size: 10,
    placeholder: "YYYY-MM-DD",
    "aria-label": texts.type_date,
    title: texts.type_date,
  });
  const complaint = el("p", { class: "dated-complaint", role: "alert", hidden: true });
  const form = el("form", { class: "dated-form" }, typed, complaint);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = typedDay(typed.value, first, last);
    mark(typed, "aria-invalid", day === null);
    complaint.hidden = day !== null;
    say(complaint, day === null ? filled(texts.bad_date, { text: typed.value, first, last }) : "");
    if (day !== null) {
      jump(day);
      typed.value = "";
    }
  });
  return form;
}
