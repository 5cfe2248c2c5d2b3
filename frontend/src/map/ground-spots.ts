// Where something may be written on ground and along lines.

import type { AreaFeature, Feature } from "../core/payload.ts";
import { insideArea, stretches } from "./geometry.ts";

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

// Where a parallel runs on some ground, from west to east; what lies side by side is one stretch.
function rowOf(ground: AreaFeature[], lat: number) {
  const rows: [number, number][] = [];
  const found = ground
    .filter(({ bounds }) => bounds.getSouth() < lat && lat < bounds.getNorth())
    .flatMap(({ shape }) => stretches(shape, lat))
    .sort(([a], [b]) => a - b);
  for (const [from, to] of found) {
    const last = rows.at(-1);
    if (last && from <= last[1] + SEAM) last[1] = Math.max(last[1], to);
    else rows.push([from, to]);
  }
  return rows;
}

// Where on some ground a text so many pixels wide may have its middle, the widest room first.
export function spotsOn(map: L.Map, ground: AreaFeature[], width: number) {
  const near = ground.filter(({ bounds }) => map.getBounds().intersects(bounds));
  const { y: height, x: across } = map.getSize();
  const spots: { at: L.LatLng; room: number }[] = [];
  for (let y = ROW_PX; y < height; y += ROW_PX) {
    const [west, east] = [0, across].map((x) => map.containerPointToLatLng([x, y]));
    const perDegree = across / (east.lng - west.lng);
    for (const [from, to] of rowOf(near, west.lat)) {
      const [left, right] = [Math.max(from, west.lng), Math.min(to, east.lng)];
      const room = (right - left) * perDegree - width;
      if (room <= 0) continue;
      const spare = room / perDegree / 2;
      for (const aside of ASIDE) {
        const lng = (left + right) / 2 + aside * spare;
        spots.push({ at: L.latLng(west.lat, lng), room: room * (1 - Math.abs(aside)) });
      }
    }
  }
  return spots.sort((a, b) => b.room - a.room).map(({ at }) => at);
}

// Points along the longest part of a line in view, from its middle outwards.
export function spotsAlong(map: L.Map, line: Feature) {
  const view = map.getBounds();
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
