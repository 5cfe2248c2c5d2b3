// The frame of the map: its own settings, the view it opens with, and its fit to the window.

import type { Messages } from "../core/messages.ts";
import { HOWS } from "../core/modes.ts";
import type { Payload, View } from "../core/payload.ts";
import { doWaiting } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import { byId, fill, one } from "../ui/dom.ts";
import { told } from "../ui/language.ts";

// The folium map comes with its relief; the rest is set here.
export const NEAREST = 10;
// the credits lie along the foot
const FOOT_PX = 24;

// How far the map may be moved.
export const boundsOf = (map: L.Map) => map.options.maxBounds as L.LatLngBounds;

export type Frame = ReturnType<typeof setUpMap>;

export function setUpMap(map: L.Map, data: Payload, t: Messages, store: Store) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const { panBy } = map;
  let printing = false;
  const bounds = boundsOf(map);
  // the map jumps where it would glide
  map.panBy = (by, options) =>
    panBy.call(map, by, calm.matches || printing ? { ...options, animate: false } : options);
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 140 }).addTo(map);
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

  let untouched = true;
  let fitted = "";
  const fitting: (() => void)[] = [];
  const leastZoom = map.getMinZoom();

  const WHOLE = { animate: false, paddingBottomRight: [0, FOOT_PX] as L.PointTuple };

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
    // a frame of the same size has moved nothing, and nothing is to be told of it
    const size = map.getSize().toString();
    if (untouched && size !== fitted) showSubject();
    fitted = size;
    for (const act of fitting) act();
  }

  // Until somebody moves the map, its subject fills it, whatever size the frame comes to have.
  function showSubject() {
    map.fitBounds(data.view, WHOLE);
  }

  // A sheet of paper has a map of its own size: it shows what the screen does.
  function print() {
    const [center, zoom, ground] = [map.getCenter(), map.getZoom(), map.getBounds()];
    printing = true;
    // two maps side by side are too small for a sheet: it has what changed, on one
    const how = store.get("how");
    if (store.get("compare") !== null) store.set({ how: HOWS[0] });
    document.body.classList.add("printing");
    map.invalidateSize({ animate: false });
    if (untouched) showSubject();
    else map.fitBounds(ground, { animate: false });
    doWaiting();
    const back = () => {
      document.body.classList.remove("printing");
      store.set({ how });
      // the window has its own size again with its next frame
      requestAnimationFrame(() => {
        fit();
        map.setView(center, zoom, { animate: false });
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
        if ((target as Element).closest(".folium-map, .leaflet-control")) untouched = false;
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
    // Show a stretch of ground; a point with enough around it to know where it is.
    showBounds(bounds: L.LatLngBoundsExpression) {
      untouched = false;
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
      untouched = false;
      map.setView([lat, lon], zoom, { animate: false });
    },
  };
}
