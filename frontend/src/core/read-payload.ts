// The payload read back: features with their geometry, texts, sources.

import type {
  EncodedPath,
  Feature,
  Features,
  Form,
  Loaded,
  Path,
  Payload,
  Shape,
  Spot,
  SubjectRow,
  Table,
  Written,
} from "./payload.ts";
import type { Store } from "./store.ts";

interface Geometry {
  form: Form;
  shape: () => Shape;
  bounds: () => L.LatLngBounds;
}

type Code = Written["geometries"][number];

const isAreaCode = (code: Code): code is EncodedPath[][] => Array.isArray(code[0][0]);

function formOf(code: Code): Form {
  if (isAreaCode(code)) return "area";
  return code[0].length === 2 ? "point" : "line";
}

// The rows of a table by column (payload.py): each key and each repeated value stands there once.
function rowsOf({ count, columns }: Table) {
  const rows: Record<string, unknown>[] = Array.from({ length: count }, () => ({}));
  for (const [key, column] of Object.entries(columns)) {
    const valueAt = Array.isArray(column)
      ? (i: number) => column[i]
      : (i: number) => column.of[column.at[i]];
    rows.forEach((row, i) => {
      const value = valueAt(i);
      if (value !== undefined) row[key] = value;
    });
  }
  return rows;
}

// Geometries by their index, each unrolled when it is first asked for: most are never on screen.
function geometries(codes: Code[], scale: number) {
  function unroll(flat: EncodedPath): Path {
    const path = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < flat.length; i += 2) {
      x += flat[i];
      y += flat[i + 1];
      path.push(L.latLng(y * scale, x * scale));
    }
    return path;
  }

  // The corners of encoded paths, without unrolling them into points.
  function boundsOf(paths: EncodedPath[]) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const flat of paths) {
      let x = 0;
      let y = 0;
      for (let i = 0; i < flat.length; i += 2) {
        x += flat[i];
        y += flat[i + 1];
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
      }
    }
    return L.latLngBounds([south * scale, west * scale], [north * scale, east * scale]);
  }

  const decoded = new Map<number, Geometry>();
  return (index: number) => {
    const known = decoded.get(index);
    if (known) return known;
    const code = codes[index];
    let shape: Shape | null = null;
    let bounds: L.LatLngBounds | null = null;
    const geometry: Geometry = {
      form: formOf(code),
      shape: () =>
        (shape ??= isAreaCode(code) ? code.map((rings) => rings.map(unroll)) : code.map(unroll)),
      bounds: () => (bounds ??= boundsOf(isAreaCode(code) ? code.flat() : code)),
    };
    decoded.set(index, geometry);
    return geometry;
  };
}

export function readPayload(text: string): Loaded {
  const written: Written = JSON.parse(text);
  const scale = 1 / written.units_per_degree;
  const geometryOf = geometries(written.geometries, scale);

  // What the columns hold is a feature but for its geometry, which is drawn from the table.
  function readFeature(row: Record<string, unknown>, layer: string): Feature {
    const feature = Object.assign(row, { layer }) as unknown as Feature;
    if (feature.geometry === undefined) return feature;
    const { form, shape, bounds } = geometryOf(feature.geometry);
    feature.form = form;
    Object.defineProperties(feature, { shape: { get: shape }, bounds: { get: bounds } });
    if (form === "point") feature.at = (feature.shape as Path[])[0][0];
    const spots = row.spots as [number, number, number][] | undefined;
    feature.spots = spots?.map(
      ([x, y, room]): Spot => ({ at: L.latLng(y * scale, x * scale), room: room * scale }),
    );
    return feature;
  }

  const features = Object.fromEntries(
    written.layers.map(({ id }) => [
      id,
      rowsOf(written.features[id]).map((row) => readFeature(row, id)),
    ]),
  ) as Features;
  const themes = Object.fromEntries(written.themes.map((theme) => [theme.theme, theme]));
  const subjects = rowsOf(written.subjects) as unknown as SubjectRow[];
  return { ...written, features, subjects, themes };
}

// The payload in the language and the look of now.
export const inStateOf = (data: Loaded, store: Store): Payload =>
  Object.defineProperties(data, {
    language: { get: () => store.get("language") },
    style: { get: () => data.themes[store.get("theme")] },
  }) as Payload;
