// The same ground in a frame of another shape: for a picture, and on a sheet of paper.

import { HOWS } from "../core/modes.ts";
import { doWaiting } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import type { Fitting } from "./fitting.ts";

// A view set anew is not moved by whole pixels; Leaflet's declaration does not know the word.
export const ANEW: L.ZoomPanOptions & { reset: true } = { animate: false, reset: true };

const viewOf = (map: L.Map) => ({
  center: map.getCenter(),
  zoom: map.getZoom(),
  seen: map.getBounds(),
});

// Show the same in a frame that `act` has given another shape; what is returned takes it back.
export function reshaped(map: L.Map, fitting: Fitting, act: () => void) {
  const { center, zoom, seen } = viewOf(map);
  const held = fitting.held();
  act();
  fitting.fit();
  if (held) map.fitBounds(seen, { animate: false });
  return () => {
    fitting.fit();
    map.setView(center, zoom, ANEW);
    fitting.reset();
  };
}

// A sheet of paper has a map of its own size: it shows what the screen does.
export function followPrinting(map: L.Map, fitting: Fitting, store: Store) {
  let printing = false;

  function print() {
    const { center, zoom, seen } = viewOf(map);
    printing = true;
    // two maps side by side are too small for a sheet: it has what changed, on one
    const how = store.get("how");
    if (store.get("compare") !== null) store.set({ how: HOWS[0] });
    document.body.classList.add("printing");
    map.invalidateSize({ animate: false });
    if (!fitting.held()) fitting.showSubject();
    else map.fitBounds(seen, { animate: false });
    doWaiting();
    const back = () => {
      document.body.classList.remove("printing");
      store.set({ how });
      // the window has its own size again with its next frame
      requestAnimationFrame(() => {
        fitting.fit();
        map.setView(center, zoom, ANEW);
        printing = false;
      });
    };
    window.addEventListener("afterprint", back, { once: true });
  }
  window.addEventListener("beforeprint", print);

  return () => printing;
}
