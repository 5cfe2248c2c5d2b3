// What is on view, for those who go through the map by keyboard: the ground each side holds in a
// district, zones, roads, places and events; what is said of each, and where on the screen it is.

import type { Messages } from "../core/messages.ts";
import type {
  AreaFeature,
  Control,
  Day,
  Feature,
  HistoricEvent,
  Path,
  Payload,
  Place,
  Polygons,
} from "../core/payload.ts";
import { isArea, isDiffering, isMovement } from "../core/payload.ts";
import { mergedHolders } from "../core/place-history.ts";
import { sinceOrUntil, sourceDate } from "../core/source-dates.ts";
import * as time from "../core/time.ts";
import { isToldLine, lineTitle } from "../core/told-lines.ts";
import { pointInside, pointOn } from "./geometry.ts";
import type { Ground } from "./identify.ts";
import type { MapView } from "./map-view.ts";

// Something on view: what is said of it, and where it is.
interface Sighted {
  key: string;
  at: L.LatLng;
  // the outline of ground
  shapes?: Polygons[];
  kind: "place" | "event" | "ground";
  feature: Feature;
  readonly text: string;
}

// With where on the screen it is.
export type Item = Sighted & { point: L.Point };

const isControl = (feature: Feature): feature is Control => feature.layer === "control";

// `drawn` is the map as it is drawn; `days()` are the day it shows and the one compared with.
export function itemsInView(
  drawn: MapView,
  data: Payload,
  t: Messages,
  ground: Ground,
  days: () => Day[],
) {
  const { map } = drawn;
  const ZONES = [
    "people_moved",
    "differing_accounts",
    "peacekeeping_zone",
    "lachin_corridor",
    "buffer_zone",
    "buffer_rings",
    "outcome_2020",
    "autonomous_oblast",
  ];

  const nameOf = (feature: Feature) =>
    t.firstName(feature, days()[0]) || t(`class.${feature.class}`);

  // Who holds it since when, on each day: "held by … since …, on …".
  function holding(at: L.LatLng, day: Day) {
    const spans = mergedHolders(ground.history(at));
    const now = spans.find(({ start, end }) => time.visible(start, end, day));
    const on = t("map.on_day", { date: t.date(day) });
    if (!now) return `${t(spans.length ? "popup.not_yet" : "popup.no_holder")}, ${on}`;
    const since = sinceOrUntil(t, "since", now.start, now.start_edtf);
    const holder = t(now.class.replace("control:", "held_by."));
    return t("map.held", { holder, since, day: on });
  }

  const held = (name: string, at: L.LatLng) =>
    [name, ...days().map((day: Day) => holding(at, day))].join(", ");

  const place = (feature: Place): Sighted => ({
    key: `place ${feature.id}`,
    kind: "place",
    feature,
    at: feature.at,
    get text() {
      return held(nameOf(feature), feature.at);
    },
  });

  const event = (feature: HistoricEvent & { at: L.LatLng }): Sighted => ({
    key: `event ${feature.id}`,
    kind: "event",
    feature,
    at: feature.at,
    get text() {
      const when = sourceDate(t, feature.start, feature.start_edtf);
      return `${t("search.event")}: ${t.words(feature.name)}, ${when}`;
    },
  });

  // Areas that are told of together; named where the largest of them is in view.
  function area(
    key: string,
    parts: AreaFeature[],
    textOf: (at: L.LatLng) => string,
  ): Sighted | null {
    const view = map.getBounds();
    const bySize = [...parts].sort((a, b) => (b.km2 ?? 0) - (a.km2 ?? 0));
    for (const feature of bySize) {
      const { bounds } = feature;
      const at = bounds.intersects(view) && pointInside(feature.shape, bounds, view);
      if (!at) continue;
      const shapes = parts.map(({ shape }) => shape);
      return {
        key,
        kind: "ground",
        feature,
        at,
        shapes,
        get text() {
          return textOf(at);
        },
      };
    }
    return null;
  }

  function groupBy<F>(features: F[], keyOf: (feature: F) => string) {
    const groups = new Map<string, F[]>();
    for (const feature of features) {
      const key = keyOf(feature);
      groups.set(key, [...(groups.get(key) ?? []), feature]);
    }
    return [...groups];
  }

  // Since when the ground of a feature has been held as it is now.
  function heldSince(feature: Control, byBlock: Map<string, Control[]>) {
    const spans = mergedHolders(byBlock.get(feature.block) ?? []);
    return spans.find(({ start, end }) => time.visible(start, end, feature.start))?.start;
  }

  function grounds(there: AreaFeature[]) {
    const byBlock = new Map(groupBy(data.features.control, ({ block }) => block));
    for (const spans of byBlock.values()) spans.sort((a, b) => (a.start < b.start ? -1 : 1));
    const keyOf = (feature: Control) =>
      `${feature.unit} ${feature.class} ${heldSince(feature, byBlock)}`;
    return groupBy(there.filter(isControl), keyOf).map(([key, parts]) => {
      const km2 = parts.reduce((sum, part) => sum + part.km2, 0);
      return area(`ground ${key}`, parts, (at: L.LatLng) => {
        const name = parts[0].unit === data.elsewhere ? t("panel.elsewhere") : nameOf(parts[0]);
        return held(t("map.ground", { name, km2: t.number(Math.max(1, km2)) }), at);
      });
    });
  }

  const zones = (there: AreaFeature[]) =>
    groupBy(
      there.filter(({ layer }) => ZONES.includes(layer)),
      // each place where accounts differ is told by its name
      (feature: Feature) =>
        isDiffering(feature) ? feature.place : isMovement(feature) ? feature.id : feature.class,
    ).map(([key, parts]) =>
      area(`zone ${key}`, parts, () => {
        const start = parts.map((part) => part.start).sort()[0];
        const since = t("popup.since", { date: t.date(start) });
        const [zone] = parts;
        if (zone.layer === "outcome_2020") return nameOf(zone);
        const byName = isDiffering(zone) || isMovement(zone);
        return `${byName ? nameOf(zone) : t(`class.${key}`)}, ${since}`;
      }),
    );

  const lines = (there: Feature[]) =>
    there.filter(isToldLine).map((feature): Sighted | null => {
      const at = pointOn(feature.shape as Path[], map.getBounds());
      if (!at) return null;
      const text = lineTitle(t, feature, nameOf(feature));
      return { key: `line ${feature.id}`, kind: "ground", feature, at, text };
    });

  const countries = (there: AreaFeature[]) =>
    there
      .filter(({ layer }) => layer === "countries")
      .map((feature) => area(`country ${feature.id}`, [feature], () => nameOf(feature)));

  // All that is on view, in reading order: from north to south, in each row from west to east.
  return function list(layersOn: string[]): Item[] {
    const ROW_PX = 48;
    const there = drawn.there().filter(({ layer }) => layersOn.includes(layer));
    const areas = there.filter(isArea);
    const size = map.getSize();
    return [
      ...drawn.labels.signs().map(place),
      ...(layersOn.includes("events") ? drawn.pinned().map(event) : []),
      ...grounds(areas),
      ...zones(areas),
      ...lines(there),
      ...countries(areas),
    ]
      .filter((item) => item !== null)
      .map((item): Item => Object.assign(item, { point: map.latLngToContainerPoint(item.at) }))
      .filter(({ point: { x, y } }) => x >= 0 && y >= 0 && x <= size.x && y <= size.y)
      .sort(
        ({ point: a }, { point: b }) =>
          Math.floor(a.y / ROW_PX) - Math.floor(b.y / ROW_PX) || a.x - b.x || a.y - b.y,
      );
  };
}
