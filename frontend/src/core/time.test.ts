import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { transform } from "esbuild";
import { casesOf } from "../testing.ts";
import * as time from "./time.ts";

interface Cases {
  first: string;
  last: string;
  days: string[];
  visible: string;
  parse: Record<string, string | null>;
  between: number[];
  day_of_year: number[];
  days_in_year: Record<string, number>;
  eves: string[];
}

const cases = casesOf<Cases>("time");
const { days } = cases;

// The first question that a time rule answers otherwise than Python, or null.
function difference(rule: typeof time): string | null {
  const found: [asked: string, answer: unknown, expected: unknown][] = [];
  const ask = (asked: string, answer: unknown, expected: unknown) =>
    found.push([asked, answer, expected]);
  let at = 0;
  for (const start of days) {
    for (const end of [...days, null]) {
      for (const day of days) {
        ask(
          `${day} in ${start}/${end}`,
          rule.visible(start, end, day),
          cases.visible[at++] === "1",
        );
      }
    }
  }
  for (const [text, day] of Object.entries(cases.parse)) {
    ask(`parse ${JSON.stringify(text)}`, rule.parse(text, cases.first, cases.last), day);
  }
  at = 0;
  for (const one of days) {
    for (const other of days) {
      const between = cases.between[at++];
      ask(`${one} to ${other}`, rule.between(one, other), between);
      ask(`${one} and ${between} days`, rule.add(one, between), other);
      ask(`${one}, ${other} in order`, rule.inOrder(one, other)[0], [one, other].sort()[0]);
    }
  }
  days.forEach((day, index) => {
    ask(`day of year of ${day}`, rule.dayOfYear(day), cases.day_of_year[index]);
    ask(`eve of ${day}`, rule.add(day, -1), cases.eves[index]);
    ask(`year of ${day}`, rule.year(day), Number(day.slice(0, 4)));
  });
  for (const [year, count] of Object.entries(cases.days_in_year)) {
    ask(`days in ${year}`, rule.daysInYear(Number(year)), count);
    ask(`end of ${year}`, rule.yearEnd(year), `${year}-12-31`);
  }
  const wrong = found.find(([, answer, expected]) => answer !== expected);
  return wrong ? `${wrong[0]}: ${wrong[1]} instead of ${wrong[2]}` : null;
}

test("the script tells time as Python does", () => {
  assert.equal(difference(time), null);
});

// Each small change of the rule that changes an answer: what stands in the source, and what in its
// place (a looser YEAR changes none: what it lets in is no day).
const CHANGES: [RegExp, ...string[]][] = [
  [/start <= day/g, "start < day", "start >= day", "start !== day", "true"],
  [/day < end/g, "day <= end", "day > end", "true", "false"],
  [/end === null \|\|/g, "end !== null ||", "end === null &&", ""],
  [/<= day && \(/g, "<= day || ("],
  [/86_400_000/g, "86_400_001", "86_399_999", "3_600_000"],
  [/\^\\d\{4\}/g, "^\\d{3}"],
  [/\\d\{4\}\$/g, "\\d{5}$"],
  [/T00:00:00Z/g, "T00:00:00+01:00", "T24:00:00Z"],
  [/slice\(0, 10\)/g, "slice(0, 9)", "slice(1, 10)", "slice(0, 11)"],
  [/slice\(0, 4\)/g, "slice(0, 3)", "slice(1, 4)", "slice(0, 5)"],
  [/utc\(day\) \+ days/g, "utc(day) - days"],
  [/days \* DAY_MS/g, "days / DAY_MS", "days + DAY_MS"],
  [/utc\(to\) - utc\(from\)/g, "utc(to) + utc(from)", "utc(from) - utc(to)"],
  [/\) \/ DAY_MS/g, ") * DAY_MS"],
  [/-12-31/g, "-12-30", "-01-01"],
  [/-01-01/g, "-01-02", "-12-31"],
  [/\) \+ 1;/g, ") - 1;", ");", ") + 2;"],
  [/\.trim\(\)/g, ""],
  [/YEAR\.test\(typed\) \?/g, "!YEAR.test(typed) ?", "false ?", "true ?"],
  [/Number\.isNaN\(utc\(day\)\) \|\|/g, "!Number.isNaN(utc(day)) ||", "false ||"],
  [/iso\(utc\(day\)\) !== day/g, "iso(utc(day)) === day", "false"],
  [/first <= day/g, "first < day", "first > day", "true"],
  [/day <= last/g, "day < last", "day > last", "true"],
  [/&& day <= last/g, "|| day <= last"],
  [/\? day : null/g, "? null : day", "? day : day"],
  [/a < b \?/g, "a > b ?", "true ?", "false ?"],
];

// A rule that fails on a question answers it otherwise, too.
async function survives(source: string) {
  const { code } = await transform(source, { loader: "ts", format: "esm" });
  const rule = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  try {
    return difference(rule) === null;
  } catch {
    return false;
  }
}

test("no changed rule passes", async () => {
  // comments tell of the rule in its own words, and nothing runs them
  const source = readFileSync("src/core/time.ts", "utf8").replace(/^\/\/.*$/gm, "");
  const survivors: string[] = [];
  let made = 0;
  for (const [pattern, ...instead] of CHANGES) {
    const places = [...source.matchAll(pattern)];
    assert.ok(places.length, `${pattern} is no longer in time.ts: bring this table up to date`);
    for (const { index, 0: found } of places) {
      for (const other of instead) {
        made++;
        const changed = source.slice(0, index) + other + source.slice(index + found.length);
        if (await survives(changed)) survivors.push(`${found} -> ${other} at ${index}`);
      }
    }
  }
  assert.ok(made > 60);
  assert.deepEqual(survivors, []);
});
