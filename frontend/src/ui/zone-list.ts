// What else lies under a point, as a popup tells it: zones, districts, arrows of people, roads.

import type { Feature } from "../core/payload.ts";
import { isMovement } from "../core/payload.ts";
import { peopleCounts } from "../core/people-counts.ts";
import { lineTitle } from "../core/told-lines.ts";
import { ZONES } from "../core/zone-layers.ts";
import type { DayTelling } from "./day-telling.ts";
import { el } from "./dom.ts";
import { spanInWords, swatchOf } from "./holders.ts";

// Those of layers that are on; of a layer that the order does not know they come last.
export function zonesAt({ data, ground, clock, map }: DayTelling, at: L.LatLng) {
  const others = data.layers
    .filter(({ id, choice }) => choice && id !== "control")
    .map(({ id }) => id);
  const isOn = (layer: string) => clock.layers.includes(layer);
  return [
    ...[...new Set([...ZONES, "districts", ...others])]
      .filter(isOn)
      .flatMap((layer) => ground.under(layer, at, clock.date)),
    ...ground.near(at, clock.date, map()).filter(({ layer }) => isOn(layer)),
  ];
}

export function zoneList(telling: DayTelling, zones: Feature[]) {
  const { data, t, clock } = telling;
  const rows = zones.map((feature) => {
    // the zone has the names of its districts, which are told by themselves
    const isBuffer = feature.class.startsWith("buffer_zone");
    const name = isBuffer ? undefined : t.firstName(feature, clock.date);
    const words = name ?? t(`class.${feature.class}`);
    const about = [lineTitle(t, feature, words), ...aboutZone(telling, feature)];
    return el("li", {}, swatchOf(data, feature), el("span", {}, about));
  });
  return rows.length ? el("ul", { class: "zones" }, rows) : null;
}

// When the people of an arrow left, what is known of their number and of their way; since when a
// road is there, and what is known of it.
function aboutZone({ data, t }: DayTelling, feature: Feature) {
  if (feature.note === undefined) return [];
  const row = isMovement(feature) && data.story.people.find(({ id }) => id === feature.id);
  const about = row ? peopleCounts(t).aboutOf(row) : spanInWords(t, feature);
  return [about, t.words(feature.note)].map((each) =>
    el("span", { class: "trust" }, el("br"), t.capitalised(each)),
  );
}
