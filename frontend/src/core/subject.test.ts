import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, payloadOf } from "../testing.ts";
import type { Bounds, Day } from "./payload.ts";
import { framed, subjects } from "./subject.ts";

type Words = Record<string, string>;

interface Cases {
  subjects: { day: Day; bounds: Bounds; headline: string | number; stop: boolean }[];
  headlines: Words[];
  titles: Record<string, Words>;
  stops: Day[];
  framed: { bounds: Bounds; room: number; expected: Bounds }[];
  days: Record<Day, { bounds: Bounds; headline: Words; stop: boolean }>;
}

const cases = casesOf<Cases>("subjects");
const texts: Words[] = [];
const rows = cases.subjects.map(({ headline, ...row }) => {
  const words = typeof headline === "number" ? cases.headlines[headline] : cases.titles[headline];
  return { ...row, headline: texts.push(words) - 1 };
});
const { subjectOf, stops } = subjects(payloadOf({ subjects: rows }));

test("a day is about what Python says", () => {
  for (const [day, expected] of Object.entries(cases.days)) {
    const { headline, ...found } = subjectOf(day);
    assert.deepEqual({ ...found, headline: texts[headline] }, expected, day);
  }
});

test("the stops are Python's, in order", () => {
  assert.deepEqual(stops, cases.stops);
});

test("a subject is the caller's own", () => {
  const [day] = stops;
  subjectOf(day).bounds[0] = 0;
  assert.notEqual(subjectOf(day).bounds[0], 0);
});

test("a box is framed as in Python", () => {
  for (const { bounds, room, expected } of cases.framed) {
    for (const [at, side] of framed(bounds, room).entries()) {
      // halves are rounded to either side
      assert.ok(Math.abs(side - expected[at]) < 0.0011, `${bounds} ${room}`);
    }
  }
});
