// What is written on the ground itself: what the land is called, who holds it, how it changed
// hands. What is said, and when, is the same as in karamap.describe.ground_labels.

import type { Messages } from "../core/messages.ts";
import type { AreaFeature, Day, Feature, Payload } from "../core/payload.ts";
import { isArea, isMovement } from "../core/payload.ts";
import { insideArea, stretches } from "./geometry.ts";

const FRONTS = ["line_of_contact", "front_lines_2020"];
// the name of the land, the larger where there is room; and what is said on ground
const LAND_PX = [16, 14, 12];
const SAID_PX = 12.5;
const MOVED_PX = 12.5;
// lines that bear their names, a front its day
const NAMED_LINES = ["fronts_by_day", "roads"];
const LINE_PX = 11.5;
// how far apart the parallels are on which room is looked for
const ROW_PX = 9;
// where the land is small on the screen, this share of its name at least lies on it
const OVERHANGING = 0.55;
// how far from the middle of its parallel a text may stand, as a share of the way to the end
const ASIDE = [0, -0.45, 0.45, -0.9, 0.9];
// blocks side by side share a line, rounded for each by itself: in degrees
const SEAM = 0.0003;

export interface GroundLabel {
  id: string;
  kind: "land" | "said" | "moved" | "line";
  px: number;
  // the lines it may be set in, the best first
  forms: string[][];
  // where its middle may be if it is so many pixels wide, the best first
  spots: (width: number) => L.LatLng[];
  // whether it may stand between two corners
  fits: (corners: L.LatLngBounds) => boolean;
}

// A text in one line, and in two where it has a space or a hyphen to break it at.
function broken(text: string) {
  const breaks = [...text.matchAll(/[ -](?=.)/g)].map(({ index }) => index + 1);
  const longer = (at: number) => Math.max(at, text.length - at);
  const best = breaks.sort((a, b) => longer(a) - longer(b))[0];
  return best ? [[text], [text.slice(0, best).trimEnd(), text.slice(best)]] : [[text]];
}

// The middle part of a box, as a share of its width.
function narrowed(corners: L.LatLngBounds, share: number) {
  const aside = ((corners.getEast() - corners.getWest()) * (1 - share)) / 2;
  return L.latLngBounds(
    [corners.getSouth(), corners.getWest() + aside],
    [corners.getNorth(), corners.getEast() - aside],
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

export function groundLabels(map: L.Map, data: Payload, t: Messages) {
  const { land, land_layer: landLayer, named_with: namedWith, rules } = data.ground;
  const classes = new Set(rules.map((rule) => rule.feature_class));
  const there = new Set<Feature>();
  const oblast = data.features[landLayer][0] as AreaFeature;

  // Whether the ground of a feature may be written on, or is a line not to be written over.
  const matters = (feature: Feature) =>
    classes.has(feature.class) ||
    [...FRONTS, ...NAMED_LINES].includes(feature.layer) ||
    isMovement(feature);

  function add(feature: Feature) {
    return { enter: () => there.add(feature), leave: () => there.delete(feature) };
  }

  function crossesFront(corners: L.LatLngBounds) {
    return [...there].some(
      (line) =>
        FRONTS.includes(line.layer) &&
        corners.intersects(line.bounds) &&
        (line.shape as L.LatLng[][]).some((path) => path.some((point) => corners.contains(point))),
    );
  }

  // Whether a box lies on the ground of some features, by its corners and the middles of its sides.
  function covers(ground: AreaFeature[], corners: L.LatLngBounds) {
    const middle = corners.getCenter();
    const lats = [corners.getNorth(), middle.lat, corners.getSouth()];
    const lngs = [corners.getWest(), middle.lng, corners.getEast()];
    const near = ground.filter((each) => corners.intersects(each.bounds));
    return lats.every((lat) =>
      lngs.every((lng) => near.some((each) => insideArea(each, L.latLng(lat, lng)))),
    );
  }

  // Where on some ground a text so many pixels wide may have its middle, the widest room first.
  function spotsOn(ground: AreaFeature[], width: number) {
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

  // The name of the land on a day, in the sizes it may have.
  function landLabels(day: Day, layersOn: Set<string>): GroundLabel[] {
    if (!namedWith.some((layer) => layersOn.has(layer))) return [];
    const [, key] = land.findLast(([start]) => start <= day) ?? land[0];
    const name = t(key).toLocaleUpperCase(data.language);
    const label = (px: number, share: number): GroundLabel => ({
      id: "land",
      kind: "land",
      px,
      forms: broken(name),
      spots: (width) => spotsOn([oblast], width * share),
      fits: (corners) => covers([oblast], narrowed(corners, share)) && !crossesFront(corners),
    });
    const within = LAND_PX.map((px) => label(px, 1));
    return [...within, label(LAND_PX[LAND_PX.length - 1], OVERHANGING)];
  }

  // What is said of the ground on a day, the most telling first.
  function saidLabels(day: Day, layersOn: Set<string>): GroundLabel[] {
    const found = new Map<string, AreaFeature[]>();
    for (const rule of rules) {
      if (rule.until && day >= rule.until) continue;
      const [from, to] = rule.began ?? [data.first, "9999"];
      for (const item of [...there].filter(isArea)) {
        if (item.class !== rule.feature_class || !layersOn.has(item.layer)) continue;
        if (item.start < from || item.start >= to) continue;
        const words = t(rule.key, rule.dated ? { date: t.date(item.start) } : {});
        found.set(words, [...(found.get(words) ?? []), item]);
      }
    }
    return [...found].map(([words, ground]) => ({
      id: words,
      kind: "said",
      px: SAID_PX,
      forms: broken(words),
      spots: (width) => spotsOn(ground, width),
      fits: (corners) => covers(ground, corners) && !crossesFront(corners),
    }));
  }

  // On the arrows of people who they were and how many.
  const movedLabels = (day: Day, layersOn: Set<string>): GroundLabel[] =>
    [...there]
      .filter((feature) => isMovement(feature) && layersOn.has(feature.layer))
      .map((feature) => ({
        id: feature.id,
        kind: "moved",
        px: MOVED_PX,
        forms: [[t.nameOf(feature, day)], t.nameOf(feature, day).split(/ (?=\d)/)],
        spots: () => spotsOn([feature as AreaFeature], 0),
        fits: (corners) => !crossesFront(corners),
      }));

  // Points along the longest part of a line in view, from its middle outwards.
  function spotsAlong(line: Feature) {
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

  // On roads their names, on each of the fronts by day its day.
  const lineLabels = (day: Day, layersOn: Set<string>): GroundLabel[] =>
    [...there]
      .filter(({ layer }) => NAMED_LINES.includes(layer) && layersOn.has(layer))
      .map((feature) => ({
        id: feature.id,
        kind: "line",
        px: LINE_PX,
        forms: [[t.nameOf(feature, day)]],
        spots: () => spotsAlong(feature),
        fits: () => true,
      }));

  const noted = (day: Day, layersOn: Set<string>) => [
    ...movedLabels(day, layersOn),
    ...lineLabels(day, layersOn),
  ];

  return { matters, add, land: landLabels, said: saidLabels, noted };
}
