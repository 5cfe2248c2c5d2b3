// Full-text search over places, events and claims, in all languages at once.

import { folding } from "./folding.ts";
import type { Messages } from "./messages.ts";
import type { Claim, HistoricEvent, Payload, Place, TextId } from "./payload.ts";

const MOST = 40;

// how good a hit is, the least the best; the rank of a place decides among equals
const NAMED = 0;
const NAME_BEGINS = 1;
const WORD_BEGINS = 2;
const TOLD = 3;

// How a text that can be found is indexed, and what it is of.
export type Hit =
  | { kind: "place"; item: Place }
  | { kind: "event"; item: HistoricEvent }
  | { kind: "claim"; item: Claim };

interface Terms {
  names: string[];
  words: string[];
  told: string[];
}

type Indexed = Hit & Terms;
type Scored = Hit & { score: number };
type Folding = (text: string) => string;

export function searching(data: Payload, t: Messages) {
  const soundOf = folding(data.sounds);
  let index: Indexed[] | null = null;

  // The best hits: [{kind, item}, ...], places by rank before what is told of them.
  return function find(query: string): Hit[] {
    const wanted = soundOf(query);
    if (!wanted) return [];
    // built when somebody first searches: most visits never do
    index ??= indexOf(data, t.everywhere, soundOf);
    const parts = tokensOf(query, soundOf);
    return index
      .flatMap((entry): Scored[] => {
        const found = score(entry, wanted, parts);
        return found === null ? [] : [{ ...entry, score: found }];
      })
      .sort(byScore)
      .slice(0, MOST);
  };
}

const tokensOf = (text: string, soundOf: Folding) =>
  text
    .split(/[^\p{L}\p{N}]+/u)
    .map(soundOf)
    .filter(Boolean);

// `everywhere(text)` is a text in all languages.
function indexOf(data: Payload, everywhere: (text: TextId) => string[], soundOf: Folding) {
  const tokens = (texts: string[]) => [
    ...new Set(texts.flatMap((text) => tokensOf(text, soundOf))),
  ];
  const termsOf = (names: string[], texts: TextId[]): Terms => ({
    names: [...new Set(names.map(soundOf))],
    words: tokens(names),
    told: tokens(texts.flatMap(everywhere)),
  });
  function namesOf(place: Place) {
    const versions = [place, ...(place.names ?? [])].flatMap(({ name }) => everywhere(name));
    return [...versions, ...(place.alt_names ?? [])];
  }
  const { places, events } = data.features;
  return [
    ...places.map((item): Indexed => ({ kind: "place", item, ...termsOf(namesOf(item), []) })),
    ...events.map(
      (item): Indexed => ({
        kind: "event",
        item,
        ...termsOf(everywhere(item.name), [item.summary]),
      }),
    ),
    ...data.story.claims.map(
      (item): Indexed => ({ kind: "claim", item, ...termsOf([], [item.claim, item.note]) }),
    ),
  ];
}

function score({ kind, names, words, told }: Indexed, wanted: string, parts: string[]) {
  const begins = (list: string[]) =>
    parts.every((part) => list.some((word) => word.startsWith(part)));
  if (kind === "place" && names.includes(wanted)) return NAMED;
  if (kind === "place" && names.some((name) => name.startsWith(wanted))) return NAME_BEGINS;
  if (begins(words)) return WORD_BEGINS;
  return begins([...words, ...told]) ? TOLD : null;
}

const rankOf = (hit: Hit) => (hit.kind === "claim" ? 9 : (hit.item.rank ?? 9));
const byScore = (a: Scored, b: Scored) =>
  a.score - b.score || rankOf(a) - rankOf(b) || (a.item.id < b.item.id ? -1 : 1);
