// Dates as precise as their sources, in words.

import type { Messages } from "./messages.ts";
import type { Day, Edtf } from "./payload.ts";

// A date as precise as its source (`first` where the source has just that day): "May 1992" for 1992-05, "about 1930" for 1930~.
export function sourceDate(t: Messages, first: Day, edtf?: Edtf) {
  if (edtf === undefined) return t.date(first);
  const plain = edtf.replace(/[~?%]/g, "");
  const about = plain !== edtf;
  const [since, until = since] = plain.split("/");
  if (inOneMonth([since, until]))
    return t.date(until, `${Number(since.slice(8))}\u2013${Number(until.slice(8))}`);
  const ends = plain.split("/").map((end) => oneDate(t, end));
  const text = [...new Set(ends)].filter(Boolean).join("\u2013");
  return about ? t("date.about", { date: text }) : text;
}

export function inOneMonth([since, until]: string[]) {
  const day = /^\d{4}-\d{2}-\d{2}$/;
  return (
    day.test(since) && day.test(until) && since < until && since.slice(0, 7) === until.slice(0, 7)
  );
}

export function oneDate(t: Messages, text: string) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return t.date(text);
  if (/^\d{4}-\d{2}$/.test(text)) return t.monthOfYear(text);
  if (/^\d{3}X$/.test(text)) return t("date.decade", { year: t.year(text.replace("X", "0")) });
  return text === ".." ? "" : text;
}

export type Side = "since" | "until";

const BOUNDS = { since: "popup.since", until: "popup.until" };

// "Since" or "until" such a date, in the case that the language asks for.
export function sinceOrUntil(t: Messages, side: Side, first: Day, edtf?: Edtf) {
  if (edtf === undefined) return t(BOUNDS[side], { date: t.date(first) });
  const plain = edtf.replace(/[~?%]/g, "");
  const ends = [...new Set(plain.split("/").filter((end) => end && end !== ".."))];
  const text =
    ends.length > 1 && !inOneMonth(ends)
      ? t(`${side}.between`, {
          first: t.date(dayOf(ends[0], "first")),
          last: t.date(dayOf(ends[1], "last")),
        })
      : atOnce(t, side, ends.length > 1 ? plain : ends[0]);
  return plain === edtf ? text : t("date.roughly", { span: text });
}

export function atOnce(t: Messages, side: Side, text: string) {
  const year = t.year(text.slice(0, 4).replace("X", "0"));
  if (/^\d{4}-\d{2}$/.test(text))
    return t(`${side}.month`, { month: t.monthInBound(Number(text.slice(5))), year });
  if (/^\d{4}$/.test(text)) return t(`${side}.year`, { year });
  if (/^\d{3}X$/.test(text)) return t(`${side}.decade`, { year });
  return t(BOUNDS[side], { date: sourceDate(t, text, text) });
}

// The first or last day that a month or year has.
export function dayOf(text: string, end: "first" | "last") {
  const [year, month, day] = text.split("-");
  if (day) return text;
  const ofYear = month ?? (end === "first" ? "01" : "12");
  const lastDay = new Date(Date.UTC(Number(year), Number(ofYear), 0)).getUTCDate();
  return `${year}-${ofYear}-${end === "first" ? "01" : lastDay}`;
}
