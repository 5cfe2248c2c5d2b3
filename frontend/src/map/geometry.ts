// Where points lie in areas.

import type { AreaFeature, Path, Polygons } from "../core/payload.ts";

function insideRing(ring: Path, { lat, lng }: L.LatLng) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i];
    const b = ring[j];
    if (
      a.lat > lat !== b.lat > lat &&
      lng < ((b.lng - a.lng) * (lat - a.lat)) / (b.lat - a.lat) + a.lng
    ) {
      inside = !inside;
    }
  }
  return inside;
}

export const insideArea = (feature: AreaFeature, point: L.LatLng) =>
  feature.bounds.contains(point) &&
  feature.shape.some((rings) =>
    rings.reduce((inside, ring: Path) => inside !== insideRing(ring, point), false),
  );

// The corner before one of a ring, which is closed.
export const previous = <P>(ring: P[], index: number) => ring[(index || ring.length) - 1];

// A point well inside an area and inside `view` (bounds), or null: the middle of its widest stretch
// from west to east.
export function pointInside(shape: Polygons, bounds: L.LatLngBounds, view: L.LatLngBounds) {
  const ROWS = 9;
  const south = Math.max(bounds.getSouth(), view.getSouth());
  const north = Math.min(bounds.getNorth(), view.getNorth());
  let best: { width: number; at: L.LatLng } | null = null;
  for (let row = 1; row < ROWS; row++) {
    const lat = south + ((north - south) * row) / ROWS;
    for (const [from, to] of stretches(shape, lat)) {
      const [west, east] = [Math.max(from, view.getWest()), Math.min(to, view.getEast())];
      if (east > west && !(best && best.width >= east - west)) {
        best = { width: east - west, at: L.latLng(lat, (west + east) / 2) };
      }
    }
  }
  return best?.at ?? null;
}

// The middle of what lies of a line inside `view` (bounds), or null.
export function pointOn(paths: Path[], view: L.LatLngBounds) {
  const PARTS = 8;
  const along = paths.flatMap((path) =>
    path.flatMap((b, i) => {
      const a = path[i - 1] ?? b;
      return Array.from({ length: i ? PARTS : 1 }, (_, part) => {
        const share = (part + 1) / PARTS;
        return L.latLng(a.lat + share * (b.lat - a.lat), a.lng + share * (b.lng - a.lng));
      });
    }),
  );
  const inView = along.filter((at) => view.contains(at));
  return inView.length ? inView[Math.floor(inView.length / 2)] : null;
}

export type Stretch = [from: number, to: number];

// Where a parallel runs inside an area: in degrees of longitude.
export function stretches(shape: Polygons, lat: number): Stretch[] {
  const crossings: number[] = [];
  for (const ring of shape.flat()) {
    ring.forEach((b, index) => {
      const a = previous(ring, index);
      if (a.lat > lat === b.lat > lat) return;
      crossings.push(((b.lng - a.lng) * (lat - a.lat)) / (b.lat - a.lat) + a.lng);
    });
  }
  crossings.sort((a, b) => a - b);
  return crossings.flatMap((from, i) => (i % 2 ? [] : [[from, crossings[i + 1]]]));
}
