// The keyboard: time from anywhere on the page, except where a key has a meaning of its own.

import type { Clock } from "../core/karamap.ts";
import type { Payload } from "../core/payload.ts";
import * as time from "../core/time.ts";
import { isDialogOpen } from "./dom.ts";
import { keysOf, shortcuts } from "./shortcuts.ts";
import type { StoryController } from "./story-controller.ts";
import type { Timeline } from "./timeline.ts";

// A part of the page in which keys have a meaning of their own: what a key does there.
export interface KeyOwner {
  has(node: Element): boolean;
  act(key: string): (() => void) | undefined;
}

export type Acts = Record<string, () => void>;

const DECADE = 10;
const MONTH = 30;
const SCROLLING = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];

const isTyping = (node: Element) =>
  node.matches("input:not([type=range]):not([type=checkbox]), select, textarea");
const isPressed = (node: Element) => node.closest("button, summary, a, input[type=checkbox]");

// `acts` has what a key does besides moving time: by key, and `identify` for the middle of the map.
// `own` are parts of the page in which keys have a meaning of their own.
export function keyboard(
  data: Payload,
  map: L.Map,
  clock: Clock,
  line: Timeline,
  own: KeyOwner[],
  story: StoryController,
  acts: Acts,
) {
  const timeKeys = keysOfTime(data, clock, line, story);
  const actOf = (key: string) => (shortcuts.free(key) ? (timeKeys[key] ?? acts[key]) : undefined);
  const ownAct = (node: Element, key: string) => own.find((part) => part.has(node))?.act(key);
  const panning = mapByKeyboard(map);

  function press(event: KeyboardEvent) {
    const { key } = event;
    const target = event.target as HTMLElement;
    if (key === "Tab") panning.reached(true);
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // a box of text keeps its keys, but for the one that closes whatever is open
    if (isTyping(target) && (key !== "Escape" || (target as HTMLInputElement).value)) return;
    if (isDialogOpen() || keepsKey(target, key, story.touring)) return;
    if (panning.is(target)) {
      if (key === "Enter") acts.identify();
      if (key.startsWith("Arrow")) return;
    }
    if (key === " " && target.matches("a[role=button]")) {
      event.preventDefault();
      return target.click();
    }
    if (key === " " && isPressed(target)) return;
    const act = ownAct(target, key) ?? keysOf(event).map(actOf).find(Boolean);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
  document.addEventListener("keydown", press, true);
}

// The map pans by arrow keys when it was reached by keyboard, not when it was clicked.
function mapByKeyboard(map: L.Map) {
  const { classList } = map.getContainer();
  const reached = (byKeyboard: boolean) => classList.toggle("by-keyboard", byKeyboard);
  document.addEventListener("pointerdown", () => reached(false), true);
  return {
    reached,
    is: (node: Element) => node === map.getContainer() && classList.contains("by-keyboard"),
  };
}

// What scrolls and has the focus is scrolled, and tabs are gone through, by the browser's own keys.
function keepsKey(node: Element, key: string, touring: boolean) {
  const scrolls = () =>
    node.scrollHeight > node.clientHeight + 1 && getComputedStyle(node).overflowY === "auto";
  const isTourKey = touring && key.startsWith("Page");
  return (
    (node.getAttribute("role") === "tab" && /^(Arrow|Home|End)/.test(key)) ||
    (SCROLLING.includes(key) && !isTourKey && scrolls())
  );
}

// What keys do with time; while the tour is on, two of them lead through it, as a remote does.
function keysOfTime(data: Payload, clock: Clock, line: Timeline, story: StoryController): Acts {
  const onDays = () => document.activeElement?.id === "day";
  const step = (by: number) => (onDays() ? line.stepDays(by) : line.stepYears(by));
  const leap = (by: 1 | -1) => step(by * (onDays() ? MONTH : DECADE));
  return {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    ArrowDown: () => step(-1),
    ArrowUp: () => step(1),
    PageUp: () => (story.touring ? story.tour.previous() : leap(1)),
    PageDown: () => (story.touring ? story.tour.next() : leap(-1)),
    Home: () => line.goTo(onDays() ? `${time.year(clock.date)}-01-01` : data.first),
    End: () => line.goTo(onDays() ? time.yearEnd(time.year(clock.date)) : data.last),
    n: line.next,
    p: line.previous,
  };
}
