// The ring around the ground that somebody has come to by keyboard.

import type { Polygons } from "../core/payload.ts";
import { outlineOf } from "../map/outline.ts";
import { makePane } from "../map/panes.ts";

const PANE = "found";

// `colours()` are those of the theme.
export function foundRing(map: L.Map, colours: () => Record<string, string>) {
  let ring: L.Path[] = [];
  makePane(map, PANE, 630);
  const base: L.PolylineOptions = {
    interactive: false,
    renderer: L.svg({ pane: PANE, padding: 0.4 }),
    pane: PANE,
    lineJoin: "round",
  };

  return function draw(shapes: Polygons[] | undefined) {
    for (const path of ring) path.remove();
    const outline = shapes ? outlineOf(shapes) : [];
    const { halo, ink } = colours();
    const strokes = [
      { color: halo, weight: 8 },
      { color: ink, weight: 4 },
    ];
    ring = shapes
      ? strokes.map((stroke) => L.polyline(outline, { ...base, ...stroke }).addTo(map))
      : [];
  };
}
