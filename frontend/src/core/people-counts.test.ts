import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, payloadOf, stringsOf, textsOf } from "../testing.ts";
import { messages } from "./messages.ts";
import type { HistoricEvent, Locale, Payload, PeopleCount } from "./payload.ts";
import { countsOf, peopleCounts } from "./people-counts.ts";

type Words = Record<string, string>;
type Row = Omit<PeopleCount, "note" | "what"> & { note: Words; what?: Words };
type Told = [topic: string, title: string, about: string];

const locales = casesOf<Record<string, { conventions: Locale }>>("words");
const events = Object.entries(
  casesOf<Record<string, { rows: Row[]; told: Record<string, Told[]> }>>("counts"),
);

// The people of a page, in another order than that of any event.
function peopleOf(add: (words: Words) => number) {
  const rows = new Map(events.flatMap(([, { rows }]) => rows.map((row) => [row.id, row])));
  return [...rows.values()].reverse().map(({ note, what, ...row }) => ({
    ...row,
    note: add(note),
    ...(what && { what: add(what) }),
  }));
}

for (const language of Object.keys(locales)) {
  const texts = textsOf({ [language]: locales[language].conventions });
  const strings = texts.strings(language, stringsOf(language));
  const people = peopleOf(texts.add);
  const data = payloadOf({
    language,
    strings,
    spoken: texts.spoken,
    story: { people } as Payload["story"],
  });
  const t = messages(data);
  const { lineOf, aboutOf } = peopleCounts(t);

  test(`the counts of events in ${language} are told as Python tells them`, () => {
    for (const [id, { rows, told }] of events) {
      const event = { id, counts: rows.map((row) => row.id) } as HistoricEvent;
      assert.deepEqual(
        countsOf(data, event).map((row) => [t(`people.${row.topic}`), lineOf(row), aboutOf(row)]),
        told[language],
        id,
      );
    }
  });

  test(`an event without counts tells none in ${language}`, () => {
    assert.deepEqual(countsOf(data, { counts: [] as string[] } as HistoricEvent), []);
  });
}
