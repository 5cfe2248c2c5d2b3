// The ground that has another holder on one day than on another: the same as karamap.Atlas.changes.

import { turned } from "./change-index.ts";
import { groupBy, sum } from "./lists.ts";
import type { Control, Controller, Day, Payload } from "./payload.ts";

// A block of ground as it is on the later day, and whose it was and is; `from` null: not mapped before.
export interface Transfer {
  feature: Control;
  from: Controller | null;
  to: Controller;
  km2: number;
}

export function movesBetween(data: Payload, since: Day, until: Day): Transfer[] {
  // ground whose feature is the same on both days has moved to nobody
  const { control } = data.features;
  const before = new Map<string, Controller>();
  for (const { block, controller, start } of turned(control, "end", since, until)) {
    if (start <= since) before.set(block, controller);
  }
  return turned(control, "start", since, until)
    .filter(({ end }) => end === null || until < end)
    .map((feature) => ({
      feature,
      from: before.get(feature.block) ?? null,
      to: feature.controller,
      km2: feature.km2,
    }))
    .filter(({ from, to }) => from !== to);
}

// What each holder gained, the largest first.
export interface Gain {
  holder: Controller;
  km2: number;
  districts: { name: string; km2: number }[];
}

export function gainsOf(moves: Transfer[], nameOf: (feature: Control) => string): Gain[] {
  const largestFirst = <T extends { km2: number }>(list: T[]) => list.sort((a, b) => b.km2 - a.km2);
  const km2Of = (gained: Transfer[]) => sum(gained, ({ km2 }) => km2);
  return largestFirst(
    [...groupBy(moves, ({ to }) => to)].map(([holder, gained]) => {
      const named = groupBy(gained, ({ feature }) => nameOf(feature));
      const districts = [...named].map(([name, there]) => ({ name, km2: km2Of(there) }));
      return { holder, districts: largestFirst(districts), km2: km2Of(gained) };
    }),
  );
}
