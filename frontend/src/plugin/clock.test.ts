import assert from "node:assert/strict";
import { test } from "node:test";
import type { Day } from "../core/payload.ts";
import { clock } from "./clock.ts";

const RANGE = { first: "1918-01-01", last: "2001-09-15", date: null, step: "change" as const };

function layer(...stops: Day[]) {
  const shown: Day[] = [];
  return { stops, shown, show: (day: Day) => void shown.push(day) };
}

test("several layers follow one date, and steps lead through the changes of all", () => {
  const told: Day[] = [];
  const days = clock(RANGE, (day) => told.push(day));
  const town = layer("1918-11-03", "1970-01-01", "2001-09-15");
  const ways = layer("1899-05-21", "1969-12-31", "1970-01-01", "2030-01-01");
  days.join(town);
  days.join(ways);
  while (days.move(1));
  const stops = ["1918-11-03", "1969-12-31", "1970-01-01", "2001-09-15"];
  assert.deepEqual(told, stops);
  assert.deepEqual(days.changes, stops);
  for (const { shown } of [town, ways]) assert.deepEqual(shown, ["1918-01-01", ...stops]);
  while (days.move(-1));
  assert.equal(days.date, "1918-11-03");
});

test("a layer that is switched off has no changes, and shows the day when it comes back", () => {
  const days = clock(RANGE, () => {});
  const town = layer("1918-11-03");
  const ways = layer("1969-12-31");
  days.join(town);
  days.join(ways);
  days.leave(town);
  assert.equal(days.reached(1), "1969-12-31");
  days.set("1920-01-01");
  assert.deepEqual(town.shown, ["1918-01-01"]);
  days.join(town);
  assert.deepEqual(town.shown, ["1918-01-01", "1920-01-01"]);
  assert.equal(days.reached(-1), "1918-11-03");
});

test("steps by the calendar stop at either end", () => {
  const days = clock({ ...RANGE, date: "1999-12-31", step: "year" }, () => {});
  assert.equal(days.reached(1), "2000-12-31");
  days.move(1);
  assert.equal(days.reached(1), "2001-09-15");
  days.move(1);
  assert.equal(days.reached(1), null);
  assert.equal(days.move(1), false);
  assert.equal(days.reached(-1, "day"), "2001-09-14");
  assert.equal(days.reached(-1, "month"), "2001-08-15");
});

test("a day beyond the ends is the end, and the same day is told once", () => {
  const told: Day[] = [];
  const days = clock({ ...RANGE, date: "1850-01-01" }, (day) => told.push(day));
  assert.equal(days.date, "1918-01-01");
  days.set("2100-01-01");
  days.set("2050-01-01");
  assert.deepEqual(told, ["2001-09-15"]);
});
