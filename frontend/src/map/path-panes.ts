// The panes in which areas and lines are drawn, from the lowest to the highest.

import type { Payload } from "../core/payload.ts";
import { makePane } from "./panes.ts";
import { shadePanes } from "./path-parts.ts";

const LOWEST_PANE = 300;

// Two panes a layer, casings and fills, and over them lines and hatches; below both the shades.
// What draws in each is returned by its name.
export function makePathPanes(map: L.Map, data: Payload) {
  const renderers: Record<string, L.SVG> = {};
  const make = (pane: string, order: number) => {
    // what there is in it is told by the list of what is on the map
    makePane(map, pane, LOWEST_PANE + order).setAttribute("aria-hidden", "true");
    renderers[pane] = L.svg({ pane, padding: 0.4 });
  };
  const drawn = data.layers.filter(({ kind }) => kind !== "point").map(({ id }) => id);
  const control = drawn.indexOf("control");
  for (const [index, id] of drawn.entries()) {
    // water keeps its colour, whoever holds its banks
    const place = 10 * (["lakes", "rivers"].includes(id) ? control + 0.2 + index / 10 : index);
    for (const [above, pane] of shadePanes(data, id).entries()) make(pane, place - 2 + above);
    make(`${id}-under`, place);
    make(id, place + 1);
  }
  return renderers;
}

// Whenever a path is made, it lies over those of the features that come before its own.
export function pathStack() {
  const stacked = new Map<L.SVG, { node: Element; order: number }[]>();
  return (node: Element, renderer: L.SVG, order: number) => {
    const there = stacked.get(renderer) ?? [];
    stacked.set(renderer, there);
    let place = there.length;
    while (place > 0 && there[place - 1].order > order) place--;
    renderer._rootGroup.insertBefore(node, there[place]?.node ?? null);
    there.splice(place, 0, { node, order });
  };
}
