// A ring that marks where the speaker holds the pointer down; it follows while held, and fades.
// A press that moves at once pans the map, and a short one asks what is there.

import { el } from "./dom.ts";

export function pointer(frame: HTMLElement, active: () => boolean, maps: () => L.Map[]) {
  const HOLD_MS = 300;
  const STILL_PX = 6;
  const ring = el("div", { id: "laser", "aria-hidden": "true", hidden: true });
  frame.append(ring);
  let waiting = 0;
  let from: PointerEvent | null = null;
  let held = false;

  function point({ clientX, clientY }: PointerEvent) {
    const { left, top } = frame.getBoundingClientRect();
    ring.style.translate = `${clientX - left}px ${clientY - top}px`;
  }

  function hold(event: PointerEvent) {
    held = true;
    for (const map of maps()) map.dragging.disable();
    point(event);
    ring.hidden = false;
    ring.classList.remove("fading");
  }

  function release() {
    clearTimeout(waiting);
    from = null;
    if (!held) return;
    held = false;
    for (const map of maps()) map.dragging.enable();
    ring.classList.add("fading");
    // the click that ends a hold asks nothing
    const swallow = (event: Event) => event.stopPropagation();
    frame.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => frame.removeEventListener("click", swallow, { capture: true }), 0);
  }

  const ownKind = "button, a, input, #swipe, .leaflet-popup";
  frame.addEventListener(
    "pointerdown",
    (event) => {
      if (!active() || (event.target as Element).closest(ownKind)) return;
      from = event;
      waiting = window.setTimeout(hold, HOLD_MS, event);
    },
    true,
  );
  document.addEventListener("pointermove", (event) => {
    if (held) return point(event);
    if (!from) return;
    const moved = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY);
    if (moved > STILL_PX) clearTimeout(waiting);
  });
  for (const done of ["pointerup", "pointercancel"]) document.addEventListener(done, release);
}
