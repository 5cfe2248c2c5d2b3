// Points in pixels.

import type { Path } from "../core/payload.ts";

// Where points lie at zoom 0: sine and logarithm are taken once, not at every zoom.
const unzoomed = new WeakMap<Path, Float64Array>();

function atZoom0(points: Path, crs: L.CRS) {
  let found = unzoomed.get(points);
  if (!found) {
    found = new Float64Array(2 * points.length);
    for (const [at, point] of points.entries()) {
      const { x, y } = crs.latLngToPoint(point, 0);
      found.set([x, y], 2 * at);
    }
    unzoomed.set(points, found);
  }
  return found;
}

// Project points to pixels of the map's layers; of several on one pixel, one is left.
export function projected(map: L.Map, points: Path) {
  const { crs } = map.options as { crs: L.CRS };
  const scale = crs.scale(map.getZoom()) / crs.scale(0);
  const origin = map.getPixelOrigin();
  const from = atZoom0(points, crs);
  const pixels: L.Point[] = [];
  let before: L.Point | undefined;
  for (let at = 0; at < points.length; at++) {
    const x = Math.round(from[2 * at] * scale) - origin.x;
    const y = Math.round(from[2 * at + 1] * scale) - origin.y;
    // its end stays: another path may begin there
    if (before?.x === x && before.y === y && at < points.length - 1) continue;
    before = new L.Point(x, y);
    pixels.push(before);
  }
  return pixels;
}
