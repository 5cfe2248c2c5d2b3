// Numbers and dates by the tables of karamap.lang.formats, the same in every browser.

import type { Day, Locale } from "./payload.ts";
import { dateInWords, filled } from "./phrasing.ts";

const monthOf = (day: Day) => Number(day.slice(5, 7)) - 1;

// `locale()` are the tables of the language of now.
export function numberFormats(locale: () => Locale) {
  function number(value: number, decimals = 0) {
    const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
    const grouped =
      whole.length < locale().grouped_from
        ? whole
        : whole.replace(/\B(?=(\d{3})+$)/g, locale().group);
    const text = part ? `${grouped}${locale().decimal}${part}` : grouped;
    return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
  }
  return {
    number,
    signed: (value: number) =>
      value > 0 && Math.round(value) > 0 ? `+${number(value)}` : number(value),
  };
}

export function dateFormats(locale: () => Locale) {
  // `days` stands for the day's own number where more days of its month are meant.
  const date = (day: Day, days?: string) =>
    dateInWords(day, locale().long_date, locale().months, days);

  return {
    date,
    shortDate: (day: Day) => dateInWords(day, "{day} {month} {year}", locale().months_short),
    monthShort: (month: number) => locale().months_short[month - 1],
    monthOfYear: (day: Day) => dateInWords(day, locale().month_of_year, locale().months_alone),
    monthInBound: (month: number) => locale().months_bound[month - 1],
    year: (year: number | string) => `${year}${locale().year_endings[Number(year) % 100] ?? ""}`,

    // Days of one year: "2–5 April 2016", "28 February – 7 March 1993".
    daysOfYear(first: Day, last: Day) {
      const [one, other] = [first, last].map((day) => Number(day.slice(8)));
      if (monthOf(first) === monthOf(last)) return date(last, `${one}\u2013${other}`);
      const { dayFirst, words } = shared(locale(), first, last);
      return dayFirst
        ? date(last, `${words}\u00a0\u2013 ${other}`)
        : date(first, `${one}\u00a0\u2013 ${words}`);
    },
    monthsOfYear(first: Day, last: Day) {
      const months = [first, last].map((day) => locale().months_alone[monthOf(day)]);
      return filled(locale().month_of_year, {
        month: months.join("\u00a0\u2013 "),
        year: first.slice(0, 4),
      });
    },
    // Two days, the month and year that they share only once.
    bothDays(first: Day, last: Day) {
      const [since, until] = [date(first), date(last)];
      if (first.slice(0, 4) !== last.slice(0, 4)) return [since, until];
      const { dayFirst, words } = shared(locale(), first, last);
      return dayFirst ? [words, until] : [since, words];
    },
  };
}

// One of two days of a year without what it shares with the other: where the day comes before its
// month, that is the first, elsewhere the last.
function shared({ long_date: pattern, months }: Locale, first: Day, last: Day) {
  const dayFirst = pattern.indexOf("{day") < pattern.indexOf("{month}");
  const short = dayFirst ? first : last;
  const month = monthOf(first) === monthOf(last) ? "" : months[monthOf(short)];
  const parts = [String(Number(short.slice(8))), month].filter(Boolean);
  return { dayFirst, words: (dayFirst ? parts : parts.reverse()).join("\u00a0") };
}
