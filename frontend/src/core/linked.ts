// What a link asks for, read the same way as karamap.core.linked does: tests/cases/links.json.

import type { How, Mode } from "./karamap.ts";
import { HOWS, isHow, isMode, MODES } from "./modes.ts";
import type { Corners, Day, View } from "./payload.ts";
import * as time from "./time.ts";

// What a link may ask for, as it is read.
interface Asked {
  date: Day;
  year: Day;
  layers: string[];
  view: View;
  compare: Day;
  how: How;
  mode: Mode;
  theme: string;
  lang: string;
  panels: string;
}

// What the map has that a link may name.
export interface Known {
  first: Day;
  last: Day;
  layers: string[];
  languages: string[];
  themes: string[];
  bounds: Corners;
  zooms: [number, number];
}

// A part of a link that the map does not follow; `expected` is what would have been good, of a
// name given twice the value that counts, of one misspelt the name that is nearest.
export interface Complaint {
  name: string;
  value: string;
  expected: string;
  kind: "bad" | "twice" | "misspelt";
}

// What the rest of the page reads.
const OF_THE_PAGE = ["place", "claim", "tour", "talk", "origin"];
const SHORTEST = 3;
// Plain digits, as core/numerals.py reads them.
const DECIMAL = /^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$/;

type Reader<T> = [parse: (text: string) => T | null, expected: string];
type Readers = { [N in keyof Asked]: Reader<Asked[N]> };

function readLayers(text: string, layers: string[]) {
  const ids = text
    .split(",")
    .map((id) => id.trim())
    .filter(Boolean);
  // in the order of the map
  return ids.every((id) => layers.includes(id)) ? layers.filter((id) => ids.includes(id)) : null;
}

function readView(text: string, { bounds, zooms }: Known): View | null {
  const words = text.split(",");
  if (words.length !== 3 || !words.every((word) => DECIMAL.test(word))) return null;
  const [lat, lon, zoom] = words.map(Number);
  const [[south, west], [north, east]] = bounds;
  const within = (low: number, value: number, high: number) => low <= value && value <= high;
  const there =
    within(south, lat, north) && within(west, lon, east) && within(zooms[0], zoom, zooms[1]);
  return there ? [lat, lon, zoom] : null;
}

function readersOf(known: Known): Readers {
  const { first, last, layers, themes, languages } = known;
  const day = (text: string) => time.parse(text, first, last);
  const dayForm = `YYYY-MM-DD, ${first} … ${last}`;
  const oneOf = (values: string[]): Reader<string> => [
    (text) => (values.includes(text) ? text : null),
    values.join(", "),
  ];
  return {
    date: [day, dayForm],
    year: [
      (text) => (text.length === 4 ? day(text) : null),
      `YYYY, ${time.year(first)} … ${time.year(last)}`,
    ],
    layers: [(text) => readLayers(text, layers), layers.join(", ")],
    view: [(text) => readView(text, known), "latitude,longitude,zoom"],
    compare: [day, dayForm],
    how: [(text) => (isHow(text) ? text : null), HOWS.join(", ")],
    mode: [(text) => (isMode(text) ? text : null), MODES.join(", ")],
    theme: oneOf(themes),
    lang: oneOf(languages),
    panels: oneOf(["1"]),
  };
}

function withinALetter(one: string, other: string) {
  const [short, long] = [[...one], [...other]].sort((a, b) => a.length - b.length);
  if (long.length - short.length > 1) return false;
  const same = short.findIndex((letter, i) => letter !== long[i]);
  if (same < 0) return true;
  const swapped = [...short];
  swapped.splice(same, 2, ...short.slice(same, same + 2).reverse());
  const rest = short.slice(same + (long.length === short.length ? 1 : 0));
  return swapped.join("") === long.join("") || rest.join("") === long.slice(same + 1).join("");
}

// The name a letter away from one given, or with two letters in turn, if there is any.
export function nearest(name: string, names: string[]) {
  const word = name.toLowerCase();
  if ([...word].length < SHORTEST) return undefined;
  return names.find((each) => withinALetter(word, each));
}

// Read the parameters of a link, in its order: of a name given twice the first value counts, and
// names that the map does not know are those of others unless they are a letter away from its own.
export function readLink(pairs: Iterable<[string, string]>, known: Known) {
  const readers = readersOf(known);
  const asks: Partial<Asked> = {};
  const complaints: Complaint[] = [];
  const given = new Map<string, string>();

  function readOne<N extends keyof Asked>(name: N, value: string) {
    const [parse, expected]: Reader<Asked[N]> = readers[name];
    const found = parse(value);
    if (found !== null) asks[name] = found;
    else complaints.push({ name, value, expected, kind: "bad" });
  }
  const names = [...Object.keys(readers), ...OF_THE_PAGE];
  for (const [name, value] of pairs) {
    const before = given.get(name);
    if (!names.includes(name)) {
      const meant = nearest(name, names);
      if (meant) complaints.push({ name, value, expected: meant, kind: "misspelt" });
    } else if (before !== undefined) {
      complaints.push({ name, value, expected: before, kind: "twice" });
    } else {
      given.set(name, value);
      if (Object.hasOwn(readers, name)) readOne(name as keyof Asked, value);
    }
  }
  return { asks, complaints };
}
