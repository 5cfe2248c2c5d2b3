// What lies under a point: the block of ground and its history, the zones and the district.

import type { Day, Payload } from "../core/payload.ts";
import { isArea } from "../core/payload.ts";
import * as time from "../core/time.ts";
import { insideArea } from "./geometry.ts";

export type Ground = ReturnType<typeof groundIndex>;

export function groundIndex(data: Payload) {
  const areas = data.layers.flatMap(({ id }) => data.features[id]).filter(isArea);

  const under = (layer: string, point: L.LatLng, day: Day) =>
    areas.filter(
      (feature) =>
        feature.layer === layer &&
        (day === undefined || time.visible(feature.start, feature.end, day)) &&
        insideArea(feature, point),
    );

  // The spans of the block of ground under a point, in order of time.
  function history(point: L.LatLng) {
    const blocks = data.features.control;
    const hit = blocks.find((feature) => feature.form === "area" && insideArea(feature, point));
    if (!hit) return [];
    return blocks
      .filter(({ block }) => block === hit.block)
      .sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  return { under, history };
}
