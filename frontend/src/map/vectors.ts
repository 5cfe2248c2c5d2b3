// Areas, lines and signs on roads: one SVG path for each geometry and look, shown and hidden by the change index.

import type { Feature, Payload } from "../core/payload.ts";
import { afterPause, whileIdle } from "../core/scheduling.ts";
import { arcDrawing } from "./arc-drawing.ts";
import { FeaturePath } from "./feature-path.ts";
import { paneOf } from "./panes.ts";
import { makePathPanes, pathStack } from "./path-panes.ts";
import { optionsOf, type Part, partsOf, shadePanes } from "./path-parts.ts";

// how many widths of the view around it are drawn: a little more than Leaflet keeps ready
export const AROUND = 0.5;
// how long the map has stood still when something is done ahead
export const AHEAD_MS = 150;

// Features of one geometry and look, how many of them are there, and their paths once made.
interface Slot {
  feature: Feature;
  order: number;
  shown: number;
  paths: FeaturePath[] | null;
}

// Something that can be made before it is shown.
interface Occasional {
  feature: Feature;
  warm(): void;
}

// `others()` are what else can be made beforehand: { feature, warm() }.
export function vectors(map: L.Map, data: Payload, others: () => Occasional[]) {
  const makePath = pathMaker(map, data);
  const slots = new Map<string, Slot>();
  // what is there now, but out of view: it is drawn when the map comes to it
  const elsewhere = new Set<Slot>();
  const view = viewOf(map);
  const make = (slot: Slot) =>
    (slot.paths ??= partsOf(data, slot.feature).map((part) => makePath(slot, part)));

  function change(slot: Slot, by: number) {
    const before = slot.shown > 0;
    slot.shown += by;
    const after = slot.shown > 0;
    if (before === after) return;
    elsewhere.delete(slot);
    if (after && !slot.paths && !view.has(slot)) elsewhere.add(slot);
    else for (const path of after ? make(slot) : (slot.paths ?? [])) path.display(after);
  }

  // The map has come to other ground.
  function arrive() {
    view.moved();
    for (const slot of [...elsewhere].filter(view.has)) {
      elsewhere.delete(slot);
      for (const path of make(slot)) path.display(true);
    }
  }
  map.on("moveend resize", arrive);

  // Make what is in view before it is shown, and what is there beside it.
  function makeAhead() {
    view.widen();
    arrive();
    const inView = [...slots.values()].filter((slot) => !slot.paths && view.has(slot));
    whileIdle([
      ...others()
        .filter(view.has)
        .map((other) => other.warm),
      ...inView.map((slot) => () => make(slot)),
    ]);
  }
  map.on("moveend", afterPause(makeAhead, AHEAD_MS));

  function freshen(slot: Slot) {
    if (view.has(slot)) for (const path of make(slot)) path.freshen();
  }

  restyle(map, data, []);
  return {
    // Draw a feature (hidden) and return how to show and to hide it.
    add(feature: Feature) {
      const slot = slotOf(slots, data, feature);
      return {
        enter: () => change(slot, 1),
        leave: () => change(slot, -1),
        prepare: () => freshen(slot),
      };
    },
    showLayer(id: string, on: boolean) {
      for (const pane of [...shadePanes(data, id), `${id}-under`, id]) {
        const element = map.getPane(pane);
        if (element) element.style.display = on ? "" : "none";
      }
    },
    // Draw everything in the look that `data.style` has now.
    restyle: () => restyle(map, data, [...slots.values()]),
  };
}

// What is in view, and later near it too.
function viewOf(map: L.Map) {
  let view: L.LatLngBounds | null = null;
  let around = 0;
  return {
    has({ feature: { at, bounds } }: { feature: Feature }) {
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

// Features of one geometry and look share one slot; `shown` counts those there now.
function slotOf(slots: Map<string, Slot>, data: Payload, feature: Feature) {
  const approximated = data.style.dashed.includes(feature.confidence);
  const key = `${feature.layer} ${feature.geometry} ${feature.class} ${approximated}`;
  const slot = slots.get(key) ?? { feature, order: slots.size, shown: 0, paths: null };
  slots.set(key, slot);
  return slot;
}

function pathMaker(map: L.Map, data: Payload) {
  const renderers = makePathPanes(map, data);
  const drawing = arcDrawing(map, data.arcAt);
  const stack = pathStack();
  return ({ feature, order }: Slot, part: Part) => {
    const renderer = renderers[part.pane].addTo(map);
    const path = new FeaturePath(feature, optionsOf(part), renderer, drawing);
    path.display(false);
    stack(path._path, renderer, order);
    return path;
  };
}

function restyle(map: L.Map, data: Payload, slots: Slot[]) {
  const fade = (pane: string, opacity: number) => {
    paneOf(map, pane).style.opacity = String(opacity);
  };
  fade("control-under", data.style.control_opacity);
  for (const pane of data.layers.flatMap(({ id }) => shadePanes(data, id)))
    if (map.getPane(pane)) fade(pane, data.style.doubt.opacity);
  for (const { feature, paths } of slots) {
    if (!paths) continue;
    for (const [index, part] of partsOf(data, feature).entries())
      paths[index].setStyle(optionsOf(part));
  }
}
