// Where the map must stand so that a stretch of ground fills the part of it that nothing covers.

import type { Rect } from "../core/clear-part.ts";
import { clearPart } from "../core/clear-part.ts";
import type { Bounds, Corners } from "../core/payload.ts";
import { controls } from "./overlays.ts";

// of each side of that part, left around the ground
const MARGIN = 0.02;
// the longest that the scale may be
export const SCALE_PX = 140;
// nearer than this the lines promise more than is known of them
const NEAREST_ZOOM = 11.5;

export const cornersOf = ([west, south, east, north]: Bounds): Corners => [
  [south, west],
  [north, east],
];

// Where controls lie over a map.
function controlsOver(map: L.Map): Rect[] {
  const frame = map.getContainer().getBoundingClientRect();
  return controls()
    .map((node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      // the scale grows to its greatest length when the map has moved
      const isScale = node.classList.contains("leaflet-control-scale");
      return { left, top, right: isScale ? Math.max(right, left + SCALE_PX + 8) : right, bottom };
    })
    .filter(({ left, top, right, bottom }) => right > left && bottom > top)
    .map(({ left, top, right, bottom }) => ({
      left: left - frame.left,
      top: top - frame.top,
      right: right - frame.left,
      bottom: bottom - frame.top,
    }));
}

// The middle and the zoom, and all that is seen then.
export function standFor(map: L.Map, ground: L.LatLngBounds) {
  const { x: width, y: height } = map.getSize();
  const southWest = map.project(ground.getSouthWest(), 0);
  const northEast = map.project(ground.getNorthEast(), 0);
  const [wide, high] = [northEast.x - southWest.x, southWest.y - northEast.y];
  const frame = { left: 0, top: 0, right: width, bottom: height };
  const part = clearPart(frame, controlsOver(map), wide / high);
  const scale = Math.min((part.right - part.left) / wide, (part.bottom - part.top) / high);
  const exact = Math.log2((1 - 2 * MARGIN) * scale);
  const snap = map.options.zoomSnap || 1;
  const zoom = Math.min(NEAREST_ZOOM, Math.floor(exact / snap) * snap);
  const middle = southWest.add(northEast).multiplyBy(2 ** zoom / 2);
  const aside = L.point(
    (part.left + part.right - width) / 2,
    (part.top + part.bottom - height) / 2,
  );
  const center = middle.subtract(aside);
  const half = L.point(width, height).divideBy(2);
  const corners = [center.subtract(half), center.add(half)].map((at) => map.unproject(at, zoom));
  return { center: map.unproject(center, zoom), zoom, seen: L.latLngBounds(corners) };
}
