// The payload read back: features with their geometry, texts, sources.

import { geometries } from "./arcs.ts";
import type {
  Feature,
  Features,
  Loaded,
  Path,
  Payload,
  Spot,
  SubjectRow,
  Table,
  Written,
} from "./payload.ts";
import type { Store } from "./store.ts";

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

export function readPayload(text: string): Loaded {
  const written: Written = JSON.parse(text);
  const scale = 1 / written.units_per_degree;
  const geometryOf = geometries(written.arcs, written.geometries, scale);

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
