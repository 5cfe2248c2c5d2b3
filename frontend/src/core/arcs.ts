// Geometries unrolled from the arcs they are made of (karamap.web.arcs).

import type { ArcPath, Form, GeometryCode, Path, Shape } from "./payload.ts";

// The points of all arcs in units of the page; those of arc i are from from[i] to from[i + 1].
export interface Arcs {
  east: Int32Array;
  north: Int32Array;
  from: Int32Array;
}

export interface Geometry {
  form: Form;
  // the rings of an area, the paths of a line; none of a point
  paths: ArcPath[];
  readonly shape: Shape;
  readonly bounds: L.LatLngBounds;
}

// more than there are units from pole to pole
const NUMBERS_OF_NORTH = 2 ** 26;

const isPoint = (code: GeometryCode): code is [number, number] => typeof code[0] === "number";
const isArea = (code: ArcPath[][] | ArcPath[]): code is ArcPath[][] => Array.isArray(code[0][0]);

const known = <T>(made: T[], at: number, make: (at: number) => T) => (made[at] ??= make(at));

// Geometries and arcs by their index, each unrolled when it is first asked for: most are never on
// screen. `startOf(index)` is a number for the point in which an arc begins, `line(path)` its points.
export function geometries({ east, north, from }: Arcs, codes: GeometryCode[], scale: number) {
  function unroll(arc: number) {
    const path: Path = [];
    for (let i = from[arc]; i < from[arc + 1]; i++)
      path.push(L.latLng(north[i] * scale, east[i] * scale));
    return path;
  }
  const unrolled: Path[] = [];
  const arcAt = (arc: number) => known(unrolled, arc, unroll);

  const pointAt = (i: number) => east[i] * NUMBERS_OF_NORTH + north[i];
  const startOf = (index: number) => pointAt(index < 0 ? from[~index + 1] - 1 : from[index]);

  // Where two arcs meet, the point belongs to both.
  function line(code: ArcPath): Path {
    const path: Path = [];
    for (const index of code) {
      const arc = index < 0 ? [...arcAt(~index)].reverse() : arcAt(index);
      path.push(...(path.length ? arc.slice(1) : arc));
    }
    return path;
  }
  // A ring ends where it began: once is enough.
  const ring = (code: ArcPath) => line(code).slice(0, -1);

  function boundsOf(paths: ArcPath[]) {
    let [west, south, most, top] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const index of paths.flat()) {
      const arc = index < 0 ? ~index : index;
      for (let i = from[arc]; i < from[arc + 1]; i++) {
        west = Math.min(west, east[i]);
        most = Math.max(most, east[i]);
        south = Math.min(south, north[i]);
        top = Math.max(top, north[i]);
      }
    }
    return L.latLngBounds([south * scale, west * scale], [top * scale, most * scale]);
  }

  function read(index: number): Geometry {
    const code = codes[index];
    if (isPoint(code)) {
      const at = L.latLng(code[1] * scale, code[0] * scale);
      return { form: "point", paths: [], shape: [[at]], bounds: L.latLngBounds(at, at) };
    }
    const area = isArea(code);
    const paths = area ? code.flat() : code;
    let shape: Shape | null = null;
    let bounds: L.LatLngBounds | null = null;
    return {
      form: area ? "area" : "line",
      paths,
      get shape() {
        shape ??= area ? code.map((rings) => rings.map(ring)) : code.map(line);
        return shape;
      },
      get bounds() {
        bounds ??= boundsOf(paths);
        return bounds;
      },
    };
  }
  const all: Geometry[] = [];
  return { geometryAt: (index: number) => known(all, index, read), arcAt, line, startOf };
}
