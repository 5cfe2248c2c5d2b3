// Outlines as paths of SVG, put together from arcs. An arc is projected and simplified once a zoom,
// whichever outlines it is part of: neighbours have one border, and it costs once.

import { isClosed } from "../core/dissolve.ts";
import type { ArcPath, ArcTable } from "../core/payload.ts";
import { projected } from "./projected.ts";

// how far, in pixels, what is drawn may lie beside what is meant
const TOLERANCE = 0.4;

// An arc in the one direction: where it begins, and the rest of it.
interface Drawn {
  start: string;
  rest: string;
}

const written = (points: L.Point[]): Drawn => {
  const [start, ...rest] = points.map(({ x, y }) => `${x} ${y}`);
  return { start, rest: `L${rest.join(" ")}` };
};

// How outlines are drawn on a map at the zoom that it has.
export function arcDrawing(map: L.Map, arcs: ArcTable) {
  const forward = new Map<number, Drawn>();
  const backward = new Map<number, Drawn>();
  const pixels = new Map<number, L.Point[]>();
  let drawnFor = "";

  function pixelsOf(arc: number) {
    const found =
      pixels.get(arc) ?? L.LineUtil.simplify(projected(map, arcs.arcAt(arc)), TOLERANCE);
    pixels.set(arc, found);
    return found;
  }

  function drawn(index: number) {
    const [known, arc] = index < 0 ? [backward, ~index] : [forward, index];
    let found = known.get(arc);
    if (!found) {
      const points = pixelsOf(arc);
      found = written(index < 0 ? [...points].reverse() : points);
      known.set(arc, found);
    }
    return found;
  }

  // Forget what was drawn in other pixels: of another size, or counted from elsewhere.
  function renew() {
    const { x, y } = map.getPixelOrigin();
    const grid = `${map.getZoom()} ${x} ${y}`;
    if (grid === drawnFor) return;
    drawnFor = grid;
    for (const known of [forward, backward, pixels]) known.clear();
  }

  return {
    // The `d` of a path of SVG; what ends where it begins is closed.
    draw(paths: ArcPath[]) {
      renew();
      let d = "";
      for (const path of paths) {
        d += `M${drawn(path[0]).start}`;
        for (const index of path) d += drawn(index).rest;
        if (isClosed(arcs, path)) d += "z";
      }
      return d;
    },
    // Reckon beforehand what drawing will ask for.
    prepare(paths: ArcPath[]) {
      renew();
      for (const path of paths) path.forEach(drawn);
    },
  };
}
