// The frame of the map: its own settings, the view it opens with, and its fit to the window.

import type { Context } from "../core/context.ts";
import { isCalm } from "../core/motion.ts";
import type { View } from "../core/payload.ts";
import type { Store } from "../core/store.ts";
import { byId } from "../ui/dom.ts";
import { corridorInset } from "./corridor-inset.ts";
import type { Fitting } from "./fitting.ts";
import { fitting } from "./fitting.ts";
import { addControls } from "./map-controls.ts";
import { ANEW, followPrinting, reshaped } from "./reshaping.ts";

// The folium map comes with its relief; the rest is set here.
const NEAREST = 10;

export type Frame = ReturnType<typeof setUpMap>;

export function setUpMap(map: L.Map, context: Context) {
  const { data, t, store } = context;
  const fits = fitting(map, context);
  const { fit, showSubject, leave, onFit, eased } = fits;
  const isPrinting = followPrinting(map, fits, store);
  jumpWhere(map, () => isCalm() || isPrinting());
  // Show a stretch of ground; a point with enough around it to know where it is.
  function showBounds(bounds: L.LatLngBoundsExpression) {
    leave(false);
    map.fitBounds(bounds, { animate: false, maxZoom: NEAREST, padding: [24, 24] });
  }
  corridorInset(map, context, showBounds);
  addControls(map, data, t);
  followDay(fits, context);
  heedHands(leave);
  keepView(map, store);

  return {
    start() {
      new ResizeObserver(fit).observe(map.getContainer());
      fit();
    },
    showSubject,
    refit: fit,
    reshaped: (act: () => void) => reshaped(map, fits, act),
    eased,
    moved: fits.moved,
    showBounds,
    onFit,
    // Where a place lies in the window, in pixels.
    project(lat: number, lon: number): [number, number] {
      const { left, top } = map.getContainer().getBoundingClientRect();
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      return [left + x, top + y];
    },
    setView([lat, lon, zoom]: View) {
      leave(false);
      map.setView([lat, lon], zoom, ANEW);
    },
  };
}

// Where it must not glide, the map jumps.
function jumpWhere(map: L.Map, mustJump: () => boolean) {
  const { panBy } = map;
  map.panBy = (by, options) =>
    panBy.call(map, by, mustJump() ? { ...options, animate: false } : options);
}

// A presentation always shows what its day is about; dragged or played, the map stands still.
function followDay(fits: Fitting, { store, karamap }: Context) {
  // whether the map stayed where it was for a day
  let waits = false;
  function follow() {
    const [presenting, playing] = [store.get("mode") !== null, store.get("playing")];
    waits = karamap.dragging || (playing && !presenting);
    if (waits) return;
    if (presenting ? !playing : !fits.held()) fits.showSubject();
  }
  store.subscribe(["date", "compare"], follow);
  karamap.on("release", () => {
    if (waits && store.get("mode") === null) follow();
  });
  store.subscribe(["playing"], ({ mode }) => mode !== null && fits.showSubject());
}

// Whoever moves the map by hand has chosen its view.
function heedHands(leave: Fitting["leave"]) {
  for (const touch of ["pointerdown", "wheel", "keydown"]) {
    byId("stage").addEventListener(
      touch,
      ({ target }) => {
        if ((target as Element).closest(".folium-map, .leaflet-control")) leave(true);
      },
      { capture: true, passive: true },
    );
  }
}

function keepView(map: L.Map, store: Store) {
  function keep() {
    const { lat, lng } = map.getCenter();
    store.set({ view: [Number(lat.toFixed(4)), Number(lng.toFixed(4)), map.getZoom()] });
  }
  keep();
  map.on("move zoom resize", keep);
}
