import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, payloadOf, stringsOf, textsOf } from "../testing.ts";
import { messages } from "./messages.ts";
import type { Locale } from "./payload.ts";
import { dayInWords, sinceOrUntil, sourceDate } from "./source-dates.ts";

// span, day, since, until
type Told = [string, string, string, string];

const locales = casesOf<Record<string, { conventions: Locale }>>("words");

for (const [language, dates] of Object.entries(
  casesOf<Record<string, Record<string, Told>>>("dates"),
)) {
  const texts = textsOf({ [language]: locales[language].conventions });
  const strings = texts.strings(language, stringsOf(language));
  const t = messages(payloadOf({ language, strings, spoken: texts.spoken }));

  test(`recorded dates in ${language} are told as Python tells them`, () => {
    for (const [edtf, told] of Object.entries(dates)) {
      const first = edtf.slice(0, 10);
      assert.deepEqual(
        [
          sourceDate(t, first, edtf),
          dayInWords(t, first, edtf),
          sinceOrUntil(t, "since", first, edtf),
          sinceOrUntil(t, "until", first, edtf),
        ],
        told,
        edtf,
      );
    }
  });
}
