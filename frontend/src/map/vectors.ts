// Areas, lines and signs on roads: one SVG path for each geometry and look, shown and hidden by the change index.

import type { Feature, Path, Payload, Style } from "../core/payload.ts";
import { isArea } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import { Band } from "./bands.ts";
import * as hatches from "./hatches.ts";
import { Area, type LazyPath, Line, Spot } from "./lazy-paths.ts";
import { makePane, paneOf } from "./panes.ts";

const LOWEST_PANE = 300;

// how many widths of the view around it are drawn: a little more than Leaflet keeps ready
export const AROUND = 0.5;

// a soft band along a line tells which ground it bounds
const BANDED = "autonomous_oblast";
const BAND_PX = 9;
const BAND_OPACITY = 0.12;

// One path of a feature: where it lies and how it looks.
interface Part {
  pane: string;
  stroke?: string | null;
  width?: number;
  // how wide it is on the ground, whatever the zoom
  metres?: number;
  dash?: number[];
  opacity?: number;
  fill?: string | null;
  fillOpacity?: number;
  radius?: number;
}

// Features of one geometry and look, how many of them are there, and their paths once made.
interface Slot {
  feature: Feature;
  order: number;
  shown: number;
  paths: LazyPath[] | null;
}

// Something that can be made before it is shown.
interface Occasional {
  feature: Feature;
  warm(): void;
}

type Options = L.CircleMarkerOptions & { metres?: number };

function pathOf(feature: Feature, options: Options): LazyPath {
  if (options.metres) return new Band(feature.shape as Path[], options);
  if (isArea(feature)) return new Area(feature.shape, options);
  return feature.at ? new Spot(feature.at, options) : new Line(feature.shape as Path[], options);
}

