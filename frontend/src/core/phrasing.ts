// Texts with {placeholders}, and dates by the tables of karamap.lang.formats.

import type { Day } from "./payload.ts";

export type Values = Record<string, string | number | undefined>;

export const filled = (text: string, values: Values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

// `days` stands for the day's own number where more days of its month are meant.
export const dateInWords = (day: Day, pattern: string, months: string[], days?: string) =>
  filled(pattern, {
    day: days ?? Number(day.slice(8)),
    day2: days ?? day.slice(8),
    month: months[Number(day.slice(5, 7)) - 1],
    year: Number(day.slice(0, 4)),
  });
