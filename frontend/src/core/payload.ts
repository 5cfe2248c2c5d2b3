// What the page is given (karamap.web.payload writes it), and what it is once read back.

import type { Features } from "./features.ts";
import type { Story } from "./story.ts";

export * from "./features.ts";
export type * from "./story.ts";

// a day as YYYY-MM-DD; such texts compare like the days they name
export type Day = string;
// a date as its source has it, in the Extended Date/Time Format
export type Edtf = string;
// the number of a text that is there in several languages (karamap.web.texts)
export type TextId = number;
// latitude, longitude, zoom
export type View = [number, number, number];
// south-west and north-east corner
export type Corners = [[number, number], [number, number]];
// west, south, east, north in degrees
export type Bounds = [number, number, number, number];
export type Controller = "azerbaijan" | "armenian_forces" | "contested";
export type Form = "area" | "line" | "point";
export type Path = L.LatLng[];
export type Polygons = Path[][];
export type Shape = Polygons | Path[];

export interface Layer {
  id: string;
  kind: Form | "mixed";
  // whether it is on when nothing else is asked for, and whether readers may choose it
  shown: boolean;
  choice: boolean;
}

export interface Style {
  fill: string | null;
  stroke: string | null;
  width: number;
  dash: number[];
  hatch: string | null;
  casing: string | null;
  radius: number;
  // of the fill, if it is seen through
  opacity?: number;
  // of a sign, in radii from its middle
  outline?: [x: number, y: number][];
}

export interface Hatch {
  pitch: number;
  width: number;
  angle: number;
  form: string;
}

export interface Theme {
  theme: string;
  styles: Record<string, Style>;
  hatches: Record<string, Hatch>;
  control_opacity: number;
  veil: number;
  // the shade along lines: from which accuracy on, and the parts of it that are shaded
  doubt: { least_m: number; shares: number[]; opacity: number };
  relief: { strength: number; grey: boolean };
  approximate_dash: number[];
  // the confidences whose lines are dashed
  dashed: string[];
  colours: Record<string, string>;
}

// How a language writes numbers and dates (karamap.lang.formats).
export interface Locale {
  months: string[];
  months_alone: string[];
  months_bound: string[];
  months_short: string[];
  long_date: string;
  month_of_year: string;
  group: string;
  decimal: string;
  grouped_from: number;
  year_endings: string[];
}

export interface Source {
  key: string;
  title: string;
  reference: string;
  note: string;
  uses: Record<string, number>;
  url?: string;
  short?: string;
}

// What the map is about from a day on, until that of the next row.
export interface SubjectRow {
  day: Day;
  bounds: Bounds;
  headline: TextId;
  stop: boolean;
}

export interface Folding {
  letters: Record<string, string>;
  digraphs: Record<string, string>;
}

// What describes a day in words (karamap.describe.day).
interface DayTables {
  trace: number;
  least: number;
  most_near: number;
  lines: ("line_of_contact" | "front_lines_2020")[];
  zones: string[];
  told: string[];
  subject: string[];
  districts: Record<string, string[]>;
}

// What is written on the ground (karamap.describe.ground_labels).
interface GroundTables {
  land: [start: Day, key: string][];
  land_layer: string;
  named_with: string[];
  land_sizes: number[];
  overhanging: number;
  rules: {
    key: string;
    feature_class: string;
    began: [from: Day, to: Day] | null;
    until: Day | null;
    dated: boolean;
  }[];
}

// What the inset of the corridor is about (karamap.describe.corridor).
interface CorridorTables {
  layer: string;
  ends: string[];
  strip: string;
  small: number;
}

// How names of places stand on the map (karamap.describe.place_labels).
export interface PlaceLabelTables {
  kinds: string[];
  sides: [right: number, up: number][];
  slant: number;
  leading: number;
}

interface Common {
  follows_reader: boolean;
  languages: string[];
  names_in: string[];
  first: Day;
  last: Day;
  // versions of the program and of the data
  code: string;
  version: string;
  // the texts of the interface
  strings: Record<string, TextId>;
  opens_in: string;
  layers: Layer[];
  opens_on: Day;
  opens_with: { layers?: string[]; view?: View; compare?: Day };
  view: Corners;
  // the unit of ground in no district
  elsewhere: string;
  event_days: number;
  periods: [Day, string][];
  policy: string[];
  notes: [key: string, start: Day, end: Day][];
  changes: Day[];
  story: Story;
  sources: Source[];
  sounds: Folding;
  cite: { author: string; year: string; templates: Record<string, string> };
  twin: DayTables;
  ground: GroundTables;
  corridor: CorridorTables;
  place_labels: PlaceLabelTables;
}

// A column of a table: its values, or the distinct ones and for each row the index of its own.
type Column = unknown[] | { of: unknown[]; at: number[] };

// What a language says: every text by its number, empty where it lacks one.
export interface Language {
  texts: string[];
  locale: Locale;
}

// a path by the indices of its arcs, ~index for one that is gone along backwards (karamap.web.arcs)
export type ArcPath = number[];

// an area by its polygons and their rings, a line by its paths, a point by itself
export type GeometryCode = ArcPath[][] | ArcPath[] | [x: number, y: number];

export interface Table {
  count: number;
  columns: Record<string, Column>;
}

// The payload as it stands in the page.
export interface Written extends Common {
  // the language it opens in
  language: string;
  themes: Theme[];
  units_per_degree: number;
  // the number of points of each arc, and their steps to the east and to the north, as digits
  arcs: { points: string; east: string; north: string };
  // arcs by how far on in the table they are
  geometries: GeometryCode[];
  features: Record<string, Table>;
  subjects: Table;
}

// Arcs by their index, and what is made of them (core/arcs.ts).
export interface ArcTable {
  // the points of an arc, and those of the arcs of a path
  arcAt(index: number): Path;
  line(path: ArcPath): Path;
  // a number for the point in which an arc begins, gone along the way that the index says
  startOf(index: number): number;
}

// The payload read back.
export interface Loaded extends Common {
  language: string;
  arcs: ArcTable;
  // what a language says, read when it is first asked for
  spoken(language: string): Language;
  themes: Record<string, Theme>;
  features: Features;
  subjects: SubjectRow[];
}

// With the language and the look that the store has now.
export interface Payload extends Loaded {
  readonly language: string;
  readonly style: Theme;
}
