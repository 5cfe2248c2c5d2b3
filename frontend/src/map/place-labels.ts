// Signs and names of places, by rank and zoom.

import type { Box, Taken } from "./boxes.ts";
import { boxAround, NAMES_APART } from "./boxes.ts";
import type { Label, LabelDrawing } from "./label.ts";
import { LAST_RANK, rankOf } from "./label.ts";

// the zoom from which places of a rank (1 the most important) have a sign, and a name; its size
const SIGN_FROM = [0, 6, 7.5, 8.5, 9.75];
const NAME_FROM = [0, 6, 7.75, 8.5, 10];
const NAME_PX = [0, 15, 13.5, 12, 11];
// between a sign and its name; and by rank how many times farther from it a name may stand where
// there is no room beside it
const GAP_PX = 3;
const FARTHER = [[], [1.7, 2.6], [1.7]];
// signs of this rank or better keep names away
const LAST_KEPT_CLEAR = 3;

type Try = [x: number, y: number, anchor: string, shift: number];

export interface PlacedLabel {
  item: Label;
  rank: number;
  point: L.Point;
}

// Beside, above and below a sign, in the order a cartographer would try.
export function spotsAround({ x, y }: L.Point, gap: number, px: number, width: number): Try[] {
  const up = y + px * 0.36;
  const [above, below] = [y - gap * 0.6, y + gap * 0.6 + px * 0.7];
  return [
    [x + gap, up, "start", 0],
    [x - gap, up, "end", -width],
    [x + gap, above, "start", 0],
    [x + gap, below, "start", 0],
    [x - gap, above, "end", -width],
    [x - gap, below, "end", -width],
    [x, y - gap - 1, "middle", -width / 2],
    [x, y + gap + px * 0.75, "middle", -width / 2],
  ];
}

// The places of those in view that have a sign now.
export function placeLabels({ map, data, t, type, nodes, shown }: LabelDrawing, inView: Label[]) {
  const [zoom, frame] = [map.getZoom(), map.getBounds()];
  const { scale, font, least } = type.now;
  const radius = data.style.styles.places.radius * scale;
  const placed: PlacedLabel[] = inView
    .map((item) => ({ item, rank: rankOf(item.feature) }))
    .filter(({ item, rank }) => item.on && zoom >= SIGN_FROM[rank])
    .map(({ item, rank }) => ({
      item,
      rank,
      point: map.latLngToLayerPoint(item.feature.at ?? [0, 0]),
    }));
  const of = (from: number, to: number) => placed.filter(({ rank }) => from <= rank && rank <= to);
  const boxOf = ({ point }: PlacedLabel): Box => boxAround(point, radius);

  function fits(name: string, { item, point }: PlacedLabel, taken: Taken, px: number, times = 1) {
    const { kind, rank = LAST_RANK } = item.feature;
    const width = type.widthOf(name, px, rank <= 2 ? 600 : 400, font);
    const gap = times * ((kind === "city" ? 1.35 : 1) * radius + GAP_PX * scale);
    const aside = (NAMES_APART / 2) * scale;
    for (const [x, y, anchor, shift] of spotsAround(point, gap, px, width)) {
      const [left, y0, y1] = [x + shift, y - px * 0.8, y + px * 0.25];
      const box = { x0: left - aside, x1: left + width + aside, y0, y1 };
      if (!taken.free(box)) continue;
      taken.take(box);
      const where = { x, y, "text-anchor": anchor, "font-size": px };
      if (item.text) nodes.put("texts", item.text, where, name);
      return true;
    }
    return false;
  }

  return {
    of,
    boxOf,
    // Draw the signs of some ranks where they are free; return those that names keep clear of.
    sign: (from: number, to: number, over: Taken) =>
      of(from, to).filter((place) => {
        const { item, rank, point } = place;
        if (!item.sign || !over.free(boxOf(place))) return false;
        const transform = `translate(${point.x} ${point.y}) scale(${scale})`;
        nodes.put("marks", item.sign, { transform });
        return rank <= LAST_KEPT_CLEAR;
      }),
    // Name the places of some ranks whose signs are drawn.
    name(from: number, to: number, taken: Taken) {
      for (const place of of(from, to)) {
        const { item, rank } = place;
        if (zoom < NAME_FROM[rank] || !item.sign || !nodes.isPlaced(item.sign)) continue;
        // a name would stand for what the edge of the map has cut off
        if (!item.feature.at || !frame.contains(item.feature.at)) continue;
        const px = Math.max(least, NAME_PX[rank] * scale);
        const name = t.firstName(item.feature, shown.day);
        // where there is no room for the name of the other side in brackets, the first stands alone
        const [alone] = name.split(" (");
        const forms = [...new Set([name, alone])];
        [1, ...(FARTHER[rank] ?? [])].some((times) =>
          forms.some((form) => fits(form, place, taken, px, times)),
        );
      }
    },
  };
}
