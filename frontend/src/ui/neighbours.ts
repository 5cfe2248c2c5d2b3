// Which of the things on view lies next to another.

import type { Item } from "../map/in-view.ts";

export type Direction = [dx: number, dy: number];

// The item that is least far away; none where `farTo` tells of none how far it is.
function closest(items: Item[], farTo: (point: L.Point) => number | null) {
  let best: { item: Item; far: number } | null = null;
  for (const item of items) {
    const far = farTo(item.point);
    if (far !== null && (!best || far < best.far)) best = { item, far };
  }
  return best?.item ?? null;
}

export const nearest = (items: Item[], point: L.Point) =>
  closest(items, (other) => other.distanceTo(point));

// The neighbour in a direction: near, and rather straight on than aside.
export const neighbour = (items: Item[], { key, point: from }: Item, [dx, dy]: Direction) =>
  closest(
    items.filter((item) => item.key !== key),
    ({ x, y }) => {
      const along = (x - from.x) * dx + (y - from.y) * dy;
      const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
      return along <= 0 || aside > along * 2 ? null : along + 2 * aside;
    },
  );
