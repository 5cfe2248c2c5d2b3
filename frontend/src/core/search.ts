// Full-text search over places, events and claims, in all languages at once.

import { folding } from "./folding.ts";
import type { Messages } from "./messages.ts";
import type { Claim, HistoricEvent, Payload, Place } from "./payload.ts";

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

export function searching(data: Payload, t: Messages) {
  const soundOf = folding(data.sounds);
  const MOST = 40;
  // how good a hit is, the least the best; the rank of a place decides among equals
  const NAMED = 0;
  const NAME_BEGINS = 1;
  const WORD_BEGINS = 2;
  const TOLD = 3;
  let index: Indexed[] | null = null;

  const tokensOf = (text: string) =>
    text
      .split(/[^\p{L}\p{N}]+/u)
      .map(soundOf)
      .filter(Boolean);

  function namesOfPlace(place: Place) {
    const versions = [place.name, ...(place.names ?? []).map(({ name }) => name)];
    return [...versions.flatMap(t.everywhere), ...(place.alt_names ?? [])];
  }

  const termsOf = (names: string[], texts: string[]): Terms => ({
    names: [...new Set(names.map(soundOf))],
    words: [...new Set(names.flatMap(tokensOf))],
    told: [...new Set(texts.flatMap(tokensOf))],
  });

  // Built when somebody first searches: most visits never do.
  function build(): Indexed[] {
    const { places, events } = data.features;
    const textsOf = ({ claim, note }: Claim) => [claim, note].flatMap(t.everywhere);
    return [
      ...places.map(
        (item): Indexed => ({ kind: "place", item, ...termsOf(namesOfPlace(item), []) }),
      ),
      ...events.map(
        (item): Indexed => ({
          kind: "event",
          item,
          ...termsOf(t.everywhere(item.name), t.everywhere(item.summary)),
        }),
      ),
      ...data.story.claims.map(
        (item): Indexed => ({ kind: "claim", item, ...termsOf([], textsOf(item)) }),
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
  const order = (a: Scored, b: Scored) =>
    a.score - b.score || rankOf(a) - rankOf(b) || (a.item.id < b.item.id ? -1 : 1);

  // The best hits: [{kind, item}, ...], places by rank before what is told of them.
  return function find(query: string): Hit[] {
    const wanted = soundOf(query);
    if (!wanted) return [];
    index ??= build();
    const parts = tokensOf(query);
    return index
      .flatMap((entry): Scored[] => {
        const found = score(entry, wanted, parts);
        return found === null ? [] : [{ ...entry, score: found }];
      })
      .sort(order)
      .slice(0, MOST);
  };
}
