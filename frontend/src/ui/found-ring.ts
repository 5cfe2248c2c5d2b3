// The ring around the ground that somebody has come to by keyboard.

import { outlineOf } from "../core/dissolve.ts";
import type { AreaFeature, Payload } from "../core/payload.ts";
import { makePane } from "../map/panes.ts";

const PANE = "found";

export function foundRing(map: L.Map, data: Payload) {
  let ring: L.Path[] = [];
  makePane(map, PANE, 630);
  const base: L.PolylineOptions = {
    interactive: false,
    renderer: L.svg({ pane: PANE, padding: 0.4 }),
    pane: PANE,
    lineJoin: "round",
  };

  return function draw(parts: AreaFeature[] = []) {
    for (const path of ring) path.remove();
    const outline = outlineOf(data.arcs, parts);
    const { halo, ink } = data.style.colours;
    const strokes = [
      { color: halo, weight: 8 },
      { color: ink, weight: 4 },
    ];
    ring = outline.length
      ? strokes.map((stroke) => L.polyline(outline, { ...base, ...stroke }).addTo(map))
      : [];
  };
}
