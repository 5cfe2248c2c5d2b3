// The handle of the swipe: a slider that cuts the second map where it stands.

import type { Messages } from "../core/messages.ts";
import { byId } from "../ui/dom.ts";

export function swipeHandle(t: Messages, moved: () => void) {
  const handle = byId("swipe");
  const stage = byId("stage");
  const STEP = 2;
  const LEAP = 10;
  const MIDDLE = 50;
  let percent = MIDDLE;

  function set(to: number) {
    percent = Math.min(100, Math.max(0, to));
    const whole = Math.round(percent);
    stage.style.setProperty("--cut", `${percent.toFixed(2)}%`);
    handle.setAttribute("aria-valuenow", String(whole));
    const share = t("compare.share", { before: whole, after: 100 - whole });
    handle.setAttribute("aria-valuetext", share);
    moved();
  }

  function drag({ clientX }: PointerEvent) {
    const { left, width } = byId("frame").getBoundingClientRect();
    set(((clientX - left) / width) * 100);
  }

  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    handle.addEventListener("pointermove", drag);
  });
  for (const done of ["pointerup", "pointercancel"]) {
    handle.addEventListener(done, () => handle.removeEventListener("pointermove", drag));
  }

  const keys: Record<string, () => number> = {
    ArrowLeft: () => percent - STEP,
    ArrowDown: () => percent - STEP,
    ArrowRight: () => percent + STEP,
    ArrowUp: () => percent + STEP,
    PageDown: () => percent - LEAP,
    PageUp: () => percent + LEAP,
    Home: () => 0,
    End: () => 100,
  };

  set(percent);
  return {
    has: (node: Element) => node === handle,
    // what a key does while the handle has the focus
    act: (key: string) => keys[key] && (() => set(keys[key]())),
    share: () => percent / 100,
    centre: () => set(MIDDLE),
  };
}
