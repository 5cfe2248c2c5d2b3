// Signs and names of places, by rank and zoom, those of the events on the map first.

import { labelRules } from "../core/label-rules.ts";
import type { Place } from "../core/payload.ts";
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
// how far below the middle of a line its letters stand, in sizes of the type
const MIDDLE_EM = 0.36;
// signs of this rank or better keep names away
const LAST_KEPT_CLEAR = 3;

interface PlacedLabel {
  item: Label;
  // its rank; the places of events are shown as those of the first are
  tier: number;
  point: L.Point;
}

// Write the name of a place where there is room beside its sign, so many times farther off.
function nameWriter({ data, type, nodes }: LabelDrawing) {
  const { scale, font } = type.now;
  const { spots } = labelRules(data.place_labels);
  const radius = data.style.styles.places.radius * scale;
  const apart = (NAMES_APART / 2) * scale;

  return (name: string, { item, point }: PlacedLabel, taken: Taken, px: number, times = 1) => {
    const { kind, rank = LAST_RANK } = item.feature;
    const width = type.widthOf(name, px, rank <= 2 ? 600 : 400, font);
    const high = data.place_labels.leading * px;
    const gap = times * ((kind === "city" ? 1.35 : 1) * radius + GAP_PX * scale);
    for (const { right, x: aside, y: below } of spots(gap, width, high)) {
      const [x, y] = [point.x + aside, point.y + below];
      const box = boxAround({ x, y }, width / 2 + apart, high / 2);
      if (!taken.free(box)) continue;
      taken.take(box);
      const where = {
        x: x - (right * width) / 2,
        y: y + MIDDLE_EM * px,
        "text-anchor": right === 1 ? "start" : right ? "end" : "middle",
        "font-size": px,
      };
      if (item.text) nodes.put("texts", item.text, where, name);
      return true;
    }
    return false;
  };
}

// The places of those in view that have a sign now; `told` are those of the events on the map.
export function placeLabels(drawing: LabelDrawing, inView: Label[], told: ReadonlySet<string>) {
  const { map, data, t, type, nodes, shown } = drawing;
  const [zoom, frame] = [map.getZoom(), map.getBounds()];
  const { scale, least } = type.now;
  const write = nameWriter(drawing);
  const first = labelRules(data.place_labels).inOrder(told);
  const radius = data.style.styles.places.radius * scale;
  const placed: PlacedLabel[] = inView
    .map((item) => ({ item, tier: told.has(item.feature.id) ? 1 : rankOf(item.feature) }))
    .filter(({ item, tier }) => item.on && zoom >= SIGN_FROM[tier])
    .map(({ item, tier }) => ({
      item,
      tier,
      point: map.latLngToLayerPoint(item.feature.at ?? [0, 0]),
    }))
    .sort(({ item: a }, { item: b }) => first(a.feature as Place, b.feature as Place));
  const of = (from: number, to: number) => placed.filter(({ tier }) => from <= tier && tier <= to);
  const boxOf = ({ point }: PlacedLabel): Box => boxAround(point, radius);

  return {
    of,
    boxOf,
    // Draw the signs of some ranks where they are free; return those that names keep clear of.
    sign: (from: number, to: number, over: Taken) =>
      of(from, to).filter((place) => {
        const { item, tier, point } = place;
        if (!item.sign || !over.free(boxOf(place))) return false;
        const transform = `translate(${point.x} ${point.y}) scale(${scale})`;
        nodes.put("marks", item.sign, { transform });
        return tier <= LAST_KEPT_CLEAR;
      }),
    // Name the places of some ranks whose signs are drawn.
    name(from: number, to: number, taken: Taken) {
      for (const place of of(from, to)) {
        const { item, tier } = place;
        if (zoom < NAME_FROM[tier] || !item.sign || !nodes.isPlaced(item.sign)) continue;
        // a name would stand for what the edge of the map has cut off
        if (!item.feature.at || !frame.contains(item.feature.at)) continue;
        const px = Math.max(least, NAME_PX[rankOf(item.feature)] * scale);
        const name = t.firstName(item.feature, shown.day);
        // where there is no room for the name of the other side in brackets, the first stands alone
        const [alone] = name.split(" (");
        const forms = [...new Set([name, alone])];
        [1, ...(FARTHER[tier] ?? [])].some((times) =>
          forms.some((form) => write(form, place, taken, px, times)),
        );
      }
    },
  };
}
