import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, payloadOf } from "../testing.ts";
import { messages } from "./messages.ts";
import type { Locale } from "./payload.ts";

interface Written {
  conventions: Locale;
  numbers: [value: number, decimals: number, text: string][];
  dates: Record<string, [long: string, month: string]>;
}

for (const [language, { conventions, numbers, dates }] of Object.entries(
  casesOf<Record<string, Written>>("words"),
)) {
  const t = messages(payloadOf({ language, locales: { [language]: conventions } }));

  test(`numbers in ${language} are written as Python writes them`, () => {
    for (const [value, decimals, text] of numbers) assert.equal(t.number(value, decimals), text);
  });

  test(`dates in ${language} are written as Python writes them`, () => {
    for (const [day, [long, month]] of Object.entries(dates)) {
      assert.equal(t.date(day), long);
      assert.equal(t.monthOfYear(day), month);
    }
  });
}

test("a text is English where a language lacks it, and its placeholders are filled", () => {
  const strings = { ru: { moved: "{before} > {after}" } };
  const t = messages(payloadOf({ language: "ru", strings }));
  assert.equal(t.words({ en: "Shusha" }), "Shusha");
  assert.equal(t.words(), "");
  assert.equal(t("moved", { before: "a", after: 2 }), "a > 2");
  assert.equal(t("moved", { after: 2 }), "{before} > 2");
});
