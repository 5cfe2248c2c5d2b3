// What else lies under a point, as a popup tells it: zones, districts, arrows of people.

import type { Feature } from "../core/payload.ts";
import { isMovement } from "../core/payload.ts";
import { peopleCounts } from "../core/people-counts.ts";
import { ZONES } from "../core/zone-layers.ts";
import type { DayTelling } from "./day-telling.ts";
import { el } from "./dom.ts";
import { swatchOf } from "./holders.ts";

// Those of layers that are on; of a layer that the order does not know they come last.
export function zonesAt({ data, ground, clock }: DayTelling, at: L.LatLng) {
  const others = data.layers
    .filter(({ id, choice }) => choice && id !== "control")
    .map(({ id }) => id);
  return [...new Set([...ZONES, "districts", ...others])]
    .filter((layer) => clock.layers.includes(layer))
    .flatMap((layer) => ground.under(layer, at, clock.date));
}

export function zoneList(telling: DayTelling, zones: Feature[]) {
  const { data, t, clock } = telling;
  const rows = zones.map((feature) => {
    // the zone has the names of its districts, which are told by themselves
    const isBuffer = feature.class.startsWith("buffer_zone");
    const name = isBuffer ? undefined : t.firstName(feature, clock.date);
    const words = name ?? t(`class.${feature.class}`);
    const about = aboutMovement(telling, feature);
    return el("li", {}, swatchOf(data, feature), el("span", {}, words, about));
  });
  return rows.length ? el("ul", { class: "zones" }, rows) : null;
}

// When the people of an arrow left, and what is known of their number.
function aboutMovement({ data, t }: DayTelling, feature: Feature) {
  const row = isMovement(feature) && data.story.people.find(({ id }) => id === feature.id);
  if (!row) return null;
  return el("span", { class: "trust" }, el("br"), peopleCounts(t).aboutOf(row));
}
