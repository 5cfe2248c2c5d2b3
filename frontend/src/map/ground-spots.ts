// Where something may be written on ground and along lines.

import type { AreaFeature, Feature } from "../core/payload.ts";
import { insideArea, type Stretch, stretches } from "./geometry.ts";
import { perView } from "./per-view.ts";

// how far apart the parallels are on which room is looked for
const ROW_PX = 9;
// how far from the middle of its parallel a text may stand, as a share of the way to the end
const ASIDE = [0, -0.45, 0.45, -0.9, 0.9];
// blocks side by side share a line, rounded for each by itself: in degrees
const SEAM = 0.0003;

// The middle part of a box, as a share of its width.
export function narrowed(corners: L.LatLngBounds, share: number) {
  const aside = ((corners.getEast() - corners.getWest()) * (1 - share)) / 2;
  return L.latLngBounds(
    [corners.getSouth(), corners.getWest() + aside],
    [corners.getNorth(), corners.getEast() - aside],
  );
}

// Whether a box lies on the ground of some features, by its corners and the middles of its sides.
export function covers(ground: AreaFeature[], corners: L.LatLngBounds) {
  const middle = corners.getCenter();
  const lats = [corners.getNorth(), middle.lat, corners.getSouth()];
  const lngs = [corners.getWest(), middle.lng, corners.getEast()];
  const near = ground.filter((each) => corners.intersects(each.bounds));
  return lats.every((lat) =>
    lngs.every((lng) => near.some((each) => insideArea(each, L.latLng(lat, lng)))),
  );
}

// What lies side by side is one stretch, from west to east.
function joined(found: Stretch[]) {
  const rows: Stretch[] = [];
  for (const [from, to] of found.sort(([a], [b]) => a - b)) {
    const last = rows.at(-1);
    if (last && from <= last[1] + SEAM) last[1] = Math.max(last[1], to);
    else rows.push([from, to]);
  }
  return rows;
}

// Points along the longest part of a line in view, from its middle outwards.
function spotsAlong(view: L.LatLngBounds, line: Feature) {
  const along = (path: L.LatLng[]) =>
    path.flatMap((at, index) => {
      const next = path[index + 1] ?? at;
      const between = (share: number) =>
        L.latLng(at.lat + share * (next.lat - at.lat), at.lng + share * (next.lng - at.lng));
      return [0, 0.25, 0.5, 0.75].map(between).filter((point) => view.contains(point));
    });
  const [longest] = (line.shape as L.LatLng[][]).map(along).sort((a, b) => b.length - a.length);
  const from = (index: number) => Math.abs(index - longest.length / 2);
  return [...longest.keys()].sort((a, b) => from(a) - from(b)).map((index) => longest[index]);
}

export function groundSpots(map: L.Map) {
  // The parallels on which room is looked for, and where each of them runs on features. The height
  // is asked for every time: Leaflet does not tell that the map has grown by one pixel.
  const parallels = perView(map, (height: number) => ({
    lats: Array.from({ length: Math.ceil(height / ROW_PX) - 1 }, (_, row) => {
      return map.containerPointToLatLng([0, (row + 1) * ROW_PX]).lat;
    }),
    rowsOf: new Map<AreaFeature, Stretch[][]>(),
  }));
  function rowsOn(feature: AreaFeature, { lats, rowsOf }: ReturnType<typeof parallels>) {
    const found = rowsOf.get(feature);
    if (found) return found;
    const { bounds, shape } = feature;
    const isBeside = (lat: number) => bounds.getSouth() < lat && lat < bounds.getNorth();
    const run = (lat: number) => (isBeside(lat) ? stretches(shape, lat) : []);
    const rows = map.getBounds().intersects(bounds) ? lats.map(run) : [];
    rowsOf.set(feature, rows);
    return rows;
  }

  function spotsOn(ground: AreaFeature[], width: number) {
    const { x: across } = map.getSize();
    const view = map.getBounds();
    const [west, east] = [view.getWest(), view.getEast()];
    const perDegree = across / (east - west);
    const found = parallels(map.getSize().y);
    const near = ground.map((area) => rowsOn(area, found)).filter((rows) => rows.length);
    const spots: { at: L.LatLng; room: number }[] = [];
    for (const [row, lat] of found.lats.entries()) {
      for (const [from, to] of joined(near.flatMap((rows) => rows[row]))) {
        const [left, right] = [Math.max(from, west), Math.min(to, east)];
        const room = (right - left) * perDegree - width;
        if (room <= 0) continue;
        const spare = room / perDegree / 2;
        for (const aside of ASIDE) {
          const lng = (left + right) / 2 + aside * spare;
          spots.push({ at: L.latLng(lat, lng), room: room * (1 - Math.abs(aside)) });
        }
      }
    }
    return spots.sort((a, b) => b.room - a.room).map(({ at }) => at);
  }
  const known = perView(map, (_key: string) => new Map<number, L.LatLng[]>());

  return {
    // Where on some ground a text so many pixels wide may have its middle, the widest room first.
    on(ground: AreaFeature[], width: number) {
      const byWidth = known(ground.map(({ id }) => id).join());
      const spots = byWidth.get(width) ?? spotsOn(ground, width);
      byWidth.set(width, spots);
      return spots;
    },
    // Points along a line in view, from the middle of its longest part outwards.
    along: perView(map, (line: Feature) => spotsAlong(map.getBounds(), line)),
  };
}
