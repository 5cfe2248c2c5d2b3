// A name on the map, and what all names are drawn with.

import type { Messages } from "../core/messages.ts";
import type { Day, Feature, Payload } from "../core/payload.ts";
import type { LabelNodes } from "./label-nodes.ts";
import type { TypeSizes } from "./type-sizes.ts";

// A name, its sign and its text once made, and whether it is there on the day.
export interface Label {
  feature: Feature;
  sign: SVGGElement | null;
  text: SVGTextElement | null;
  on: boolean;
}

export interface LabelDrawing {
  map: L.Map;
  data: Payload;
  t: Messages;
  type: TypeSizes;
  nodes: LabelNodes;
  // what the map shows
  shown: { day: Day; layers: Set<string> };
}

// Of places the most important is of rank 1.
export const LAST_RANK = 4;
export const rankOf = ({ rank = 1 }: Feature) => Math.min(LAST_RANK, Math.max(1, rank));
