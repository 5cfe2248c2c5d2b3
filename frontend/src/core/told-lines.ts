// The lines that are told of by themselves when they are on the map.

import type { Messages } from "./messages.ts";
import type { Feature } from "./payload.ts";

const FRONTS = "fronts_by_day";
const LINES = ["roads", FRONTS];

export const isToldLine = ({ layer }: Feature) => LINES.includes(layer);

// A front is called by its day, which alone would not tell what it is.
export const lineTitle = (t: Messages, { layer }: Feature, name: string) =>
  layer === FRONTS ? `${t("class.front_lines_2020")}: ${name}` : name;
