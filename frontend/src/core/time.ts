// The time rule, the same as karamap.core.dates: ISO texts compare like the days they name.

const DAY_MS = 86_400_000;
const YEAR = /^\d{4}$/;

// Half open: the day of hand-over belongs to the new holder.
export const visible = (start: string, end: string | null, day: string) =>
  start <= day && (end === null || day < end);

const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export const add = (day: string, days: number) => iso(utc(day) + days * DAY_MS);
export const between = (from: string, to: string) => Math.round((utc(to) - utc(from)) / DAY_MS);
// Two days, the earlier first.
export const inOrder = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a]);
export const year = (day: string) => Number(day.slice(0, 4));
export const yearEnd = (number: number | string) => `${number}-12-31`;
export const daysInYear = (number: number) => between(`${number}-01-01`, yearEnd(number)) + 1;
export const dayOfYear = (day: string) => between(`${day.slice(0, 4)}-01-01`, day);

// The day a text names (YYYY: its 31 December), or null if it names none from `first` to `last`.
export function parse(text: string, first: string, last: string): string | null {
  // other pages may ask for anything
  const typed = typeof text === "object" ? "" : String(text).trim();
  const day = YEAR.test(typed) ? `${typed}-12-31` : typed;
  if (Number.isNaN(utc(day)) || iso(utc(day)) !== day) return null;
  return first <= day && day <= last ? day : null;
}
