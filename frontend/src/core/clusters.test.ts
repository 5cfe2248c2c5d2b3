import assert from "node:assert/strict";
import { test } from "node:test";
import { clustered } from "./clusters.ts";

const at = (...places: number[]) => places.map((place) => ({ at: place, item: place }));

test("what lies far apart stays alone", () => {
  const found = clustered(at(0, 0.3, 0.6), 0.1);
  assert.deepEqual(
    found.map(({ items }) => items),
    [[0], [0.3], [0.6]],
  );
});

test("what lies close is one mark in its middle, and none is nearer to another than the gap", () => {
  const found = clustered(at(0.5, 0.52, 0.54, 0.6, 0.61, 0.9), 0.1);
  assert.deepEqual(
    found.flatMap(({ items }) => items),
    [0.5, 0.52, 0.54, 0.6, 0.61, 0.9],
  );
  const places = found.map(({ at: place }) => place);
  for (const [index, place] of places.entries())
    if (index) assert.ok(place - places[index - 1] >= 0.1);
});
