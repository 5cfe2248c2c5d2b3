// The outline of ground made of many blocks.

import { groupBy } from "../core/lists.ts";
import type { Path, Polygons } from "../core/payload.ts";
import { previous } from "./geometry.ts";

type Edge = [start: L.LatLng, end: L.LatLng, from: number, to: number, both: string];

// The edges of a shape, [start, end, key of start, key of end, key of both], reckoned once.
const edgesOf = (() => {
  const known = new WeakMap<Polygons, Edge[]>();
  const keyOf = ({ lat, lng }: L.LatLng) => Math.round(lat * 1e4) * 1e7 + Math.round(lng * 1e4);
  const edges = (shape: Polygons): Edge[] =>
    shape.flat().flatMap((ring) => {
      const keys = ring.map(keyOf);
      return ring.map((end, index): Edge => {
        const [a, b] = [previous(keys, index), keys[index]];
        return [previous(ring, index), end, a, b, a < b ? `${a} ${b}` : `${b} ${a}`];
      });
    });
  return (shape: Polygons) => {
    const found = known.get(shape) ?? edges(shape);
    known.set(shape, found);
    return found;
  };
})();

// The outline of ground made of many blocks: edges that two of them share cancel out.
export function outlineOf(shapes: Polygons[]) {
  const outer = new Map<string, Edge>();
  for (const shape of shapes) {
    for (const edge of edgesOf(shape)) if (!outer.delete(edge[4])) outer.set(edge[4], edge);
  }
  return chained([...outer.values()]);
}

export const isClosed = (path: Path) => path[0].equals(path[path.length - 1], 1e-4);

// Join edges end to end into as few paths as there are.
function chained(edges: Edge[]) {
  const from = groupBy(edges, (edge) => edge[2]);
  const used = new Set<Edge>();
  const paths: Path[] = [];
  for (const first of edges) {
    if (used.has(first)) continue;
    const path = [first[0]];
    for (
      let edge: Edge | undefined = first;
      edge;
      edge = from.get(edge[3])?.find((next) => !used.has(next))
    ) {
      used.add(edge);
      path.push(edge[1]);
    }
    paths.push(path);
  }
  return paths;
}
