// What the page tells beside the map.

import type { Corners, Day, Edtf, TextId, View } from "./payload.ts";

export interface Claim {
  id: string;
  section: string;
  date: Edtf;
  day: Day;
  places: string[];
  layers: string[];
  bounds: Corners | null;
  verdict: string;
  claim: TextId;
  shows: TextId;
  note: TextId;
  sources: number[];
}

interface TourStep {
  id: string;
  section: string;
  day: Day;
  view: View;
  layers: string[];
  compare: Day | null;
  title: TextId;
  text: TextId;
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
  what?: TextId;
  note: TextId;
  confidence: string;
  sources: number[];
}

export interface Story {
  sections: Record<string, TextId>;
  claims: Claim[];
  tour: TourStep[];
  people: PeopleCount[];
}
