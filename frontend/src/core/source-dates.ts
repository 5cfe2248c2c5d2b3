// Dates as precise as their sources, in words: the same as karamap.describe.recorded_dates.

import type { Messages } from "./messages.ts";
import type { Day, Edtf } from "./payload.ts";
import * as time from "./time.ts";

const UNSURE = /[~?%]/g;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
const YEAR = /^\d{4}$/;
const DECADE = /^\d{3}X$/;
const OPEN = "..";

// "since" of what still lasts or is told by itself, "from" before an "until"
type Side = "since" | "from" | "until";

const BOUNDS = { since: "popup.since", from: "popup.from", until: "popup.until" };

// A date or a span in words: "May 1992", "2–5 April 2016", "about 2 April 1993"; `first` where the
// source has just that day.
export function sourceDate(t: Messages, first: Day, edtf?: Edtf): string {
  if (edtf === undefined) return t.date(first);
  const ends = edtf.split("/");
  if (ends.at(-1) === OPEN) return sinceOrUntil(t, "since", first, ends[0]);
  const marks = ends.map((end) => (end.match(UNSURE) ?? []).join(""));
  const plain = ends.map(sure);
  const alike = new Set(marks).size === 1;
  // what both ends share is said once
  const shared = alike ? marks[0] : "";
  const told =
    (alike && inOneYear(t, plain)) ||
    joined(t, [
      ...new Set(
        plain.map((end, index) =>
          doubted(t, oneDate(t, end), alike ? "" : marks[index], "date.about"),
        ),
      ),
    ]);
  return doubted(t, told, shared, "date.about");
}

// A day as exactly as it is known: "between 7 and 28 February 1993", "May 1992".
export function dayInWords(t: Messages, first: Day, edtf?: Edtf) {
  const ends = edtf === undefined ? [] : sure(edtf).split("/");
  if (edtf === undefined || new Set(ends).size < 2 || ends[1] === OPEN)
    return sourceDate(t, first, edtf);
  return doubted(t, between(t, "date", ends), markOf(edtf), "date.roughly");
}

// "Since", "from" or "until" such a day, in the case that the language asks for.
export function sinceOrUntil(t: Messages, side: Side, first: Day, edtf: Edtf = first) {
  const ends = [...new Set(sure(edtf).split("/"))].filter((end) => end !== OPEN);
  const told = ends.length > 1 ? between(t, side, ends) : atOnce(t, side, ends[0]);
  return doubted(t, told, markOf(edtf), "date.roughly");
}

const sure = (edtf: Edtf) => edtf.replace(UNSURE, "");

function markOf(edtf: Edtf) {
  const marks = new Set(edtf.match(UNSURE) ?? []);
  return marks.size > 1 ? "%" : ([...marks][0] ?? "");
}

// Words with what a qualifier says of them: ~ about, ? possibly, % both.
function doubted(t: Messages, words: string, mark: string, about: string) {
  const roughly = "~%".includes(mark || " ") ? t(about, { date: words, span: words }) : words;
  return "?%".includes(mark || " ") ? t("date.possibly", { date: roughly }) : roughly;
}

function inOneYear(t: Messages, [first, last = first]: string[]) {
  if (first >= last || first.slice(0, 4) !== last.slice(0, 4)) return "";
  if (DAY.test(first) && DAY.test(last)) return t.daysOfYear(first, last);
  return MONTH.test(first) && MONTH.test(last) ? t.monthsOfYear(first, last) : "";
}

function joined(t: Messages, words: string[]) {
  if (words.every((each) => YEAR.test(each))) return words.join("–");
  return words.length === 1 ? words[0] : t("date.span", { since: words[0], until: words[1] });
}

// One of two days, or some day between them.
function between(t: Messages, group: "date" | Side, ends: string[]) {
  const [since, until] = [dayOf(ends[0], "first"), dayOf(ends[1], "last")];
  const [first, last] = t.bothDays(since, until);
  const key = time.between(since, until) === 1 ? "either" : "between";
  return t(`${group}.${key}`, { first, last });
}

function oneDate(t: Messages, text: string) {
  if (DAY.test(text)) return t.date(text);
  if (MONTH.test(text)) return t.monthOfYear(text);
  return DECADE.test(text) ? t("date.decade", { year: t.year(text.replace("X", "0")) }) : text;
}

function atOnce(t: Messages, side: Side, text: string) {
  const year = t.year(text.slice(0, 4).replace("X", "0"));
  if (MONTH.test(text))
    return t(`${side}.month`, { month: t.monthInBound(Number(text.slice(5))), year });
  if (YEAR.test(text)) return t(`${side}.year`, { year });
  if (DECADE.test(text)) return t(`${side}.decade`, { year });
  return t(BOUNDS[side], { date: t.date(text) });
}

// The first or last day that a month, a year or a decade has.
function dayOf(text: string, end: "first" | "last") {
  const [written, month, day] = text.split("-");
  if (day) return text;
  const year = written.replace("X", end === "first" ? "0" : "9");
  const ofYear = month ?? (end === "first" ? "01" : "12");
  const lastDay = new Date(Date.UTC(Number(year), Number(ofYear), 0)).getUTCDate();
  return `${year}-${ofYear}-${end === "first" ? "01" : lastDay}`;
}
