import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, payloadOf, textsOf } from "../testing.ts";
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
  const t = messages(payloadOf({ language, spoken: textsOf({ [language]: conventions }).spoken }));

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
  const texts = textsOf();
  const strings = texts.strings("ru", { moved: "{before} > {after}" });
  const t = messages(payloadOf({ language: "ru", strings, spoken: texts.spoken }));
  assert.equal(t.words(texts.add({ en: "Shusha", ru: "" })), "Shusha");
  assert.equal(t.words(), "");
  assert.equal(t("moved", { before: "a", after: 2 }), "a > 2");
  assert.equal(t("moved", { after: 2 }), "{before} > 2");
});

test("names are one's own first, then those of other languages, each once", () => {
  const texts = textsOf();
  const name = texts.add({ az: "Xankəndi", en: "Stepanakert", hy: "Ստեփանակերտ", ru: "" });
  const later = texts.add({ az: "Xankəndi", en: "Khankendi" });
  const names = [{ start: "2023-09-28", end: null, name: later }];
  const place = { id: "stepanakert", name, names };
  const languages = ["az", "en", "hy", "ru"];
  const data = { language: "en", languages, names_in: languages, spoken: texts.spoken };
  const english = messages(payloadOf(data));
  assert.deepEqual(english.namesOf(place, "1994-05-12"), [
    "Stepanakert",
    "Xankəndi",
    "Ստեփանակերտ",
  ]);
  assert.equal(english.firstName(place, "2024-01-01"), "Khankendi");
  assert.equal(english.nameOf(place, "2024-01-01"), "Khankendi");
  assert.deepEqual(english.everywhere(name), ["Xankəndi", "Stepanakert", "Ստեփանակերտ"]);
  const armenian = messages(payloadOf({ ...data, language: "hy" }));
  // nobody recorded one in Armenian: the first other stands on the map, the English one in words
  assert.equal(armenian.firstName(place, "2024-01-01"), "Xankəndi");
  assert.equal(armenian.nameOf(place, "2024-01-01"), "Khankendi");
  assert.equal(armenian.firstName({ id: "x", name: texts.add({}) }, "2024-01-01"), "");
  assert.equal(armenian.nameOf({ id: "x", name: texts.add({}) }, "2024-01-01"), "x");
});

test("what a language says is read when it is asked for", () => {
  const texts = textsOf();
  const read: string[] = [];
  const spoken = (language: string) => {
    read.push(language);
    return texts.spoken(language);
  };
  const languages = ["az", "en", "hy", "ru"];
  const data = payloadOf({ language: "ru", languages, names_in: languages, spoken });
  const t = messages(data);
  const place = { id: "shusha", name: texts.add({ en: "Shusha", ru: "Шуша" }) };
  assert.equal(t.firstName(place, "1994-05-12") + t.nameOf(place, "1994-05-12"), "ШушаШуша");
  assert.deepEqual([...new Set(read)], ["ru"]);
});
