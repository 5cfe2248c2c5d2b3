// The second map of a comparison, made like the first and moved with it.

import type { End, How } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { HistoricEvent, Payload } from "../core/payload.ts";
import { byId, fill } from "../ui/dom.ts";
import { toldAs } from "../ui/language.ts";
import { linkViews } from "./linked-views.ts";
import type { MapView } from "./map-view.ts";
import { mapView } from "./map-view.ts";
import { makePane, paneOf } from "./panes.ts";
import { reliefOf } from "./relief.ts";

// What the comparison asks of the page around it.
export interface Acts {
  openEvent(event: HistoricEvent): void;
  identify(event: L.LeafletMouseEvent, end: End): void;
  lead(end: End): void;
}

export const isOfTwoMaps = (how: How | null) => how === "swipe" || how === "side";

// `how()` is the way in which is compared, null for none.
export function secondMap(
  first: L.Map,
  data: Payload,
  t: Messages,
  how: () => How | null,
  { openEvent, identify, lead }: Acts,
): MapView {
  const box = byId("far-map");
  const relief = reliefOf(first);
  // moved and gone through by keyboard is the first map: this one follows
  const map = L.map(box, { ...first.options, keyboard: false });
  makePane(map, "relief", Number(paneOf(first, "relief").style.zIndex));
  L.imageOverlay(relief.getElement()?.src ?? "", relief.getBounds(), {
    pane: "relief",
    interactive: false,
  }).addTo(map);
  fill(box, { role: "region", ...toldAs(t, "compare.second_map", "aria-label") });
  stand(map, first);
  const view = mapView(map, data, t, openEvent);
  linkViews(first, map, () => isOfTwoMaps(how()));
  map.on("click", (event: L.LeafletMouseEvent) => identify(event, "compare"));
  box.addEventListener("pointerdown", () => how() === "side" && lead("compare"), true);
  return view;
}

// Show the ground that another map shows.
const stand = (map: L.Map, other: L.Map) =>
  map.setView(other.getCenter(), other.getZoom(), { animate: false });

// Bring it in line with a first map, or with a frame, that has changed.
export function fitSecond(map: L.Map, first: L.Map) {
  map.invalidateSize({ animate: false });
  map.setMinZoom(first.getMinZoom());
  stand(map, first);
}
