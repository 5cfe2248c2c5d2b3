// A speaker's own talk: which stops in which order, a note with each, and the minutes there are.
// As text (?talk=): the minutes, then days with commas between them, each with its note behind a
// colon.

import type { Day } from "./payload.ts";

export interface Talk {
  items: { day: Day; note: string }[];
  minutes: number | null;
}

const MINUTES = /^[1-9]\d{0,2}$/;
const ITEM = /^(\d{4}-\d{2}-\d{2})(?::(.*))?$/s;

export const NOTE_LENGTH = 400;

export function talkAsText({ items, minutes }: Talk) {
  const days = items.map(({ day, note }) => (note ? `${day}:${encodeURIComponent(note)}` : day));
  return [...(minutes ? [minutes] : []), ...days].join(",");
}

// The talk that a text writes; null where a part of it is neither minutes nor a stop.
export function talkOf(text: string, stops: Day[]): Talk | null {
  const [first = "", ...others] = text.split(",").map((part) => part.trim());
  const minutes = MINUTES.test(first) ? Number(first) : null;
  const items: Talk["items"] = [];
  for (const part of minutes ? others : [first, ...others]) {
    const [, day, coded = ""] = part.match(ITEM) ?? [];
    const note = decoded(coded);
    if (note === null || !stops.includes(day) || items.some((item) => item.day === day))
      return null;
    items.push({ day, note: note.slice(0, NOTE_LENGTH) });
  }
  return { items, minutes };
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

// From a day to the one to stop at after or before it. In order of time it need not be a stop
// itself; in an order of a speaker's own it is the item that was shown last.
export function stepFrom(days: Day[], day: Day, by: 1 | -1, last: number | null): number | null {
  const at = days.indexOf(day);
  const from = at >= 0 ? at : last;
  if (from !== null) return from + by in days ? from + by : null;
  const inTime = days
    .map((each, index) => ({ each, index }))
    .sort((a, b) => (a.each < b.each ? -1 : 1));
  const found =
    by > 0 ? inTime.find(({ each }) => each > day) : inTime.findLast(({ each }) => each < day);
  return found?.index ?? null;
}
