// A ring that marks where the speaker holds the pointer down; it follows while held, and fades.
// A press that moves at once pans the map, and a short one asks what is there.

function laser(frame, active, maps) {
  const HOLD_MS = 300;
  const STILL_PX = 6;
  const ring = el("div", { id: "laser", "aria-hidden": "true", hidden: true });
  frame.append(ring);
  let waiting = 0;
  let from = null;
  let held = false;

  function point({ clientX, clientY }) {
    const { left, top } = frame.getBoundingClientRect();
    ring.style.translate = `${clientX - left}px ${clientY - top}px`;
  }

  function hold(event) {
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
    const swallow = (event) => event.stopPropagation();
    frame.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => frame.removeEventListener("click", swallow, { capture: true }), 0);
  }

  frame.addEventListener("pointerdown", (event) => {
    if (!active() || event.target.closest("button, a, input, #swipe, .leaflet-popup")) return;
    from = event;
    waiting = setTimeout(hold, HOLD_MS, event);
  }, true);
  document.addEventListener("pointermove", (event) => {
    if (held) return point(event);
    if (from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > STILL_PX) {
      clearTimeout(waiting);
    }
  });
  for (const done of ["pointerup", "pointercancel"]) document.addEventListener(done, release);
}
