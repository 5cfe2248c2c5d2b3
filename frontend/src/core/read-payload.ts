// The payload read back: features with their geometry, texts, sources.

import { type Geometry, geometries } from "./arcs.ts";
import { arcsOf, geometriesOf, rowsOf } from "./packing.ts";
import type {
  Feature,
  Features,
  Language,
  Loaded,
  Path,
  Payload,
  Spot,
  SubjectRow,
  Written,
} from "./payload.ts";
import type { Store } from "./store.ts";

// `blockOf(name)` is what stands in a block of the page: the data, or what a language says.
export function readPayload(blockOf: (name: string) => string): Loaded {
  const written: Written = JSON.parse(blockOf("data"));
  const scale = 1 / written.units_per_degree;
  const { geometryAt, ...arcs } = geometries(
    arcsOf(written.arcs),
    geometriesOf(written.geometries),
    scale,
  );

  // What the columns hold is a feature but for its geometry, which is drawn from the table.
  const ofGeometry = (name: keyof Geometry) => ({
    get(this: Feature) {
      return this.geometry === undefined ? undefined : geometryAt(this.geometry)[name];
    },
  });
  const placed = Object.create(Object.prototype, {
    form: ofGeometry("form"),
    paths: ofGeometry("paths"),
    shape: ofGeometry("shape"),
    bounds: ofGeometry("bounds"),
  });

  function readFeature(row: Record<string, unknown>, layer: string): Feature {
    row.id ??= `${layer}-${row.block}-${row.start}`;
    const feature = Object.assign(row, { layer }) as unknown as Feature;
    if (feature.form === "point") feature.at = (feature.shape as Path[])[0][0];
    const spots = row.spots as [number, number, number][] | undefined;
    feature.spots = spots?.map(
      ([x, y, room]): Spot => ({ at: L.latLng(y * scale, x * scale), room: room * scale }),
    );
    return feature;
  }

  const features = Object.fromEntries(
    written.layers.map(({ id }) => [
      id,
      rowsOf(written.features[id], placed).map((row) => readFeature(row, id)),
    ]),
  ) as Features;
  const themes = Object.fromEntries(written.themes.map((theme) => [theme.theme, theme]));
  const subjects = rowsOf(written.subjects) as unknown as SubjectRow[];
  const languages: Record<string, Language> = {};
  const spoken = (language: string) => (languages[language] ??= JSON.parse(blockOf(language)));
  return { ...written, arcs, features, subjects, themes, spoken };
}

// The payload in the language and the look of now.
export const inStateOf = (data: Loaded, store: Store): Payload =>
  Object.defineProperties(data, {
    language: { get: () => store.get("language") },
    style: { get: () => data.themes[store.get("theme")] },
  }) as Payload;
