import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, leafletStub } from "../testing.ts";
import { geometries } from "./arcs.ts";
import { dissolve, isClosed, mesh } from "./dissolve.ts";
import { arcsOf } from "./packing.ts";
import type { ArcPath, GeometryCode, Written } from "./payload.ts";

interface Cases {
  geometries: GeometryCode[];
  packed: Pick<Written, "arcs">;
}

leafletStub();
const { geometries: codes, packed } = casesOf<Cases>("arcs");
const { geometryAt, ...arcs } = geometries(arcsOf(packed.arcs), codes, 1 / 10);

// Two fields beside each other and, in the second, a pond: each arc by where it begins and ends.
const ENDS = ["AB", "BA", "AB", "CC", "DD"];
const table = {
  ...arcs,
  startOf: (index: number) => (index < 0 ? ENDS[~index][1] : ENDS[index][0]).charCodeAt(0),
};
// round the west, along the border, round the east
const [WEST, BORDER, EAST, POND, ISLAND] = [0, 1, 2, 3, 4];
const west = [[WEST, BORDER]];
const east = [[~BORDER, ~EAST], [~POND]];
const sorted = (rings: ArcPath[]) => rings.map((ring) => [...ring].sort()).sort();

test("a border of two cancels out, and what is left is rings", () => {
  const outline = dissolve(table, [...west, ...east]);
  assert.deepEqual(sorted(outline), sorted([[WEST, ~EAST], [~POND]]));
  assert.ok(outline.every((ring) => isClosed(table, ring)));
  for (const ring of outline)
    for (const [at, arc] of ring.slice(1).entries())
      assert.equal(table.startOf(arc), table.startOf(~ring[at]));
});

test("a hole that another area fills is gone, and one alone is as it was", () => {
  assert.deepEqual(dissolve(table, [...east, [POND]]), dissolve(table, [east[0]]));
  assert.deepEqual(sorted(dissolve(table, west)), sorted(west));
  assert.deepEqual(dissolve(table, []), []);
});

test("areas over each other stay as they are", () => {
  assert.deepEqual(dissolve(table, [...west, ...west]), [...west, ...west]);
});

test("borders are drawn once each, round the first ring whole", () => {
  assert.deepEqual(mesh([...west, ...east, [POND], [ISLAND]]), [
    [WEST, BORDER],
    [~EAST],
    [~POND],
    [ISLAND],
  ]);
});

test("rings of the page are closed, whichever way they are gone along", () => {
  const areas = codes.map((_, at) => geometryAt(at)).filter(({ form }) => form === "area");
  const rings = areas.flatMap(({ paths }) => paths);
  assert.ok(rings.length > 0);
  for (const ring of rings) {
    assert.ok(isClosed(arcs, ring));
    assert.ok(
      isClosed(
        arcs,
        [...ring].reverse().map((arc) => ~arc),
      ),
    );
  }
});
