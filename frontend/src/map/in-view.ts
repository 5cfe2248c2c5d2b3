// What is on view, for those who go through the map by keyboard: the ground each side holds in a
// district, zones, roads, places and events; what is said of each, and where on the screen it is.

import { isThere } from "../core/features.ts";
import { groupBy, sum } from "../core/lists.ts";
import type { Messages } from "../core/messages.ts";
import type { AreaFeature, Control, Day, Feature, Path, Payload } from "../core/payload.ts";
import { isArea, isDiffering, isMovement } from "../core/payload.ts";
import { mergedHolders } from "../core/place-history.ts";
import { isToldLine, lineTitle } from "../core/told-lines.ts";
import { ZONES } from "../core/zone-layers.ts";
import { pointInside, pointOn } from "./geometry.ts";
import type { Ground } from "./identify.ts";
import type { MapView } from "./map-view.ts";
import { type Saying, sayings } from "./sayings.ts";

const OUTCOME = "outcome_2020";
const ROW_PX = 48;

// Something on view: what is said of it, and where it is.
interface Sighted {
  key: string;
  at: L.LatLng;
  // what ground is made of
  parts?: AreaFeature[];
  kind: "place" | "event" | "ground";
  feature: Feature;
  readonly text: string;
}

// With where on the screen it is.
export type Item = Sighted & { point: L.Point };

// Areas that are told of together, and what is said of them.
interface Areas {
  key: string;
  parts: AreaFeature[];
  textAt: (at: L.LatLng) => string;
}

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
  const say = sayings(t, ground, days);
  const { nameOf, held } = say;

  // All that is on view, in reading order: from north to south, in each row from west to east.
  return function list(layersOn: string[]): Item[] {
    const there = drawn.there().filter((each) => layersOn.includes(each.layer));
    const areas = there.filter(isArea);
    const told: Areas[] = [
      ...grounds(data, t, areas, say),
      ...zones(t, areas, nameOf),
      ...countries(areas, nameOf),
    ];
    const events = layersOn.includes("events") ? drawn.pinned() : [];
    const size = map.getSize();
    return [
      ...drawn.labels
        .signs()
        .map((each) => sighted("place", each, each.at, () => held(nameOf(each), each.at))),
      ...events.map((each) => sighted("event", each, each.at, () => say.event(each))),
      ...told.flatMap((each) => sightedArea(map, each)),
      ...there.filter(isToldLine).flatMap((each) => sightedLine(map, t, each, nameOf(each))),
    ]
      .map((item): Item => Object.assign(item, { point: map.latLngToContainerPoint(item.at) }))
      .filter(({ point: { x, y } }) => x >= 0 && y >= 0 && x <= size.x && y <= size.y)
      .sort(
        ({ point: a }, { point: b }) =>
          Math.floor(a.y / ROW_PX) - Math.floor(b.y / ROW_PX) || a.x - b.x || a.y - b.y,
      );
  };
}

// What is said of it is found out when it is asked for: that of most never is.
const sighted = (
  kind: Sighted["kind"],
  feature: Feature,
  at: L.LatLng,
  textOf: () => string,
  key = `${kind} ${feature.id}`,
): Sighted => ({
  key,
  kind,
  feature,
  at,
  get text() {
    return textOf();
  },
});

// Areas are named where the largest of them is in view.
function sightedArea(map: L.Map, { key, parts, textAt }: Areas): Sighted[] {
  const view = map.getBounds();
  const bySize = [...parts].sort((a, b) => (b.km2 ?? 0) - (a.km2 ?? 0));
  for (const feature of bySize) {
    const { bounds, shape } = feature;
    const at = bounds.intersects(view) && pointInside(shape, bounds, view);
    if (!at) continue;
    const item = sighted("ground", feature, at, () => textAt(at), key);
    item.parts = parts;
    return [item];
  }
  return [];
}

// A line is named in the middle of what of it is in view.
function sightedLine(map: L.Map, t: Messages, line: Feature, name: string): Sighted[] {
  const at = pointOn(line.shape as Path[], map.getBounds());
  const key = `line ${line.id}`;
  return at ? [sighted("ground", line, at, () => lineTitle(t, line, name), key)] : [];
}

function grounds(data: Payload, t: Messages, there: AreaFeature[], say: Saying): Areas[] {
  const byBlock = groupBy(data.features.control, ({ block }) => block);
  for (const spans of byBlock.values()) spans.sort((a, b) => (a.start < b.start ? -1 : 1));

  // since when the ground of a feature has been held as it is now
  const heldSince = (feature: Control) =>
    mergedHolders(byBlock.get(feature.block) ?? []).find((span) => isThere(span, feature.start))
      ?.start;
  const keyOf = (feature: Control) => `${feature.unit} ${feature.class} ${heldSince(feature)}`;
  return [...groupBy(there.filter(isControl), keyOf)].map(([key, parts]) => ({
    key: `ground ${key}`,
    parts,
    textAt(at) {
      const [{ unit }] = parts;
      const name = unit === data.elsewhere ? t("panel.elsewhere") : say.nameOf(parts[0]);
      const km2 = t.number(
        Math.max(
          1,
          sum(parts, (part) => part.km2),
        ),
      );
      return say.held(t("map.ground", { name, km2 }), at);
    },
  }));
}

function zones(t: Messages, there: AreaFeature[], nameOf: Saying["nameOf"]): Areas[] {
  // each place where accounts differ is told by its name
  const keyOf = (feature: Feature) =>
    isDiffering(feature) ? feature.place : isMovement(feature) ? feature.id : feature.class;
  const onZones = there.filter(({ layer }) => [...ZONES, OUTCOME].includes(layer));
  return [...groupBy(onZones, keyOf)].map(([key, parts]) => ({
    key: `zone ${key}`,
    parts,
    textAt() {
      const start = parts.map((part) => part.start).sort()[0];
      const since = t("popup.since", { date: t.date(start) });
      const [zone] = parts;
      if (zone.layer === OUTCOME) return nameOf(zone);
      const byName = isDiffering(zone) || isMovement(zone);
      return `${byName ? nameOf(zone) : t(`class.${key}`)}, ${since}`;
    },
  }));
}

const countries = (there: AreaFeature[], nameOf: Saying["nameOf"]): Areas[] =>
  there
    .filter(({ layer }) => layer === "countries")
    .map((feature) => ({
      key: `country ${feature.id}`,
      parts: [feature],
      textAt: () => nameOf(feature),
    }));
