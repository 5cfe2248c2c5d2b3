// What the page is given (karamap.web.payload writes it), and what it is once read back.

// a day as YYYY-MM-DD; such texts compare like the days they name
export type Day = string;
// a date as its source has it, in the Extended Date/Time Format
export type Edtf = string;
// a text by language
export type Words = Record<string, string>;
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

// A stretch of time, half open; without an end it lasts.
export interface Interval {
  start: Day;
  end: Day | null;
}

export interface NameSpan extends Interval {
  name: Words;
}

// A place where an area's name may stand, and how much room it has there.
export interface Spot {
  at: L.LatLng;
  room: number;
}

export interface Feature extends Interval {
  id: string;
  layer: string;
  class: string;
  start_edtf?: Edtf;
  end_edtf?: Edtf;
  name: Words;
  names?: NameSpan[];
  alt_names?: string[];
  confidence: string;
  accuracy_m: number;
  sources: number[];
  // index of the geometry: features of one index share it
  geometry?: number;
  form?: Form;
  readonly shape: Shape;
  readonly bounds: L.LatLngBounds;
  at?: L.LatLng;
  spots?: Spot[];
  rank?: number;
  kind?: string;
  km2?: number;
  unit?: string;
  iso?: string;
  part?: string;
  water?: string;
  // of the oblast: whether it is one still
  status?: string;
}

export interface AreaFeature extends Feature {
  form: "area";
  readonly shape: Polygons;
}

export interface Control extends AreaFeature {
  layer: "control";
  block: string;
  unit: string;
  controller: Controller;
  km2: number;
}

export interface LineFeature extends Feature {
  km: number;
  // ids of known places near it
  near: string[];
}

// What one source says of a place's holder.
export interface Account {
  id: string;
  date: Edtf;
  controller: Controller;
  by: string[];
  sources: number[];
  differs_from?: string;
}

export interface Place extends Feature {
  at: L.LatLng;
  kind: string;
  rank: number;
  country: string;
  block?: string;
  accounts?: Account[];
}

export interface HistoricEvent extends Feature {
  kind: string;
  in_article: boolean;
  summaries: Words;
}

// Ground where accounts differ: the place and the account it stands for.
export interface DifferingGround extends AreaFeature {
  place: string;
  account: string;
}

export interface Features {
  control: Control[];
  places: Place[];
  events: HistoricEvent[];
  differing_accounts: DifferingGround[];
  line_of_contact: LineFeature[];
  front_lines_2020: LineFeature[];
  [layer: string]: Feature[];
}

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

export interface Claim {
  id: string;
  section: string;
  date: Edtf;
  day: Day;
  places: string[];
  layers: string[];
  bounds: Corners | null;
  verdict: string;
  claim: Words;
  shows: Words;
  note: Words;
  sources: number[];
}

export interface TourStep {
  id: string;
  section: string;
  day: Day;
  view: View;
  layers: string[];
  compare: Day | null;
  title: Words;
  text: Words;
  claims: string[];
  sources: number[];
}

// A number of people: of a group, or of what a published figure says it is.
export interface PeopleCount {
  id: string;
  topic: string;
  date: Edtf;
  day: Day;
  last: Day;
  low: number;
  high: number;
  unit: string;
  group?: string;
  what?: Words;
  note: Words;
  confidence: string;
  sources: number[];
}

export interface Story {
  sections: Record<string, Words>;
  claims: Claim[];
  tour: TourStep[];
  people: PeopleCount[];
}

// What the map is about from a day on, until that of the next row: `headline` is the id of an event
// whose title it is, or the index of one of the headlines.
export interface SubjectRow {
  day: Day;
  bounds: Bounds;
  headline: string | number;
  stop: boolean;
}

export interface Folding {
  letters: Record<string, string>;
  digraphs: Record<string, string>;
}

// What describes a day in words (karamap.describe.day).
export interface DayTables {
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
export interface GroundTables {
  land: [start: Day, key: string][];
  land_layer: string;
  named_with: string[];
  rules: {
    key: string;
    feature_class: string;
    began: [from: Day, to: Day] | null;
    until: Day | null;
    dated: boolean;
  }[];
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
  strings: Record<string, Record<string, string>>;
  locales: Record<string, Locale>;
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
  headlines: Words[];
  story: Story;
  sources: Source[];
  sounds: Folding;
  cite: { author: string; year: string; templates: Record<string, string> };
  twin: DayTables;
  ground: GroundTables;
}

// A column of a table: its values, or the distinct ones and for each row the index of its own.
export type Column = unknown[] | { of: unknown[]; at: number[] };

// [x, y, dx, dy, ...] in units of the page
export type Arc = number[];
// a path by the indices of its arcs, ~index for one that is gone along backwards (karamap.web.arcs)
export type ArcPath = number[];

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
  arcs: Arc[];
  // an area by its polygons and their rings, a line by its paths, a point by itself
  geometries: (ArcPath[][] | ArcPath[] | [x: number, y: number])[];
  features: Record<string, Table>;
  subjects: Table;
}

// The payload read back.
export interface Loaded extends Common {
  language: string;
  themes: Record<string, Theme>;
  features: Features;
  subjects: SubjectRow[];
}

// With the language and the look that the store has now.
export interface Payload extends Loaded {
  readonly language: string;
  readonly style: Theme;
}

// An arrow of people who had to leave; how many is told by the row of the people of the same id.
export const isMovement = ({ layer }: Feature) => layer === "people_moved";
export const isDiffering = (feature: Feature): feature is DifferingGround =>
  feature.layer === "differing_accounts";
export const isArea = (feature: Feature): feature is AreaFeature => feature.form === "area";
