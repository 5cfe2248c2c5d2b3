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

type Acts = Record<string, () => void>;

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
  const typing = (node: Element) =>
    node.matches("input:not([type=range]):not([type=checkbox]), select, textarea");
  const pressing = (node: Element) => node.closest("button, summary, a, input[type=checkbox]");
  // The map pans by arrow keys when it was reached by keyboard, not when it was clicked.
  const reachedBy = (keyboard: boolean) =>
    map.getContainer().classList.toggle("by-keyboard", keyboard);
  const panning = (node: Element) =>
    node === map.getContainer() && node.classList.contains("by-keyboard");
  document.addEventListener("pointerdown", () => reachedBy(false), true);

  // What scrolls and has the focus is scrolled, and tabs are gone through, by the browser's own keys.
  const SCROLLING = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];
  const scrolls = (node: Element) =>
    node.scrollHeight > node.clientHeight + 1 && getComputedStyle(node).overflowY === "auto";
  const paging = (key: string) => story.touring && key.startsWith("Page");
  const keepsKey = (node: Element, key: string) =>
    (node.getAttribute("role") === "tab" && /^(Arrow|Home|End)/.test(key)) ||
    (SCROLLING.includes(key) && !paging(key) && scrolls(node));

  const onDays = () => document.activeElement?.id === "day";
  const step = (by: number) => (onDays() ? line.stepDays(by) : line.stepYears(by));
  const DECADE = 10;
  const MONTH = 30;

  const timeKeys: Record<string, () => void> = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    ArrowDown: () => step(-1),
    ArrowUp: () => step(1),
    // while the tour is on, these lead through it, as a remote control does
    PageUp: () => (story.touring ? story.tour.previous() : step(onDays() ? MONTH : DECADE)),
    PageDown: () => (story.touring ? story.tour.next() : step(onDays() ? -MONTH : -DECADE)),
    Home: () => line.goTo(onDays() ? `${time.year(clock.date)}-01-01` : data.first),
    End: () => line.goTo(onDays() ? time.yearEnd(time.year(clock.date)) : data.last),
    n: line.next,
    p: line.previous,
  };

  const actOf = (key: string) => (shortcuts.free(key) ? (timeKeys[key] ?? acts[key]) : undefined);
  const ownAct = (node: Element, key: string) => own.find((part) => part.has(node))?.act(key);

  document.addEventListener(
    "keydown",
    (event) => {
      const { key } = event;
      const target = event.target as HTMLElement;
      if (key === "Tab") reachedBy(true);
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      // a box of text keeps its keys, but for the one that closes whatever is open
      if (typing(target) && (key !== "Escape" || (target as HTMLInputElement).value)) return;
      if (isDialogOpen()) return;
      if (keepsKey(target, key)) return;
      if (panning(target)) {
        if (key === "Enter") acts.identify();
        if (key.startsWith("Arrow")) return;
      }
      if (key === " " && target.matches("a[role=button]")) {
        event.preventDefault();
        return target.click();
      }
      if (key === " " && pressing(target)) return;
      const act = ownAct(target, key) ?? keysOf(event).map(actOf).find(Boolean);
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    true,
  );
}
