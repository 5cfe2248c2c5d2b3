// Geometries unrolled from the arcs they are made of (karamap.web.arcs).

import type { Arc, ArcPath, Form, GeometryCode, Path, Shape } from "./payload.ts";

export interface Geometry {
  form: Form;
  shape: () => Shape;
  bounds: () => L.LatLngBounds;
}

const isPoint = (code: GeometryCode): code is [number, number] => typeof code[0] === "number";
const isArea = (code: ArcPath[][] | ArcPath[]): code is ArcPath[][] => Array.isArray(code[0][0]);

// Call `act` with every point of an arc, in units of the page.
function eachPoint(arc: Arc, act: (x: number, y: number) => void) {
  let [x, y] = [0, 0];
  for (let i = 0; i < arc.length; i += 2) {
    x += arc[i];
    y += arc[i + 1];
    act(x, y);
  }
}

// Make something of an arc when it is first asked for.
function once<T>(arcs: Arc[], make: (arc: Arc) => T) {
  const made: T[] = [];
  return (index: number) => {
    const at = index < 0 ? ~index : index;
    made[at] ??= make(arcs[at]);
    return made[at];
  };
}

// Geometries by their index, each unrolled when it is first asked for: most are never on screen.
export function geometries(arcs: Arc[], codes: GeometryCode[], scale: number) {
  const unrolled = once(arcs, (arc) => {
    const path: Path = [];
    eachPoint(arc, (x, y) => path.push(L.latLng(y * scale, x * scale)));
    return path;
  });

  const corners = once(arcs, (arc) => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    eachPoint(arc, (x, y) => {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    });
    return L.latLngBounds([south * scale, west * scale], [north * scale, east * scale]);
  });

  // Where two arcs meet, the point belongs to both.
  function line(code: ArcPath): Path {
    const path: Path = [];
    for (const index of code) {
      const arc = index < 0 ? [...unrolled(index)].reverse() : unrolled(index);
      path.push(...(path.length ? arc.slice(1) : arc));
    }
    return path;
  }
  // A ring ends where it began: once is enough.
  const ring = (code: ArcPath) => line(code).slice(0, -1);

  function read(code: GeometryCode): Geometry {
    if (isPoint(code)) {
      const at = L.latLng(code[1] * scale, code[0] * scale);
      return { form: "point", shape: () => [[at]], bounds: () => L.latLngBounds(at, at) };
    }
    const area = isArea(code);
    let shape: Shape | null = null;
    let bounds: L.LatLngBounds | null = null;
    const unroll = () => (area ? code.map((rings) => rings.map(ring)) : code.map(line));
    const measure = () => {
      const within = L.latLngBounds([]);
      for (const index of code.flat(2)) within.extend(corners(index));
      return within;
    };
    return {
      form: area ? "area" : "line",
      shape: () => (shape ??= unroll()),
      bounds: () => (bounds ??= measure()),
    };
  }

  const known = new Map<number, Geometry>();
  return (index: number) => {
    const geometry = known.get(index) ?? read(codes[index]);
    known.set(index, geometry);
    return geometry;
  };
}
