// The language of the page: its texts, numbers, dates and names, changeable at any moment.

import type { Day, Feature, Payload, Words } from "./payload.ts";
import { dateInWords, filled, type Values } from "./phrasing.ts";
import * as time from "./time.ts";

type Named = Pick<Feature, "name" | "names" | "alt_names" | "id">;

// The language of now, as everything that speaks holds it.
export type Messages = ReturnType<typeof messages>;

// Returns `t`: called, it gives a text of the interface with its {placeholders} filled; its
// functions write names, numbers and dates, all in the language that the store names now.
export function messages(data: Payload) {
  const t = (key: string, values: Values = {}) => filled(data.strings[data.language][key], values);
  const locale = () => data.locales[data.language];

  // A text of the data, given by language; English where a language lacks it.
  t.words = (text?: Words) => text?.[data.language] ?? text?.en ?? "";

  const known = (feature: Named, day: Day) =>
    feature.names?.find(({ start, end }) => time.visible(start, end, day))?.name ?? feature.name;

  // A feature's names: the language's own first, then the others in alphabetical order of language.
  t.namesOf = (feature: Named, day: Day): string[] => {
    // English where places have no names in the language of the interface
    const own = data.names_in.includes(data.language) ? data.language : "en";
    const order = [own, ...data.names_in.filter((each) => each !== own)];
    return [...new Set(order.map((each) => known(feature, day)[each]).filter(Boolean))];
  };

  // What a feature was called on a day, the same as karamap.lang.names.name_on.
  t.nameOf = (feature: Named, day: Day): string => {
    const names = known(feature, day);
    return names[data.language] ?? names.en ?? feature.name.en ?? feature.id;
  };

  t.otherNames = (feature: Named, day: Day) =>
    [...new Set([...t.namesOf(feature, day).slice(1), ...otherForms(feature)])].join(" \u00b7 ");
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
  t.shortDate = (day: Day) => dateInWords(day, "{day} {month} {year}", locale().months_short);
  t.monthShort = (month: number) => locale().months_short[month - 1];
  t.monthOfYear = (day: Day) => dateInWords(day, locale().month_of_year, locale().months_alone);
  t.monthInBound = (month: number) => locale().months_bound[month - 1];
  t.year = (year: number | string) => `${year}${locale().year_endings[Number(year) % 100] ?? ""}`;
  return t;
}