// `others()` are what else can be made beforehand: { feature, warm() }.
export function vectors(map: L.Map, data: Payload, others: () => Occasional[]) {
  const { dashed } = data.style;
  const renderers: Record<string, L.Renderer> = {};
  const slots = new Map<string, Slot>();
  // what is there now, but out of view: it is drawn when the map comes to it
  const elsewhere = new Set<Slot>();

  function renderer(pane: string, order: number) {
    if (!renderers[pane]) {
      // what there is in it is told by the list of what is on the map
      makePane(map, pane, order).setAttribute("aria-hidden", "true");
      renderers[pane] = L.svg({ pane, padding: 0.4 });
    }
    return renderers[pane];
  }

  // The panes of the shades along the lines of a layer, each faded as one: where two strokes of it
  // meet, neither shines through the other.
  const shadesOf = (id: string) =>
    data.style.doubt.shares.map((_, index) => `${id}-doubt-${index}`);

  // Two panes a layer, casings and fills, and over them lines and hatches; below both the shades.
  function makePanes() {
    const drawn = data.layers.filter(({ kind }) => kind !== "point").map(({ id }) => id);
    const control = drawn.indexOf("control");
    drawn.forEach((id, index) => {
      // water keeps its colour, whoever holds its banks
      const place = ["lakes", "rivers"].includes(id) ? control + 0.2 + index / 10 : index;
      shadesOf(id).forEach((pane, above) => {
        renderer(pane, LOWEST_PANE + 10 * place - 2 + above);
      });
      renderer(`${id}-under`, LOWEST_PANE + 10 * place);
      renderer(id, LOWEST_PANE + 10 * place + 1);
    });
  }

  const isApproximate = (feature: Feature, look: Style) =>
    Boolean(look.casing) && dashed.includes(feature.confidence);

  function countryParts(feature: Feature, look: Style): Part[] {
    // land that is not the subject lies under a veil of paper
    const outline = { pane: "countries", stroke: look.stroke, width: look.width };
    if (feature.iso === "AZ") return [outline];
    return [
      { pane: "countries-under", fill: data.style.colours.paper, fillOpacity: data.style.veil },
      outline,
    ];
  }

  function areaParts(feature: Feature, look: Style) {
    const parts: Part[] = [];
    const under = `${feature.layer}-under`;
    if (look.fill && look.opacity) {
      // what may lie over others of its kind has a halo
      parts.push({
        pane: under,
        fill: look.fill,
        fillOpacity: look.opacity,
        stroke: data.style.colours.halo,
        width: look.width + 2,
        opacity: 0.7,
      });
    } else if (look.fill) {
      // a hairline of the same colour closes the seams between neighbours
      const seam = feature.layer === "control" ? look.fill : null;
      parts.push({ pane: under, fill: look.fill, fillOpacity: 1, stroke: seam, width: 0.8 });
    }
    if (look.hatch)
      parts.push({ pane: feature.layer, fill: hatches.fill(look.hatch), fillOpacity: 1 });
    if (feature.layer === BANDED) {
      parts.push({ pane: under, stroke: look.stroke, width: BAND_PX, opacity: BAND_OPACITY });
    }
    if (look.width) {
      parts.push({ pane: feature.layer, stroke: look.stroke, width: look.width, dash: look.dash });
    }
    return parts;
  }

  // The ground along a line on which it may run, as pictures shade it.
  function doubtParts({ layer, accuracy_m }: Feature, look: Style): Part[] {
    const { least_m, shares } = data.style.doubt;
    if (!look.casing || accuracy_m < least_m) return [];
    return shadesOf(layer).map((pane, index) => ({
      pane,
      stroke: look.stroke,
      metres: 2 * shares[index] * accuracy_m,
    }));
  }

  function lineParts(feature: Feature, look: Style) {
    const dash = isApproximate(feature, look) ? data.style.approximate_dash : look.dash;
    const parts: Part[] = [{ pane: feature.layer, stroke: look.stroke, width: look.width, dash }];
    if (look.casing) {
      const width = look.width + 3;
      parts.unshift({ pane: `${feature.layer}-under`, stroke: look.casing, width, opacity: 0.85 });
    }
    return [...doubtParts(feature, look), ...parts];
  }

  function partsOf(feature: Feature): Part[] {
    const look = data.style.styles[feature.class];
    if (feature.layer === "countries") return countryParts(feature, look);
    if (feature.layer === "rivers") {
      return lineParts(feature, {
        ...look,
        width: look.width * ((feature.rank ?? 1) > 1 ? 0.65 : 1),
      });
    }
    if (feature.form === "point") {
      return [{ pane: feature.layer, fillOpacity: 1, ...look }];
    }
    return feature.form === "area" ? areaParts(feature, look) : lineParts(feature, look);
  }

  const optionsOf = (part: Part): Options => ({
    stroke: Boolean(part.stroke),
    color: part.stroke ?? undefined,
    opacity: part.opacity ?? 1,
    ...(part.metres ? { metres: part.metres } : { weight: part.width ?? 0 }),
    dashArray: part.dash?.length ? part.dash.join(" ") : undefined,
    lineCap: part.dash?.length ? "butt" : "round",
    fill: Boolean(part.fill),
    fillColor: part.fill ?? undefined,
    fillOpacity: part.fillOpacity,
    radius: part.radius,
  });

  function makePath({ feature, order }: Slot, part: Part) {
    const smoothFactor = part.metres ? 2 : feature.layer === "control" ? 0.3 : 0.7;
    const base = {
      renderer: renderers[part.pane],
      pane: part.pane,
      interactive: false,
      smoothFactor,
    };
    const path = pathOf(feature, { ...base, ...optionsOf(part) });
    path.addTo(map);
    path.display(false);
    stack(path._path, part.pane, order);
    return path;
  }

  // Whenever a path is made, it lies over those of the features that come before its own.
  const stacked: Record<string, { node: Element; order: number }[]> = {};
  function stack(node: Element, pane: string, order: number) {
    stacked[pane] ??= [];
    const there = stacked[pane];
    let place = there.length;
    while (place > 0 && there[place - 1].order > order) place--;
    if (place < there.length) node.parentNode?.insertBefore(node, there[place].node);
    there.splice(place, 0, { node, order });
  }

  // Draw everything in the look that `data.style` has now; a look has the same parts in every theme.
  function restyle() {
    paneOf(map, "control-under").style.opacity = String(data.style.control_opacity);
    for (const { id } of data.layers) {
      for (const pane of shadesOf(id).filter((name) => renderers[name]))
        paneOf(map, pane).style.opacity = String(data.style.doubt.opacity);
    }
    for (const { feature, paths } of slots.values()) {
      if (!paths) continue;
      for (const [index, part] of partsOf(feature).entries())
        paths[index].setStyle(optionsOf(part));
    }
  }

  // Features of one geometry and look share one slot; `shown` counts those there now.
  function slotOf(feature: Feature) {
    const approximated = dashed.includes(feature.confidence);
    const key = `${feature.layer} ${feature.geometry} ${feature.class} ${approximated}`;
    const slot = slots.get(key) ?? { feature, order: slots.size, shown: 0, paths: null };
    slots.set(key, slot);
    return slot;
  }

  let view: L.LatLngBounds | null = null;
  const inView = ({ feature: { at, bounds } }: { feature: Feature }) => {
    view ??= map.getBounds().pad(AROUND);
    return at ? view.contains(at) : view.intersects(bounds);
  };

  const make = (slot: Slot) =>
    (slot.paths ??= partsOf(slot.feature).map((part) => makePath(slot, part)));

  function change(slot: Slot, by: number) {
    const before = slot.shown > 0;
    slot.shown += by;
    const after = slot.shown > 0;
    if (before === after) return;
    elsewhere.delete(slot);
    if (after && !slot.paths && !inView(slot)) elsewhere.add(slot);
    else for (const path of after ? make(slot) : (slot.paths ?? [])) path.display(after);
  }

  // The map has come to other ground.
  function arrive() {
    view = null;
    for (const slot of [...elsewhere].filter(inView)) {
      elsewhere.delete(slot);
      for (const path of make(slot)) path.display(true);
    }
  }
  map.on("moveend resize", arrive);

  // Draw a feature (hidden) and return how to show and to hide it.
  function add(feature: Feature) {
    const slot = slotOf(feature);
    return { enter: () => change(slot, 1), leave: () => change(slot, -1) };
  }

  // Make and freshen hidden paths in view while nothing else is to be done, so that showing them
  // costs nothing.
  // where nothing tells of idle moments, a short one now and then
  const soon = (act: IdleRequestCallback) =>
    setTimeout(() => {
      const end = performance.now() + 8;
      act({ didTimeout: false, timeRemaining: () => end - performance.now() });
    }, 50);
  const idle = window.requestIdleCallback ?? soon;
  function warm() {
    const waiting: (() => void)[] = [
      ...others()
        .filter(inView)
        .map(({ warm }) => warm),
      ...[...slots.values()].filter(inView).map((slot) => () => {
        for (const path of make(slot)) path.freshen();
      }),
    ];
    const work = (deadline: IdleDeadline) => {
      while (waiting.length && deadline.timeRemaining() > 2) waiting.pop()?.();
      if (waiting.length) idle(work);
    };
    idle(work);
  }
  map.on("moveend", afterPause(warm, 150));

  function showLayer(id: string, on: boolean) {
    for (const pane of [...shadesOf(id), `${id}-under`, id]) {
      const element = map.getPane(pane);
      if (element) element.style.display = on ? "" : "none";
    }
  }

  makePanes();
  restyle();
  return { add, showLayer, restyle };
}
