// The language of the page: its texts, numbers, dates and names, changeable at any moment.

import { dateFormats, numberFormats } from "./formats.ts";
import { naming, type WordsIn } from "./names.ts";
import type { Payload, TextId } from "./payload.ts";
import { filled, type Values } from "./phrasing.ts";

// The language of now, as everything that speaks holds it.
export type Messages = ReturnType<typeof messages>;

// Returns `t`: called, it gives a text of the interface with its {placeholders} filled; its
// functions write names, numbers and dates, all in the language that the store names now.
export function messages(data: Payload) {
  const locale = () => data.spoken(data.language).locale;
  const wordsIn: WordsIn = (language, text) =>
    text === undefined ? "" : data.spoken(language).texts[text];

  // A text; English where a language lacks it.
  const words = (text?: TextId) => wordsIn(data.language, text) || wordsIn("en", text);

  const t = (key: string, values: Values = {}) => filled(words(data.strings[key]), values);
  return Object.assign(t, {
    words,
    // A text in every language that has it.
    everywhere: (text: TextId) => data.languages.map((each) => wordsIn(each, text)).filter(Boolean),
    // Words as they begin a line.
    capitalised(text: string) {
      const dotted = data.language === "az" && text.startsWith("i");
      return (dotted ? "\u0130" : text.charAt(0).toUpperCase()) + text.slice(1);
    },
    ...naming(data, wordsIn),
    ...numberFormats(locale),
    ...dateFormats(locale),
  });
}
