import assert from "node:assert/strict";
import { test } from "node:test";
import { addMonths, marks, typedDay } from "./calendar.ts";

test("a year or month is its first day, or the first of the axis if that lies in it", () => {
  const named = (text: string) => typedDay(text, "1840-05-07", "2001-09-15");
  assert.deepEqual(
    ["1918", "1918-11", " 1918-11-03 ", "1840", "1840-05", "1840-05-07", "2001"].map(named),
    [
      "1918-01-01",
      "1918-11-01",
      "1918-11-03",
      "1840-05-07",
      "1840-05-07",
      "1840-05-07",
      "2001-01-01",
    ],
  );
});

test("what is no day of the axis is none", () => {
  const none = ["1839", "1840-04", "1840-05-06", "2001-09-16", "2002", "1918-13", "1918-02-30"];
  for (const text of [...none, "", "18", "May 1918", "1918/11/03", "1918-1-3"]) {
    assert.equal(typedDay(text, "1840-05-07", "2001-09-15"), null, text);
  }
});

test("months are added by the calendar, before 1970 and 1900 too", () => {
  assert.equal(addMonths("1899-12-31", 2), "1900-02-28");
  assert.equal(addMonths("1969-12-31", 1), "1970-01-31");
  assert.equal(addMonths("1970-01-15", -1), "1969-12-15");
  assert.equal(addMonths("1968-02-29", 12), "1969-02-28");
  assert.equal(addMonths("0044-03-15", -12), "0043-03-15");
  assert.equal(addMonths("2001-11-30", 3), "2002-02-28");
});

test("an axis has marks at round years, months or days, never many more than asked for", () => {
  const of = (first: string, last: string, most: number) => marks(first, last, most);
  assert.deepEqual(
    of("1840-05-07", "2001-09-15", 8).map(({ day }) => day),
    ["1850", "1900", "1950", "2000"].map((year) => `${year}-01-01`),
  );
  assert.deepEqual(
    of("1969-11-20", "1970-05-02", 6).map(({ day, unit }) => `${unit} ${day}`),
    ["1969-12", "1970-01", "1970-02", "1970-03", "1970-04", "1970-05"].map(
      (month) => `month ${month}-01`,
    ),
  );
  assert.deepEqual(
    of("1918-11-01", "1918-11-05", 5).map(({ day }) => day.slice(8)),
    ["01", "02", "03", "04", "05"],
  );
  for (const last of ["0001-01-02", "0004-01-01", "0400-01-01", "9999-12-31"]) {
    const found = of("0001-01-01", last, 10);
    assert.ok(found.length <= 12, `${last}: ${found.length}`);
    assert.ok(
      found.every(({ day }) => day.length === 10),
      last,
    );
  }
});
