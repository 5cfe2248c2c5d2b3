// The ground that has another holder on one day than on another: the same as karamap.Atlas.changes.

import { turned } from "./change-index.ts";
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
  const byHolder = new Map<Controller, Map<string, number>>();
  for (const { feature, to, km2 } of moves) {
    const districts = byHolder.get(to) ?? new Map<string, number>();
    byHolder.set(to, districts);
    const name = nameOf(feature);
    districts.set(name, (districts.get(name) ?? 0) + km2);
  }
  const largestFirst = <T extends { km2: number }>(list: T[]) => list.sort((a, b) => b.km2 - a.km2);
  return largestFirst(
    [...byHolder].map(([holder, named]) => {
      const districts = largestFirst([...named].map(([name, km2]) => ({ name, km2 })));
      return { holder, districts, km2: districts.reduce((sum, { km2 }) => sum + km2, 0) };
    }),
  );
}
