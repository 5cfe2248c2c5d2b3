// How a feature is drawn: the paths it has, where each lies and how it looks.

import type { Feature, Payload, Style } from "../core/payload.ts";
import * as hatches from "./hatches.ts";

// a soft band along a line tells which ground it bounds
const BANDED = "autonomous_oblast";
const BAND_PX = 9;
const BAND_OPACITY = 0.12;

// One path of a feature.
export interface Part {
  pane: string;
  stroke?: string | null;
  width?: number;
  // how wide it is on the ground, whatever the zoom
  metres?: number;
  dash?: number[];
  opacity?: number;
  fill?: string | null;
  fillOpacity?: number;
  radius?: number;
}

export type Options = L.CircleMarkerOptions & { metres?: number };

// The panes of the shades along the lines of a layer, each faded as one: where two strokes of it
// meet, neither shines through the other.
export const shadePanes = ({ style }: Payload, id: string) =>
  style.doubt.shares.map((_, index) => `${id}-doubt-${index}`);

function countryParts({ style }: Payload, feature: Feature, look: Style): Part[] {
  // land that is not the subject lies under a veil of paper
  const outline = { pane: "countries", stroke: look.stroke, width: look.width };
  if (feature.iso === "AZ") return [outline];
  return [{ pane: "countries-under", fill: style.colours.paper, fillOpacity: style.veil }, outline];
}

function areaParts({ style }: Payload, { layer }: Feature, look: Style) {
  const parts: Part[] = [];
  const under = `${layer}-under`;
  if (look.fill && look.opacity) {
    // what may lie over others of its kind has a halo
    parts.push({
      pane: under,
      fill: look.fill,
      fillOpacity: look.opacity,
      stroke: style.colours.halo,
      width: look.width + 2,
      opacity: 0.7,
    });
  } else if (look.fill) {
    // a hairline of the same colour closes the seams between neighbours
    const seam = layer === "control" ? look.fill : null;
    parts.push({ pane: under, fill: look.fill, fillOpacity: 1, stroke: seam, width: 0.8 });
  }
  if (look.hatch) parts.push({ pane: layer, fill: hatches.fill(look.hatch), fillOpacity: 1 });
  if (layer === BANDED) {
    parts.push({ pane: under, stroke: look.stroke, width: BAND_PX, opacity: BAND_OPACITY });
  }
  if (look.width) {
    parts.push({ pane: layer, stroke: look.stroke, width: look.width, dash: look.dash });
  }
  return parts;
}

// The ground along a line on which it may run, as pictures shade it.
function doubtParts(data: Payload, { layer, accuracy_m }: Feature, look: Style): Part[] {
  const { least_m, shares } = data.style.doubt;
  if (!look.casing || accuracy_m < least_m) return [];
  return shadePanes(data, layer).map((pane, index) => ({
    pane,
    stroke: look.stroke,
    metres: 2 * shares[index] * accuracy_m,
  }));
}

function lineParts(data: Payload, feature: Feature, look: Style) {
  const { dashed, approximate_dash } = data.style;
  const isApproximate = Boolean(look.casing) && dashed.includes(feature.confidence);
  const dash = isApproximate ? approximate_dash : look.dash;
  const parts: Part[] = [{ pane: feature.layer, stroke: look.stroke, width: look.width, dash }];
  if (look.casing) {
    const width = look.width + 3;
    parts.unshift({ pane: `${feature.layer}-under`, stroke: look.casing, width, opacity: 0.85 });
  }
  return [...doubtParts(data, feature, look), ...parts];
}

// The paths of a feature in the look that `data.style` has now; a look has the same parts in every
// theme.
export function partsOf(data: Payload, feature: Feature): Part[] {
  const look = data.style.styles[feature.class];
  if (feature.layer === "countries") return countryParts(data, feature, look);
  if (feature.layer === "rivers") {
    const width = look.width * ((feature.rank ?? 1) > 1 ? 0.65 : 1);
    return lineParts(data, feature, { ...look, width });
  }
  if (feature.form === "point") return [{ pane: feature.layer, fillOpacity: 1, ...look }];
  return feature.form === "area" ? areaParts(data, feature, look) : lineParts(data, feature, look);
}

// Features of one group are drawn as one: ground by district or country, so that a change draws no more
// anew; lines, what is seen through and what is part of neither each by itself.
export function groupKey({ style }: Payload, feature: Feature) {
  const { layer, confidence, form, iso, unit = iso, geometry } = feature;
  const look = style.styles[feature.class];
  const isApproximate = style.dashed.includes(confidence);
  const isAlone = form === "line" || look.opacity || unit === undefined;
  return `${layer} ${feature.class} ${form} ${isAlone ? `${geometry} ${isApproximate}` : unit}`;
}

export const optionsOf = (part: Part): Options => ({
  stroke: Boolean(part.stroke),
  color: part.stroke ?? undefined,
  opacity: part.opacity ?? 1,
  ...(part.metres ? { metres: part.metres } : { weight: part.width ?? 0 }),
  dashArray: part.dash?.length ? part.dash.join(" ") : undefined,
  lineCap: part.dash?.length ? "butt" : "round",
  fill: Boolean(part.fill),
  fillRule: "nonzero",
  fillColor: part.fill ?? undefined,
  fillOpacity: part.fillOpacity,
  radius: part.radius,
});
