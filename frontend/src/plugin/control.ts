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

export type Control = ReturnType<typeof control>;

export function control(clock: Clock, asked: TimelineOptions) {
  const { first, last, texts, locale } = asked;
  const days = time.between(first, last);
  const inWords = (day: Day) => dateInWords(day, locale.long_date, locale.months);
  const button = (name: "previous" | "play" | "next", click: () => void) =>
    el(
      "button",
      {
        type: "button",
        class: `dated-${name}`,
        title: texts[name],
        "aria-label": texts[name],
        click,
      },
      icon(name),
      name === "play" ? icon("pause") : null,
    );

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
  const byHand = (by: 1 | -1, step?: Step) => {
    player.pause();
    clock.move(by, step);
  };
  const jump = (day: Day) => {
    player.pause();
    clock.set(day);
  };

  const previous = button("previous", () => byHand(-1));
  const play = button("play", () => player.toggle());
  const next = button("next", () => byHand(1));
  const date = el("p", { class: "dated-date", "aria-live": "polite" });
  const speed = speeds(texts);
  const slider = el("input", {
    type: "range",
    min: 0,
    max: days,
    step: 1,
    "aria-label": texts.date,
    lang: asked.language,
  });
  const follow = oncePerFrame(() => jump(time.add(first, Number(slider.value))));
  slider.addEventListener("input", follow);
  const line = axis(clock, asked);
  const bar = el(
    "section",
    { class: "dated-bar", "aria-label": asked.title ?? texts.label, lang: asked.language },
    el("div", { class: "dated-buttons" }, previous, play, next),
    el(
      "div",
      { class: "dated-words" },
      asked.title === null ? null : el("p", { class: "dated-title" }, asked.title),
      date,
    ),
    dateForm(asked, jump),
    speed,
    el("div", { class: "dated-line" }, slider, line.node),
  );
  bar.addEventListener("keydown", (event) => keyed(event, keys));

  const keys: Record<string, () => void> = {
    ArrowLeft: () => byHand(-1),
    ArrowDown: () => byHand(-1),
    ArrowRight: () => byHand(1),
    ArrowUp: () => byHand(1),
    "Shift+ArrowLeft": () => byHand(-1, "day"),
    "Shift+ArrowDown": () => byHand(-1, "day"),
    "Shift+ArrowRight": () => byHand(1, "day"),
    "Shift+ArrowUp": () => byHand(1, "day"),
    PageDown: () => byHand(-1, "year"),
    PageUp: () => byHand(1, "year"),
    Home: () => jump(first),
    End: () => jump(last),
    " ": () => player.toggle(),
  };

  function draw() {
    const words = inWords(clock.date);
    say(date, words);
    slider.value = String(time.between(first, clock.date));
    mark(slider, "aria-valuetext", words);
    // not `disabled`: whoever has the focus there keeps it
    mark(previous, "aria-disabled", clock.reached(-1) === null);
    mark(next, "aria-disabled", clock.reached(1) === null);
  }

  const redraw = () => {
    line.drawTicks();
    draw();
  };
  return { bar, draw, redraw, player };
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
function dateForm({ first, last, texts }: TimelineOptions, jump: (day: Day) => void) {
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
