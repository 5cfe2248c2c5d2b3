// `window.karamap`, as docs/api.md tells it.

import type { Bounds, Corners, Day, Features, View } from "./payload.ts";
import type * as time from "./time.ts";

export type How = "changes" | "swipe" | "side";
export type Mode = "present";
// which of the two dates of a comparison
export type End = "date" | "compare";

export interface Release {
  // as if the reader let go of the timeline
  release?: boolean;
}

// What the day on screen is about.
interface SubjectNow {
  bounds: Bounds;
  // in the reader's language
  headline: string;
  stop: boolean;
}

// A day with what matters then, and where.
export interface Moment {
  date: Day;
  layers: string[];
  view?: View;
  bounds?: Corners | null;
  compare?: Day | null;
}

export interface Clicked {
  layer: string | null;
  id: string | null;
  lat: number;
  lon: number;
  date: Day;
}

export interface TourMoment {
  step: number;
  title: string;
  text: string;
}

// What listeners of each event are told.
export interface Told {
  date: Day;
  release: Day;
  layers: string[];
  view: View;
  compare: { compare: Day | null; how: How };
  mode: Mode | null;
  theme: string;
  language: string;
  story: string | null;
  talk: string | null;
  tour: TourMoment;
  click: Clicked;
}

export interface Karamap {
  readonly ready: Promise<Karamap>;
  readonly date: Day;
  readonly layers: string[];
  readonly view: View;
  readonly compare: Day | null;
  readonly how: How;
  readonly mode: Mode | null;
  readonly theme: string;
  // a speaker's own talk, as its link writes it
  readonly talk: string | null;
  readonly language: string;
  readonly story: string | null;
  readonly time: typeof time;
  dragging: boolean;
  setDate(text: string, options?: Release): void;
  setLayers(ids: string[]): void;
  setView(view: View): void;
  setCompare(text: string | null, how?: How, options?: Release): void;
  setMode(mode: Mode | null): void;
  setTheme(name: string): void;
  setTalk(talk: string | null): void;
  setLanguage(language: string): void;
  showMoment(moment: Moment): void;
  // give back what the reader had chosen before the first moment
  endMoment(): void;
  openAsked(asked: URLSearchParams): void;
  visible(options?: { all?: boolean }): Record<keyof Features, string[]>;
  subject(): SubjectNow;
  // where a place lies in the window, in pixels
  project(lat: number, lon: number): [number, number];
  text(): string;
  link(): string;
  picture(): Promise<Blob | null>;
  sound(name: string): string;
  pause(): void;
  release(): void;
  on<E extends keyof Told>(event: E, act: (what: Told[E]) => void): void;
  tell<E extends keyof Told>(event: E, what: Told[E]): void;
}

// A day that popups, timeline and player read and set: one end of a comparison.
export interface Clock {
  readonly date: Day;
  readonly layers: string[];
  setDate(day: string, options?: Release): void;
  pause(): void;
  release(): void;
  drag(now: boolean): void;
}

declare global {
  interface Window {
    karamap: Karamap;
  }
}
