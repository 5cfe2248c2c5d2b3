// Hatches: SVG patterns, one for each name in the style table, shared by map and legend.

import type { Hatch, Theme } from "../core/payload.ts";
import { one, svg } from "../ui/dom.ts";

const line = (d: string, stroke: string, width: number) =>
  svg("path", { d, stroke, "stroke-width": width, fill: "none" });

function marks({ pitch, width, form }: Hatch, ink: string) {
  const half = pitch / 2;
  if (form === "dots") return svg("circle", { cx: half, cy: half, r: width / 2, fill: ink });
  return line(`M0 ${half}H${pitch}${form === "cross" ? `M${half} 0V${pitch}` : ""}`, ink, width);
}

const tile = (name: string, pattern: Hatch, ink: string) =>
  svg(
    "pattern",
    {
      id: `hatch-${name}`,
      width: pattern.pitch,
      height: pattern.pitch,
      patternUnits: "userSpaceOnUse",
      patternTransform: `rotate(${pattern.angle})`,
    },
    marks(pattern, ink),
  );

// Put the patterns into the page, in place of those there were; each takes the stroke
// colour of the class that uses it.
export function define(style: Theme) {
  const inks: Record<string, string | null> = {};
  for (const look of Object.values(style.styles)) if (look.hatch) inks[look.hatch] = look.stroke;
  const patterns = Object.entries(style.hatches).map(([name, pattern]) =>
    tile(name, pattern, inks[name] ?? style.colours.ink),
  );
  one(".patterns").replaceChildren(...patterns);
}

export const fill = (name: string) => `url(#hatch-${name})`;
