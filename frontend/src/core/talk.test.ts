import assert from "node:assert/strict";
import { test } from "node:test";
import { stepFrom, talkAsText, talkOf } from "./talk.ts";

const stops = ["1988-02-20", "1992-05-08", "1994-05-12", "2020-09-27"];

test("a talk is written and read back, notes and minutes with it", () => {
  const items = [
    { day: "1994-05-12", note: "Who signed? 20 %, a comma: and \u053c\u0561\u0579\u056b\u0576" },
    { day: "1988-02-20", note: "" },
  ];
  for (const minutes of [45, null]) {
    const talk = { items, minutes };
    assert.deepEqual(talkOf(talkAsText(talk), stops), talk);
  }
});

test("minutes alone are a talk of all stops", () => {
  assert.deepEqual(talkOf("20", stops), { items: [], minutes: 20 });
});

test("a day that is no stop, a stop given twice and a broken note are refused", () => {
  for (const text of ["1993-01-01", "1992-05-08,1992-05-08", "1992-05-08:%", "", "0", "x"])
    assert.equal(talkOf(text, stops), null, text);
});

test("in order of time one steps from any day", () => {
  assert.equal(stepFrom(stops, "1992-05-08", 1, null), 2);
  assert.equal(stepFrom(stops, "1993-01-01", 1, null), 2);
  assert.equal(stepFrom(stops, "1993-01-01", -1, null), 1);
  assert.equal(stepFrom(stops, "2024-01-01", 1, null), null);
  assert.equal(stepFrom(stops, "1918-01-01", -1, null), null);
});

test("in an order of its own one steps from what was shown last", () => {
  const own = ["2020-09-27", "1988-02-20", "1994-05-12"];
  assert.equal(stepFrom(own, "1988-02-20", 1, 1), 2);
  assert.equal(stepFrom(own, "1990-01-01", 1, 1), 2);
  assert.equal(stepFrom(own, "1994-05-12", 1, 2), null);
  // before anything was shown, as in order of time
  assert.equal(stepFrom(own, "1993-01-01", 1, null), 2);
});
