// Areas, lines and signs on roads as paths of SVG. What one side holds of a district is one path, without
// seams; it is drawn anew when some of it comes or goes.

import { dissolve, mesh } from "../core/dissolve.ts";
import type { Feature, Payload } from "../core/payload.ts";
import { afterPause, oncePerFrame, whileIdle } from "../core/scheduling.ts";
import { arcDrawing } from "./arc-drawing.ts";
import { GroupPath } from "./group-path.ts";
import { paneOf } from "./panes.ts";
import { makePathPanes, pathStack } from "./path-panes.ts";
import { groupKey, type Options, optionsOf, partsOf, shadePanes } from "./path-parts.ts";

// how many widths of the view around it are drawn: a little more than Leaflet keeps ready
export const AROUND = 0.5;
// how long the map has stood still when something is done ahead
export const AHEAD_MS = 150;

const EQUATOR_M = 40_075_017;
const TILE_PX = 256;

// Features that are drawn as one (`groupKey`): those there now, in view and out of it.
interface Group {
  // one of them
  sample: Feature;
  order: number;
  near: Set<Feature>;
  far: Set<Feature>;
  paths: GroupPath[] | null;
}

// Something that can be made before it is shown.
interface Occasional {
  feature: Feature;
  warm(): void;
}

// `others()` are what else can be made beforehand: { feature, warm() }.
export function vectors(map: L.Map, data: Payload, others: () => Occasional[]) {
  const groups = new Map<string, Group>();
  const stale = new Set<Group>();
  const view = viewOf(map);
  const drawing = groupDrawing(map, data);

  function groupOf(feature: Feature) {
    const key = groupKey(data, feature);
    const [near, far] = [new Set<Feature>(), new Set<Feature>()];
    const fresh = { sample: feature, order: groups.size, near, far, paths: null };
    const group = groups.get(key) ?? fresh;
    groups.set(key, group);
    return group;
  }

  // however many days a frame has seen
  const settle = oncePerFrame(() => {
    for (const group of stale) drawing.draw(group);
    stale.clear();
  });
  function touch(group: Group) {
    stale.add(group);
    settle();
  }

  // The map has come to other ground, or to another zoom.
  function arrive() {
    view.moved();
    for (const group of groups.values()) {
      const there = [...group.near, ...group.far];
      group.near = new Set(there.filter(view.has));
      group.far = new Set(there.filter((feature) => !group.near.has(feature)));
      touch(group);
    }
  }
  map.on("moveend resize", arrive);

  // Draw what lies around the view, and make what else will be in it.
  function drawAhead() {
    view.widen();
    arrive();
    const inView = others().filter(({ feature }) => view.has(feature));
    whileIdle(inView.map((other) => other.warm));
  }
  map.on("moveend", afterPause(drawAhead, AHEAD_MS));

  restyle(map, data, []);
  return {
    // Return how a feature comes and goes; that is drawn with the next frame.
    add(feature: Feature) {
      const group = groupOf(feature);
      return {
        enter() {
          const isNear = view.has(feature);
          group[isNear ? "near" : "far"].add(feature);
          if (isNear) touch(group);
        },
        leave() {
          if (group.near.delete(feature)) touch(group);
          else group.far.delete(feature);
        },
        prepare() {
          if (view.has(feature)) drawing.prepare(feature);
        },
      };
    },
    showLayer(id: string, on: boolean) {
      for (const pane of [...shadePanes(data, id), `${id}-under`, id]) {
        const element = map.getPane(pane);
        if (element) element.style.display = on ? "" : "none";
      }
    },
    // Draw everything in the look that `data.style` has now.
    restyle: () => restyle(map, data, [...groups.values()]),
  };
}

// What is in view, and later near it too.
function viewOf(map: L.Map) {
  let view: L.LatLngBounds | null = null;
  let around = 0;
  return {
    has({ at, bounds }: Feature) {
      view ??= map.getBounds().pad(around);
      return at ? view.contains(at) : view.intersects(bounds);
    },
    moved() {
      view = null;
    },
    widen() {
      around = AROUND;
    },
  };
}

function groupDrawing(map: L.Map, data: Payload) {
  const renderers = makePathPanes(map, data);
  const arcs = arcDrawing(map, data.arcs);
  const stack = pathStack();

  function makePaths({ sample, order }: Group) {
    return partsOf(data, sample).map((part) => {
      const renderer = renderers[part.pane].addTo(map);
      const path = new GroupPath(optionsOf(part), renderer);
      stack(path._path, renderer, order);
      return path;
    });
  }

  // The `d` of the paths of features: ground that is filled has an outline, else each has its own.
  function formOf(features: Feature[]) {
    const paths = features.flatMap((feature) => feature.paths);
    const isArea = features[0]?.form === "area";
    // each is made for the first path that asks for it
    let [filled, stroked]: (string | null)[] = [null, null];
    return ({ radius, fill }: Options) => {
      if (radius) return features.map(({ at }) => circle(map, at, radius)).join("");
      if (fill && isArea) filled ??= arcs.draw(dissolve(data.arcs, paths));
      else stroked ??= arcs.draw(isArea ? mesh(paths) : paths);
      return (fill && isArea ? filled : stroked) ?? "";
    };
  }

  return {
    draw(group: Group) {
      const features = distinct(group.near);
      if (!features.length && !group.paths) return;
      group.paths ??= makePaths(group);
      const form = formOf(features);
      for (const path of group.paths) {
        const { metres } = path.options;
        if (metres && features.length) path.setStyle({ weight: pixelsOf(map, metres, features) });
        path.draw(form(path.options));
      }
    },
    prepare: (feature: Feature) => arcs.prepare(feature.paths),
  };
}

// Several may have one geometry: accounts that differ in the same way.
const distinct = (features: Set<Feature>) => [
  ...new Map([...features].map((feature) => [feature.geometry, feature])).values(),
];

function circle(map: L.Map, at: L.LatLng | undefined, radius: number) {
  if (!at) return "";
  const { x, y } = map.latLngToLayerPoint(at);
  const half = `a${radius} ${radius} 0 1 0 `;
  return `M${x - radius} ${y}${half}${2 * radius} 0${half}${-2 * radius} 0`;
}

// How many pixels a distance on the ground takes where features are.
function pixelsOf(map: L.Map, metres: number, features: Feature[]) {
  const around = L.latLngBounds([]);
  for (const { bounds } of features) around.extend(bounds);
  const latitude = (around.getCenter().lat * Math.PI) / 180;
  return (metres * TILE_PX * 2 ** map.getZoom()) / (EQUATOR_M * Math.cos(latitude));
}

function restyle(map: L.Map, data: Payload, groups: Group[]) {
  const fade = (pane: string, opacity: number) => {
    paneOf(map, pane).style.opacity = String(opacity);
  };
  fade("control-under", data.style.control_opacity);
  for (const pane of data.layers.flatMap(({ id }) => shadePanes(data, id)))
    if (map.getPane(pane)) fade(pane, data.style.doubt.opacity);
  for (const { sample, paths } of groups) {
    if (!paths) continue;
    for (const [index, part] of partsOf(data, sample).entries())
      paths[index].setStyle(optionsOf(part));
  }
}
