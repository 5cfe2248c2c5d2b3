// What the layers and the timeline are given (karamap.web.plugin writes it).

import type { Day, Locale } from "../core/payload.ts";

// how far a step leads: to the next day on which anything changes, or by the calendar
export type Step = "change" | "day" | "month" | "year";

export interface TimelineOptions {
  first: Day;
  last: Day;
  date: Day | null;
  step: Step;
  // steps a second while it plays
  speed: number;
  autoplay: boolean;
  title: string | null;
  position: "bottom" | "top";
  language: string;
  texts: Record<TextKey, string>;
  locale: Pick<Locale, "months" | "months_short" | "long_date">;
}

export type TextKey =
  | "label"
  | "date"
  | "play"
  | "pause"
  | "previous"
  | "next"
  | "speed"
  | "type_date"
  | "bad_date";

export type Shape = Exclude<GeoJSON.Geometry, GeoJSON.GeometryCollection>;

// Features by column. Spans are half open; an end that is null is open.
export interface Columns {
  start: (Day | null)[];
  end: (Day | null)[];
  geometry: Shape[];
  // index in `styles`
  style: number[];
  styles: L.CircleMarkerOptions[];
  // plain text, a line each
  tooltip?: (string | null)[];
  popup?: (string | null)[];
}
