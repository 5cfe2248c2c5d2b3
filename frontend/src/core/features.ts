// The dated features of the map, layer by layer.

import type { ArcPath, Controller, Day, Edtf, Form, Polygons, Shape, TextId } from "./payload.ts";
import * as time from "./time.ts";

// A stretch of time, half open; without an end it lasts.
export interface Interval {
  start: Day;
  end: Day | null;
}

interface NameSpan extends Interval {
  name: TextId;
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
  name: TextId;
  names?: NameSpan[];
  alt_names?: string[];
  confidence: string;
  accuracy_m: number;
  sources: number[];
  // index of the geometry: features of one index share it
  geometry?: number;
  readonly form?: Form;
  // its rings or lines, in arcs
  readonly paths: ArcPath[];
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
  // what is known of a road, or of the way of an arrow
  note?: TextId;
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
  summary: TextId;
  // ids of where it happened
  places: string[];
  // ids of rows of the story's people
  counts: string[];
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

// An arrow of people who had to leave; how many is told by the row of the people of the same id.
export const isMovement = ({ layer }: Feature) => layer === "people_moved";
export const isDiffering = (feature: Feature): feature is DifferingGround =>
  feature.layer === "differing_accounts";
export const isArea = (feature: Feature): feature is AreaFeature => feature.form === "area";

// Whether something is there on a day, and what of a list is.
export const isThere = ({ start, end }: Interval, day: Day) => time.visible(start, end, day);
export const thereOn = <I extends Interval>(items: I[], day: Day) =>
  items.filter((item) => isThere(item, day));
