// The language of the page: its texts, numbers, dates and names, changeable at any moment.

import type { Day, Feature, Payload, TextId } from "./payload.ts";
import { dateInWords, filled, type Values } from "./phrasing.ts";
import * as time from "./time.ts";

type Named = Pick<Feature, "name" | "names" | "alt_names" | "id">;

const monthOf = (day: Day) => Number(day.slice(5, 7)) - 1;

// The language of now, as everything that speaks holds it.
export type Messages = ReturnType<typeof messages>;

// Returns `t`: called, it gives a text of the interface with its {placeholders} filled; its
// functions write names, numbers and dates, all in the language that the store names now.
export function messages(data: Payload) {
  const t = (key: string, values: Values = {}) => filled(t.words(data.strings[key]), values);
  const locale = () => data.spoken(data.language).locale;
  const wordsIn = (language: string, text?: TextId) =>
    text === undefined ? "" : data.spoken(language).texts[text];

  // A text; English where a language lacks it.
  t.words = (text?: TextId) => wordsIn(data.language, text) || wordsIn("en", text);

  // A text in every language that has it.
  t.everywhere = (text: TextId) =>
    data.languages.map((each) => wordsIn(each, text)).filter(Boolean);

  const known = (feature: Named, day: Day) =>
    feature.names?.find(({ start, end }) => time.visible(start, end, day))?.name ?? feature.name;

  // The languages of names: one's own first, then the others in alphabetical order.
  function order() {
    // English where places have no names in the language of the interface
    const own = data.names_in.includes(data.language) ? data.language : "en";
    return [own, ...data.names_in.filter((each) => each !== own)];
  }

  // A feature's names in that order.
  t.namesOf = (feature: Named, day: Day): string[] => {
    const name = known(feature, day);
    return [
      ...new Set(
        order()
          .map((each) => wordsIn(each, name))
          .filter(Boolean),
      ),
    ];
  };

  // The first of them, for which other languages need not be read.
  t.firstName = (feature: Named, day: Day): string => {
    const name = known(feature, day);
    const first = order().find((each) => wordsIn(each, name));
    return first ? wordsIn(first, name) : "";
  };

  // What a feature was called on a day, the same as karamap.lang.names.name_on.
  t.nameOf = (feature: Named, day: Day): string =>
    t.words(known(feature, day)) || wordsIn("en", feature.name) || feature.id;

  t.otherNames = (feature: Named, day: Day) => {
    const [first = "", ...others] = t.namesOf(feature, day);
    // the name of the other side stands in brackets behind the first; names of other years stay out
    const apart = (name = "") => name.replace(")", "").split(" (");
    const dated = [feature, ...(feature.names ?? [])].flatMap(({ name }) =>
      apart(wordsIn("en", name)),
    );
    const told = [...apart(first), ...dated];
    const forms = otherForms(feature).filter((form) => !told.includes(form));
    return [...new Set([...others, ...forms])].join(" \u00b7 ");
  };
  // in Latin letters, for readers of English
  const otherForms = (feature: Named) => (data.language === "en" ? (feature.alt_names ?? []) : []);

  // Numbers and dates by the tables of karamap.lang.formats, the same in every browser.
  t.number = (value: number, decimals = 0) => {
    const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
    const grouped =
      whole.length < locale().grouped_from
        ? whole
        : whole.replace(/\B(?=(\d{3})+$)/g, locale().group);
    const text = part ? `${grouped}${locale().decimal}${part}` : grouped;
    return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
  };
  t.signed = (value: number) =>
    value > 0 && Math.round(value) > 0 ? `+${t.number(value)}` : t.number(value);

  // `days` stands for the day's own number where more days of its month are meant.
  t.date = (day: Day, days?: string) => dateInWords(day, locale().long_date, locale().months, days);

  // One of two days of a year without what it shares with the other: where the day comes before
  // its month, that is the first, elsewhere the last.
  function shared(first: Day, last: Day) {
    const { long_date: pattern, months } = locale();
    const dayFirst = pattern.indexOf("{day") < pattern.indexOf("{month}");
    const short = dayFirst ? first : last;
    const month = monthOf(first) === monthOf(last) ? "" : months[monthOf(short)];
    const parts = [String(Number(short.slice(8))), month].filter(Boolean);
    return { dayFirst, words: (dayFirst ? parts : parts.reverse()).join("\u00a0") };
  }
  // Days of one year: "2–5 April 2016", "28 February – 7 March 1993".
  t.daysOfYear = (first: Day, last: Day) => {
    const [one, other] = [first, last].map((day) => Number(day.slice(8)));
    if (monthOf(first) === monthOf(last)) return t.date(last, `${one}\u2013${other}`);
    const { dayFirst, words } = shared(first, last);
    return dayFirst
      ? t.date(last, `${words}\u00a0\u2013 ${other}`)
      : t.date(first, `${one}\u00a0\u2013 ${words}`);
  };
  t.monthsOfYear = (first: Day, last: Day) => {
    const months = [first, last].map((day) => locale().months_alone[monthOf(day)]);
    return filled(locale().month_of_year, {
      month: months.join("\u00a0\u2013 "),
      year: first.slice(0, 4),
    });
  };
  // Two days, the month and year that they share only once.
  t.bothDays = (first: Day, last: Day) => {
    const [since, until] = [t.date(first), t.date(last)];
    if (first.slice(0, 4) !== last.slice(0, 4)) return [since, until];
    const { dayFirst, words } = shared(first, last);
    return dayFirst ? [words, until] : [since, words];
  };
  // Words as they begin a line.
  t.capitalised = (words: string) => {
    const dotted = data.language === "az" && words.startsWith("i");
    return (dotted ? "\u0130" : words.charAt(0).toUpperCase()) + words.slice(1);
  };
  t.shortDate = (day: Day) => dateInWords(day, "{day} {month} {year}", locale().months_short);
  t.monthShort = (month: number) => locale().months_short[month - 1];
  t.monthOfYear = (day: Day) => dateInWords(day, locale().month_of_year, locale().months_alone);
  t.monthInBound = (month: number) => locale().months_bound[month - 1];
  t.year = (year: number | string) => `${year}${locale().year_endings[Number(year) % 100] ?? ""}`;
  return t;
}
