import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, leafletStub } from "../testing.ts";
import { geometries } from "./arcs.ts";
import { arcsOf, geometriesOf } from "./packing.ts";
import type { GeometryCode, Written } from "./payload.ts";

type Position = [lon: number, lat: number];
type Positions = Position | Positions[];

interface Cases {
  // [x, y, dx, dy, ...] each
  arcs: number[][];
  geometries: GeometryCode[];
  packed: Pick<Written, "arcs" | "geometries">;
  indices: number[];
  shapes: Positions[];
}

leafletStub();
const cases = casesOf<Cases>("arcs");
const { geometryAt } = geometries(arcsOf(cases.packed.arcs), cases.geometries, 1 / 10);

const position = ({ lat, lng }: L.LatLng): Position => [lng, lat];
const depthOf = (shape: Positions): number =>
  typeof shape[0] === "number" ? 0 : 1 + depthOf(shape[0]);
// Edges of all paths, whichever way they are gone along.
function edges(paths: Position[][], closed: boolean) {
  const found = paths.flatMap((path) => {
    const whole = closed ? [...path, path[0]] : path;
    return whole.slice(1).map((to, at) => [String(whole[at]), String(to)].sort().join(" > "));
  });
  return found.sort();
}

test("what was packed is as it was", () => {
  const { east, north, from } = arcsOf(cases.packed.arcs);
  const steps = cases.arcs.map((_, arc) => {
    const points = Array.from(east.slice(from[arc], from[arc + 1]), (x, i) => [
      x,
      north[from[arc] + i],
    ]);
    return points.flatMap(([x, y], i) =>
      i ? [x - points[i - 1][0], y - points[i - 1][1]] : [x, y],
    );
  });
  assert.deepEqual(steps, cases.arcs);
  assert.deepEqual(geometriesOf(cases.packed.geometries), cases.geometries);
});

test("what Python wrote as arcs is read back as it was", () => {
  for (const [at, shape] of cases.shapes.entries()) {
    const read = geometryAt(cases.indices[at]);
    const depth = depthOf(shape);
    if (depth === 0) {
      assert.equal(read.form, "point");
      assert.deepEqual((read.shape as L.LatLng[][]).flat().map(position), [shape]);
      continue;
    }
    const area = read.form === "area";
    const there = (area ? read.shape.flat() : read.shape) as L.LatLng[][];
    const paths = (
      depth === 1 ? [shape] : (shape as Position[][][]).flat(depth - 2)
    ) as Position[][];
    const given = area ? paths.map((ring) => ring.slice(0, -1)) : paths;
    assert.deepEqual(
      edges(
        there.map((path) => path.map(position)),
        area,
      ),
      edges(given, area),
    );
  }
});

test("bounds are those of all points", () => {
  for (const index of new Set(cases.indices)) {
    const { shape, bounds } = geometryAt(index);
    const points = (shape as L.LatLng[][][]).flat(2);
    const [south, north] = [Math.min, Math.max].map((most) => most(...points.map((p) => p.lat)));
    assert.deepEqual([bounds.getSouth(), bounds.getNorth()], [south, north]);
  }
});

test("a geometry is unrolled once, and its arcs are shared with its neighbours", () => {
  const [first, second] = cases.indices.map(geometryAt);
  assert.equal(first.shape, first.shape);
  const ofFirst = new Set((first.shape as L.LatLng[][][]).flat(2));
  const shared = (second.shape as L.LatLng[][][]).flat(2).filter((point) => ofFirst.has(point));
  assert.ok(shared.length > 0);
});
