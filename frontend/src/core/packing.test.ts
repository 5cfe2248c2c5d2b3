import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf } from "../testing.ts";
import { numbersOf, rowsOf } from "./packing.ts";
import type { Table } from "./payload.ts";

interface Cases {
  numbers: number[];
  digits: string;
  rows: Record<string, unknown>[];
  table: Table;
}

const cases = casesOf<Cases>("packing");

test("digits are the numbers that Python wrote", () => {
  assert.deepEqual(numbersOf(cases.digits), cases.numbers);
  assert.deepEqual(numbersOf(""), []);
});

test("a table by column has its rows, each with what it had", () => {
  assert.deepEqual(rowsOf(cases.table), cases.rows);
});
