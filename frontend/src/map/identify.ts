// What lies under a point: the block of ground and its history, the zones, the district and lines.

import type { Day, Path, Payload } from "../core/payload.ts";
import { isArea } from "../core/payload.ts";
import * as time from "../core/time.ts";
import { isToldLine } from "../core/told-lines.ts";
import { insideArea } from "./geometry.ts";

// how far from what is meant a press may be
export const REACH_PX = matchMedia("(pointer: coarse)").matches ? 18 : 10;

export type Ground = ReturnType<typeof groundIndex>;

export function groundIndex(data: Payload) {
  const features = data.layers.flatMap(({ id }) => data.features[id]);
  const areas = features.filter(isArea);
  const lines = features.filter(isToldLine);

  const under = (layer: string, point: L.LatLng, day: Day) =>
    areas.filter(
      (feature) =>
        feature.layer === layer &&
        (day === undefined || time.visible(feature.start, feature.end, day)) &&
        insideArea(feature, point),
    );

  // The lines that a press on a point of a map may mean.
  function near(point: L.LatLng, day: Day, map: L.Map) {
    const at = map.latLngToLayerPoint(point);
    const isNear = (path: Path) => {
      const xy = path.map((each) => map.latLngToLayerPoint(each));
      return xy.some(
        (to, i) => i > 0 && L.LineUtil.pointToSegmentDistance(at, xy[i - 1], to) <= REACH_PX,
      );
    };
    return lines.filter(
      (feature) =>
        time.visible(feature.start, feature.end, day) && (feature.shape as Path[]).some(isNear),
    );
  }

  // The spans of the block of ground under a point, in order of time.
  function history(point: L.LatLng) {
    const blocks = data.features.control;
    const hit = blocks.find((feature) => feature.form === "area" && insideArea(feature, point));
    if (!hit) return [];
    return blocks
      .filter(({ block }) => block === hit.block)
      .sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  return { under, near, history };
}
