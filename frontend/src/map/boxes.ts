// The boxes that names take, none over another.

import type { Style } from "../core/payload.ts";
import { overlays } from "./overlays.ts";
import { PIN } from "./symbols.ts";

// about the width of a space: how far apart names stand side by side, at the scale of a desk
export const NAMES_APART = 4;

export interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

export type Taken = ReturnType<typeof boxes>;
export type IsFree = (box: Box) => boolean;

export function boxes() {
  const taken: Box[] = [];
  const free: IsFree = (box) =>
    taken.every((t) => box.x1 <= t.x0 || box.x0 >= t.x1 || box.y1 <= t.y0 || box.y0 >= t.y1);
  return { free, take: (box: Box) => taken.push(box) };
}

// A box by its middle, and half its width and height.
export const boxAround = ({ x, y }: { x: number; y: number }, wide: number, high = wide): Box => ({
  x0: x - wide,
  x1: x + wide,
  y0: y - high,
  y1: y + high,
});

// Names keep clear of the pin of an event: of its stem, and of the sign on it.
export function takePin({ x, y }: L.Point, look: Style, scale: number, { take }: Taken) {
  const [stem, reach] = [PIN.stem / 2, look.radius + look.width];
  take(boxAround({ x, y: y - stem * scale }, PIN.half * scale, stem * scale));
  take(boxAround({ x, y: y - PIN.middle * scale }, reach * scale));
}

// Names keep clear of what lies over the map, and are not cut by its edges.
export function takeFrame(map: L.Map, { take }: Taken) {
  const { x, y } = map.getSize();
  const { x: west, y: north } = map.containerPointToLayerPoint([0, 0]);
  for (const edge of [west, west + x])
    take({ x0: edge, x1: edge + 1, y0: -Infinity, y1: Infinity });
  for (const edge of [north, north + y])
    take({ x0: -Infinity, x1: Infinity, y0: edge, y1: edge + 1 });
  const corner = map.getContainer().getBoundingClientRect();
  const [across, down] = [west - corner.left, north - corner.top];
  for (const panel of overlays()) {
    const { left, right, top, bottom } = panel.getBoundingClientRect();
    take({ x0: left + across, x1: right + across, y0: top + down, y1: bottom + down });
  }
}
