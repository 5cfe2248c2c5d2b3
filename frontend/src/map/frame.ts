// The frame of the map: its own settings, the view it opens with, and its fit to the window.

import type { Context } from "../core/context.ts";
import { HOWS } from "../core/modes.ts";
import type { View } from "../core/payload.ts";
import { doWaiting } from "../core/scheduling.ts";
import { byId, fill, one } from "../ui/dom.ts";
import { told } from "../ui/language.ts";
import { cornersOf, SCALE_PX, standFor } from "./subject-view.ts";

// The folium map comes with its relief; the rest is set here.
export const NEAREST = 10;
const EASE_S = 0.8;
// A view set anew is not moved by whole pixels; Leaflet's declaration does not know the word.
const ANEW: L.ZoomPanOptions & { reset: true } = { animate: false, reset: true };
// the credits lie along the foot
const FOOT_PX = 24;

// How far the map may be moved.
export const boundsOf = (map: L.Map) => map.options.maxBounds as L.LatLngBounds;

export type Frame = ReturnType<typeof setUpMap>;

export function setUpMap(map: L.Map, { data, t, store, karamap }: Context) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const { panBy } = map;
  let printing = false;
  const bounds = boundsOf(map);
  // the map jumps where it would glide
  map.panBy = (by, options) =>
    panBy.call(map, by, calm.matches || printing ? { ...options, animate: false } : options);
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: SCALE_PX }).addTo(map);
  const scale = one(".leaflet-control-scale-line", map.getContainer());
  // Leaflet writes its unit in Latin letters
  function nameUnit() {
    const [length, unit] = (scale.textContent ?? "").split(" ");
    if (unit) scale.replaceChildren(`${length}\u00a0`, told("span", t, `scale.${unit}`));
  }
  map.on("move", nameUnit);
  map.whenReady(nameUnit);
  L.control
    .attribution({ prefix: false, position: "bottomright" })
    .addAttribution(
      told("span", t, "attribution", {}, { code: data.code, version: data.version }).outerHTML,
    )
    .addTo(map);
  const zoom = L.control.zoom({ position: "bottomright" }).addTo(map).getContainer();
  for (const [at, button] of [...(zoom?.children ?? [])].entries()) {
    const key = ["map.zoom_in", "map.zoom_out"][at];
    fill(
      button,
      { "data-t-title": key, "data-t-aria-label": key, title: t(key), "aria-label": t(key) },
      [],
    );
  }
  fill(
    map.getContainer(),
    { role: "region", "data-t-aria-label": "map.label", "aria-label": t("map.label") },
    [],
  );
  // over both maps of a comparison, as the panels are
  byId("frame").append(one(".leaflet-control-container", map.getContainer()));

  // whether a view was chosen, by hand or by a link: until then the subject fills the map
  let held = false;
  // whether a hand has moved the map since it was last led
  let moved = false;
  let eased = false;
  // where the subject was last shown, unless another view has been seen since
  let led = "";
  function leave(byHand: boolean) {
    [held, moved, led] = [true, byHand, ""];
  }
  const fitting: (() => void)[] = [];
  const leastZoom = map.getMinZoom();

  // The map shows no more than there is, the picture of the relief fills it; but where a frame is
  // so wide or so high that the subject would be cut, plain ground lies beside the relief.
  function fit() {
    map.invalidateSize({ animate: false });
    // Leaflet answers with no zoom below the least there was, which a smaller frame may need
    map.options.minZoom = 0;
    const subject = map.getBoundsZoom(data.view, false, L.point(0, FOOT_PX));
    const ground = Math.max(leastZoom, map.getBoundsZoom(bounds, true));
    const least = Math.min(subject, ground);
    // by itself Leaflet would glide there, and come to rest after whatever is set meanwhile
    if (map.getZoom() < least) map.setZoom(least, { animate: false });
    map.setMinZoom(least);
    if (!held) showSubject();
    for (const act of fitting) act();
  }

  // What is compared, or what the day is about; while a presentation plays, all the ground.
  function ground() {
    const whole = store.get("date") === "" || (store.get("mode") !== null && store.get("playing"));
    return L.latLngBounds(whole ? data.view : cornersOf(karamap.subject().bounds));
  }

  // Until somebody moves the map, its subject fills it, whatever size the frame comes to have.
  function showSubject() {
    [held, moved] = [false, false];
    const { center, zoom, seen } = standFor(map, ground());
    const target = `${center} ${zoom} ${map.getSize()}`;
    if (target === led) return;
    led = target;
    // where ground this wide leaves part of the frame over, plain paper lies there
    map.options.maxBounds = L.latLngBounds(bounds.getSouthWest(), bounds.getNorthEast()).extend(
      seen,
    );
    if (zoom < map.getMinZoom()) map.setMinZoom(zoom);
    if (eased && !calm.matches) map.flyTo(center, zoom, { duration: EASE_S });
    else map.setView(center, zoom, { animate: false });
  }

  // A presentation always shows what its day is about; dragged or played, the map stands still.
  function follow() {
    const presenting = store.get("mode") !== null;
    if (karamap.dragging || (store.get("playing") && !presenting)) return;
    if (presenting ? !store.get("playing") : !held) showSubject();
  }
  store.subscribe(["date", "compare"], follow);
  karamap.on("release", () => {
    if (store.get("mode") === null) follow();
  });
  store.subscribe(["playing"], ({ mode }) => mode !== null && showSubject());

  // A sheet of paper has a map of its own size: it shows what the screen does.
  function print() {
    const [center, zoom, seen] = [map.getCenter(), map.getZoom(), map.getBounds()];
    printing = true;
    // two maps side by side are too small for a sheet: it has what changed, on one
    const how = store.get("how");
    if (store.get("compare") !== null) store.set({ how: HOWS[0] });
    document.body.classList.add("printing");
    map.invalidateSize({ animate: false });
    if (!held) showSubject();
    else map.fitBounds(seen, { animate: false });
    doWaiting();
    const back = () => {
      document.body.classList.remove("printing");
      store.set({ how });
      // the window has its own size again with its next frame
      requestAnimationFrame(() => {
        fit();
        map.setView(center, zoom, ANEW);
        printing = false;
      });
    };
    window.addEventListener("afterprint", back, { once: true });
  }
  window.addEventListener("beforeprint", print);

  for (const touch of ["pointerdown", "wheel", "keydown"]) {
    byId("stage").addEventListener(
      touch,
      ({ target }) => {
        if ((target as Element).closest(".folium-map, .leaflet-control")) leave(true);
      },
      { capture: true, passive: true },
    );
  }

  function keepView() {
    const { lat, lng } = map.getCenter();
    store.set({ view: [Number(lat.toFixed(4)), Number(lng.toFixed(4)), map.getZoom()] });
  }
  keepView();
  map.on("move zoom resize", keepView);

  return {
    start() {
      new ResizeObserver(fit).observe(map.getContainer());
      fit();
    },
    showSubject,
    refit: fit,
    // Show the same in a frame that `act` has given another shape; what is returned takes it back.
    reshaped(act: () => void) {
      const [center, zoom, seen, chosen] = [map.getCenter(), map.getZoom(), map.getBounds(), held];
      act();
      fit();
      if (chosen) map.fitBounds(seen, { animate: false });
      return () => {
        fit();
        map.setView(center, zoom, ANEW);
        led = "";
      };
    },
    // What `act` leads the map to, it glides to.
    eased(act: () => void) {
      eased = true;
      act();
      eased = false;
    },
    get moved() {
      return moved;
    },
    // Show a stretch of ground; a point with enough around it to know where it is.
    showBounds(bounds: L.LatLngBoundsExpression) {
      leave(false);
      map.fitBounds(bounds, { animate: false, maxZoom: NEAREST, padding: [24, 24] });
    },
    onFit(act: () => void) {
      fitting.push(act);
    },
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
