// What is said on ground, written where there is room.

import { svg } from "../ui/dom.ts";
import type { Box, IsFree } from "./boxes.ts";
import { boxAround, NAMES_APART } from "./boxes.ts";
import type { GroundLabel } from "./ground-labels.ts";
import type { LabelDrawing } from "./label.ts";
import { LINE_EM } from "./label-nodes.ts";

export function groundWriting({ map, type, nodes }: LabelDrawing) {
  const texts = new Map<string, SVGTextElement>();

  function put({ id, kind }: GroundLabel, lines: string[], { x, y }: L.Point, px: number) {
    const text = texts.get(id) ?? svg("text", { class: `name ${kind}` });
    texts.set(id, text);
    // the base line of the first line, or of the only one
    const base = { x, y: y + px * 0.35, "text-anchor": "middle", "font-size": px };
    nodes.put("quiet", text, base, lines.join("\n"));
  }

  // Write a label; return the box it takes, null where there is no room.
  return (label: GroundLabel, isFree: IsFree): Box | null => {
    const { kind, forms, px: size, spots, fits } = label;
    const { quiet, quietLeast, scale } = type.now;
    const [weight, spaced] = [kind === "said" ? 400 : 600, kind === "land" ? 0.2 : 0];
    const px = Math.max(quietLeast, size * scale);
    for (const lines of forms) {
      const widths = lines.map(
        (line) => type.widthOf(line, px, weight, quiet) + spaced * px * line.length,
      );
      const half = (Math.max(...widths) + NAMES_APART * scale) / 2;
      for (const spot of spots(2 * half)) {
        const point = map.latLngToLayerPoint(spot);
        const box = boxAround(point, half, (lines.length * LINE_EM * px) / 2);
        const one = map.layerPointToLatLng([box.x0, box.y0]);
        const other = map.layerPointToLatLng([box.x1, box.y1]);
        if (!isFree(box) || !fits(L.latLngBounds(one, other))) continue;
        put(label, lines, point, px);
        return box;
      }
    }
    return null;
  };
}
