// Days typed, steps of the calendar, and where a time axis has its marks.

import type { Day } from "../core/payload.ts";
import * as time from "../core/time.ts";

const TYPED = /^(\d{4})(-\d\d)?(-\d\d)?$/;

// The day that YYYY, YYYY-MM or YYYY-MM-DD names, a year or month by its first day, or by the first
// day of the axis if it begins before that; null if it names none from `first` to `last`.
export function typedDay(text: string, first: Day, last: Day): Day | null {
  const found = TYPED.exec(text.trim());
  if (!found) return null;
  const [typed, year, month = "-01", day = "-01"] = found;
  const named = `${year}${month}${day}`;
  return time.parse(named < first && first.startsWith(typed) ? first : named, first, last);
}

const pad = (number: number, digits: number) => String(number).padStart(digits, "0");
const MONTHS = 12;

// what four digits can say
const EARLIEST = "0000-01-01";
const LATEST = "9999-12-31";

// The same day some months later, or the last of its month where that is shorter.
export function addMonths(day: Day, months: number): Day {
  const count = time.year(day) * MONTHS + Number(day.slice(5, 7)) - 1 + months;
  if (count < 0) return EARLIEST;
  const year = Math.floor(count / MONTHS);
  if (year > time.year(LATEST)) return LATEST;
  const month = (count % MONTHS) + 1;
  const end = new Date(0).setUTCFullYear(year, month, 0);
  const same = Math.min(Number(day.slice(8)), new Date(end).getUTCDate());
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(same, 2)}`;
}

type Unit = "year" | "month" | "day";
export interface Mark {
  day: Day;
  unit: Unit;
}

const DAYS_OF: Record<Unit, number> = { year: 365.25, month: 30.4, day: 1 };
// how far apart marks may stand, the closest first
const APART: [Unit, number][] = [
  ...[1, 2, 5, 10].map((count): [Unit, number] => ["day", count]),
  ...[1, 3, 6].map((count): [Unit, number] => ["month", count]),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count): [Unit, number] => ["year", count]),
];

// At most about `most` days that stand for round years, months or days.
export function marks(first: Day, last: Day, most: number): Mark[] {
  const days = time.between(first, last);
  const [unit, count] =
    APART.find(([unit, count]) => days / (DAYS_OF[unit] * count) <= most) ??
    APART[APART.length - 1];
  const found: Mark[] = [];
  let day = roundDay(first, unit, count);
  while (day <= last) {
    if (day >= first) found.push({ day, unit });
    const next = after(day, unit, count);
    if (next <= day) break;
    day = next;
  }
  return found;
}

function roundDay(day: Day, unit: Unit, count: number): Day {
  if (unit === "day") return day;
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / count) * count + 1;
  if (unit === "month") return `${day.slice(0, 4)}-${pad(month, 2)}-01`;
  return `${pad(Math.floor(time.year(day) / count) * count, 4)}-01-01`;
}

const after = (day: Day, unit: Unit, count: number) =>
  unit === "day" ? time.add(day, count) : addMonths(day, unit === "month" ? count : count * MONTHS);
