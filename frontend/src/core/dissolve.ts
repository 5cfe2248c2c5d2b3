// Outlines of many areas put together: what two of them share is left out, or drawn once.

import { groupBy } from "./lists.ts";
import type { ArcPath, ArcTable, AreaFeature } from "./payload.ts";

// The rings around ground made of many areas. Their rings go the same way round: a border of two is
// gone along both ways, and cancels out. Areas that lie over each other are left as they are.
export function dissolve({ startOf }: ArcTable, rings: ArcPath[]): ArcPath[] {
  const outer = new Set<number>();
  for (const ring of rings) {
    for (const arc of ring) {
      if (outer.has(arc)) return rings;
      if (!outer.delete(~arc)) outer.add(arc);
    }
  }
  const leaving = groupBy([...outer], startOf);
  const joined: ArcPath[] = [];
  for (const arcs of leaving.values()) {
    // as many arcs lead to a point as from it: where no more do, it is the first
    for (let arc = arcs.pop(); arc !== undefined; arc = arcs.pop()) {
      const ring: ArcPath = [];
      for (let next: number | undefined = arc; next !== undefined; ) {
        ring.push(next);
        next = leaving.get(startOf(~next))?.pop();
      }
      joined.push(ring);
    }
  }
  return joined;
}

// The borders of areas as lines, each once: round the first ring whole, round the next ones what is left.
export function mesh(rings: ArcPath[]): ArcPath[] {
  const drawn = new Set<number>();
  return rings.flatMap((ring) => {
    const lines: ArcPath[] = [[]];
    for (const index of ring) {
      const arc = index < 0 ? ~index : index;
      if (drawn.has(arc)) lines.push([]);
      else lines[lines.length - 1].push(index);
      drawn.add(arc);
    }
    return lines.filter(({ length }) => length > 0);
  });
}

// Whether a path ends where it begins.
export const isClosed = ({ startOf }: ArcTable, path: ArcPath) =>
  startOf(path[0]) === startOf(~path[path.length - 1]);

// The outline of the ground of some areas.
export const outlineOf = (arcs: ArcTable, areas: AreaFeature[]) =>
  dissolve(
    arcs,
    areas.flatMap(({ paths }) => paths),
  ).map(arcs.line);
