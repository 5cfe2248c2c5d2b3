// For tests: the cases that Python wrote (tests/make_cases.py), and a payload made of a few parts.

import { readFileSync } from "node:fs";
import type { Locale, Payload, TextId } from "./core/payload.ts";

// Tests run from the folder of package.json.
export const casesOf = <C>(name: string): C =>
  JSON.parse(readFileSync(`../tests/cases/${name}.json`, "utf8"));

// The texts of the interface in a language.
export const stringsOf = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(`../src/karamap/lang/${language}.json`, "utf8"));

// What a test needs of a payload; whatever else is asked of it is not there.
export const payloadOf = (parts: Partial<Payload>) => parts as Payload;

// Texts of a test by language, and how the languages write: `add` gives the number of a text.
export function textsOf(locales: Record<string, Locale> = {}) {
  const rows: Record<string, string>[] = [];
  const add = (words: Record<string, string>): TextId => rows.push(words) - 1;
  return {
    add,
    // texts of the interface in one language, by key
    strings: (language: string, table: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(table).map(([key, text]) => [key, add({ [language]: text })]),
      ),
    spoken: (language: string) => ({
      texts: rows.map((words) => words[language] ?? ""),
      locale: locales[language],
    }),
  };
}

class Bounds {
  constructor(
    private low = [Infinity, Infinity],
    private high = [-Infinity, -Infinity],
  ) {}
  extend(other: L.LatLng | Bounds) {
    const [low, high] =
      other instanceof Bounds
        ? [other.low, other.high]
        : [
            [other.lat, other.lng],
            [other.lat, other.lng],
          ];
    this.low = this.low.map((value, at) => Math.min(value, low[at]));
    this.high = this.high.map((value, at) => Math.max(value, high[at]));
    return this;
  }
  contains = ({ lat, lng }: L.LatLng) =>
    [lat, lng].every((value, at) => this.low[at] <= value && value <= this.high[at]);
  getSouth = () => this.low[0];
  getWest = () => this.low[1];
  getNorth = () => this.high[0];
  getEast = () => this.high[1];
}

// As much of Leaflet as modules without a page use: the library itself starts in a page only.
export function leafletStub() {
  const latLng = (lat: number, lng: number) => ({ lat, lng }) as L.LatLng;
  const latLngBounds = (a: L.LatLng | [number, number][], b?: L.LatLng | [number, number]) => {
    const bounds = new Bounds();
    for (const corner of b ? [a, b] : (a as [number, number][]))
      bounds.extend(Array.isArray(corner) ? latLng(...(corner as [number, number])) : corner);
    return bounds;
  };
  Object.assign(globalThis, { L: { latLng, latLngBounds } });
}
