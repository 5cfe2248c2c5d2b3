// How names of places stand on the map, in the page as in pictures: in which order, and where.

import type { PlaceLabelTables } from "./payload.ts";

export interface Named {
  id: string;
  rank: number;
  kind: string;
}

export interface Spot {
  // where the name is held: 1 at its start, -1 at its end, 0 in its middle
  right: number;
  // how far right of the sign, and below it, the middle of the name lies
  x: number;
  y: number;
}

export function labelRules({ kinds, sides, slant }: PlaceLabelTables) {
  const kindOf = ({ kind }: Named) => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length);
  return {
    // Sorts places, that which is named first coming first; `told` are those of the events.
    inOrder: (told: ReadonlySet<string>) => (a: Named, b: Named) =>
      Number(told.has(b.id)) - Number(told.has(a.id)) ||
      a.rank - b.rank ||
      kindOf(a) - kindOf(b) ||
      (a.id < b.id ? -1 : 1),

    // Where beside its sign a name of a size may stand, so far off: the best first.
    spots: (gap: number, width: number, height: number): Spot[] =>
      sides.map(([right, up]) => {
        const nearer = gap * (right && up ? slant : 1);
        return { right, x: right * (nearer + width / 2), y: -up * (nearer + height / 2) };
      }),
  };
}
