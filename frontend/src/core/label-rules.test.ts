import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf } from "../testing.ts";
import { labelRules, type Named } from "./label-rules.ts";
import type { PlaceLabelTables } from "./payload.ts";

interface Cases {
  rules: PlaceLabelTables;
  places: Named[];
  told: Record<string, string[]>;
  order: Record<string, string[]>;
  sizes: [gap: number, width: number, height: number][];
  middles: [right: number, up: number][][];
}

const cases = casesOf<Cases>("labels");
const { inOrder, spots } = labelRules(cases.rules);

test("places are named in Python's order", () => {
  for (const [name, told] of Object.entries(cases.told)) {
    const sorted = [...cases.places].reverse().sort(inOrder(new Set(told)));
    assert.deepEqual(
      sorted.map(({ id }) => id),
      cases.order[name],
    );
  }
});

test("names stand beside their signs where Python has them", () => {
  cases.sizes.forEach((size, index) => {
    const found = spots(...size).map(({ x, y }) => [x, 0 - y]);
    assert.deepEqual(found, cases.middles[index]);
  });
});

test("no name is tried over its own sign, and the first to its right", () => {
  for (const [gap, width, height] of cases.sizes) {
    const [first] = spots(gap, width, height);
    assert.deepEqual([first.right, first.y], [1, -0]);
    for (const { x, y } of spots(gap, width, height)) {
      const off = Math.max(Math.abs(x) - width / 2, Math.abs(y) - height / 2);
      assert.ok(off >= gap * cases.rules.slant - 1e-9);
    }
  }
});
