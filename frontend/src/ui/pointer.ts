// A ring that marks where the speaker presses; it follows while held, and fades.

import { el } from "./dom.ts";

export function pointer(stage: HTMLElement, active: () => boolean) {
  const ring = el("div", { id: "laser", "aria-hidden": "true", hidden: true });
  stage.append(ring);
  let held = false;

  function point({ clientX, clientY }: PointerEvent) {
    const { left, top } = stage.getBoundingClientRect();
    ring.style.translate = `${clientX - left}px ${clientY - top}px`;
  }

  stage.addEventListener(
    "pointerdown",
    (event) => {
      if (!active() || (event.target as Element).closest("button, summary, input, #swipe, .panel"))
        return;
      held = true;
      point(event);
      ring.hidden = false;
      ring.classList.remove("fading");
    },
    true,
  );
  document.addEventListener("pointermove", (event) => held && point(event));
  for (const done of ["pointerup", "pointercancel"]) {
    document.addEventListener(done, () => {
      if (held) ring.classList.add("fading");
      held = false;
    });
  }
}
