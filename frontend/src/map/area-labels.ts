// Names of areas: countries, water, districts, each at the roomiest spot that is in view and free.

import type { Feature } from "../core/payload.ts";
import type { Taken } from "./boxes.ts";
import { NAMES_APART } from "./boxes.ts";
import type { Label, LabelDrawing } from "./label.ts";
import { LINE_EM } from "./label-nodes.ts";

// names longer than this take two lines
const LINE_LENGTH = 18;
const WEIGHT = 400;

interface AreaStyle {
  from: number;
  to?: number;
  px: number;
  spaced: number;
  room: number;
  capitals?: boolean;
}

// From and to which zoom they are named, how big, how widely spaced, how much room they need.
const STYLES: Record<string, AreaStyle> = {
  countries: { from: 0, to: 10, px: 15, spaced: 0.32, room: 14, capitals: true },
  lakes: { from: 0, px: 12, spaced: 0.05, room: 4 },
  districts: { from: 9.5, px: 11.5, spaced: 0.14, room: 14 },
};

// A long name is broken at the space or bracket nearest its middle.
export function inLines(name: string) {
  if (name.length <= LINE_LENGTH) return [name];
  const fromMiddle = (at: number) => Math.abs(at - name.length / 2);
  const [middle] = [...name.matchAll(/ /g)]
    .map(({ index }) => index)
    .sort((a, b) => fromMiddle(a) - fromMiddle(b));
  return middle ? [name.slice(0, middle), name.slice(middle + 1)] : [name];
}

export function areaLabels({ map, data, t, type, nodes, shown }: LabelDrawing) {
  // Spots in view that leave room for a name as wide as this, the roomiest first.
  function spotsFor(feature: Feature, width: number, room: number) {
    const size = map.getSize();
    const perDegree = (256 * 2 ** map.getZoom()) / 360;
    return (feature.spots ?? [])
      .map((spot) => {
        const { x, y } = map.latLngToContainerPoint(spot.at);
        const edge = Math.min(x - width / 2, size.x - x - width / 2, y - 40, size.y - y - 20);
        return { at: spot.at, fit: Math.min(edge, spot.room * perDegree) };
      })
      .filter(({ fit }) => fit > room)
      .sort((a, b) => b.fit - a.fit);
  }

  function isNamed({ on, feature: { layer } }: Label) {
    const { from, to = Infinity } = STYLES[layer] ?? { from: Infinity };
    return on && shown.layers.has(layer) && from <= map.getZoom() && map.getZoom() <= to;
  }

  function draw(item: Label, taken: Taken) {
    const { feature, text } = item;
    const { capitals, px: usual, spaced, room } = STYLES[feature.layer];
    const { scale, quiet, quietLeast } = type.now;
    const px = Math.max(quietLeast, usual * scale);
    const name = t.firstName(feature, shown.day);
    const lines = inLines(capitals ? name.toLocaleUpperCase(data.language) : name);
    const width = Math.max(
      ...lines.map((line) => type.widthOf(line, px, WEIGHT, quiet) + spaced * px * line.length),
    );
    const half = ((lines.length - 1) * LINE_EM * px) / 2;
    for (const { at } of spotsFor(feature, width, room)) {
      const { x, y } = map.latLngToLayerPoint(at);
      const wide = (width + NAMES_APART * scale) / 2;
      const box = { x0: x - wide, x1: x + wide, y0: y - px - half, y1: y + px * 0.3 + half };
      if (!taken.free(box)) continue;
      taken.take(box);
      const where = { x, y, "text-anchor": "middle", "font-size": px };
      if (text) nodes.put("quiet", text, where, lines.join("\n"));
      return;
    }
  }

  return (areas: Label[], taken: Taken) => {
    for (const item of areas.filter(isNamed)) draw(item, taken);
  };
}
