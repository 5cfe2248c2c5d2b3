import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, payloadOf } from "../testing.ts";
import type { Bounds, Day, HistoricEvent, Words } from "./payload.ts";
import { framed, subjects } from "./subject.ts";

interface Cases {
  subjects: { day: Day; bounds: Bounds; headline: string | number; stop: boolean }[];
  headlines: Words[];
  titles: Record<string, Words>;
  stops: Day[];
  framed: { bounds: Bounds; room: number; expected: Bounds }[];
  days: Record<Day, { bounds: Bounds; headline: Words; stop: boolean }>;
}

const cases = casesOf<Cases>("subjects");
const events = Object.entries(cases.titles).map(([id, name]) => ({ id, name }) as HistoricEvent);
const features = { events } as ReturnType<typeof payloadOf>["features"];
const { subjectOf, stops } = subjects(
  payloadOf({ subjects: cases.subjects, headlines: cases.headlines, features }),
);

test("a day is about what Python says", () => {
  for (const [day, expected] of Object.entries(cases.days)) {
    assert.deepEqual(subjectOf(day), expected, day);
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
