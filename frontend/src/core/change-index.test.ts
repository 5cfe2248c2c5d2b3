import assert from "node:assert/strict";
import { test } from "node:test";
import { changeIndex, countUpTo, type Entry, turned } from "./change-index.ts";
import type { Day, Feature } from "./payload.ts";
import { visible } from "./time.ts";

const DAYS = ["1918-01-01", "1918-05-28", "1969-12-31", "1970-01-01", "2020-11-20", "2024-12-31"];
const SPANS = DAYS.flatMap((start) => [...DAYS, null].map((end) => ({ start, end })));

test("days up to a day are counted with it", () => {
  for (const day of ["1900-01-01", ...DAYS, "1950-01-01", "2030-01-01"]) {
    assert.equal(countUpTo(DAYS, day), DAYS.filter((each) => each <= day).length);
  }
});

test("whatever way leads to a day, what is there is what the time rule says", () => {
  const there = new Set<Entry>();
  const entries = SPANS.map((span): Entry => {
    const entry: Entry = {
      ...span,
      feature: null,
      enter: () => assert.ok(!there.has(entry) && there.add(entry)),
      leave: () => assert.ok(there.delete(entry)),
    };
    return entry;
  });
  const index = changeIndex(entries);
  for (const from of DAYS) {
    for (const to of [...DAYS, "1968-06-06"]) {
      for (const day of [from, to]) {
        index.move(day);
        const expected = entries.filter(({ start, end }) => visible(start, end, day));
        assert.deepEqual(there, new Set(expected));
      }
    }
  }
});

test("a step touches only what changes", () => {
  const entry = { feature: null, enter() {}, leave() {} };
  const index = changeIndex(SPANS.map((span) => ({ ...span, ...entry })));
  index.move("1970-01-01");
  assert.equal(index.move("1970-01-02"), 0);
  assert.equal(index.move("2020-11-19"), 0);
  assert.ok(index.move("2020-11-20") > 0);
});

test("what is near comes or goes at the stops next to now", () => {
  const entries = SPANS.map((span): Entry => ({ ...span, feature: null, enter() {}, leave() {} }));
  const { move, near } = changeIndex(entries);
  const turnsOn = (days: Day[]) =>
    new Set(entries.filter(({ start, end }) => days.includes(start) || days.includes(end ?? "")));
  // an entry that ends before it begins is never there
  const there = (found: Set<Entry>) => [...found].filter(({ start, end }) => !end || start < end);
  move("1969-12-31");
  assert.deepEqual(new Set(near(1)), new Set(there(turnsOn(["1969-12-31", "1970-01-01"]))));
  move("1900-01-01");
  assert.deepEqual(new Set(near(1)), new Set(there(turnsOn(["1918-01-01"]))));
});

test("features that begin or end between two days come in order", () => {
  const features = SPANS.filter(({ start, end }) => end === null || start < end) as Feature[];
  for (const which of ["start", "end"] as const) {
    const found = turned(features, which, "1918-05-28", "2020-11-20").map((each) => each[which]);
    const days = features.map((each) => each[which]).filter((day) => day !== null);
    const expected = days.filter((day) => "1918-05-28" < day && day <= "2020-11-20").sort();
    assert.deepEqual(found, expected);
  }
});
