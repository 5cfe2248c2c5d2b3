// What lies on the map itself: its scale, its credits, the buttons that zoom, and its name.

import type { Messages } from "../core/messages.ts";
import type { Payload } from "../core/payload.ts";
import { byId, fill, one } from "../ui/dom.ts";
import { told, toldAs } from "../ui/language.ts";
import { SCALE_PX } from "./subject-view.ts";

export function addControls(map: L.Map, data: Payload, t: Messages) {
  addScale(map, t);
  L.control
    .attribution({ prefix: false, position: "bottomright" })
    .addAttribution(
      told("span", t, "attribution", {}, { code: data.code, version: data.version }).outerHTML,
    )
    .addTo(map);
  const zoom = L.control.zoom({ position: "bottomright" }).addTo(map).getContainer();
  for (const [at, button] of [...(zoom?.children ?? [])].entries()) {
    const key = ["map.zoom_in", "map.zoom_out"][at];
    fill(button, toldAs(t, key, "title", "aria-label"));
  }
  const container = map.getContainer();
  fill(container, { role: "region", ...toldAs(t, "map.label", "aria-label") });
  // over both maps of a comparison, as the panels are
  byId("frame").append(one(".leaflet-control-container", container));
}

function addScale(map: L.Map, t: Messages) {
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: SCALE_PX }).addTo(map);
  const scale = one(".leaflet-control-scale-line", map.getContainer());
  // Leaflet writes its unit in Latin letters
  function nameUnit() {
    const [length, unit] = (scale.textContent ?? "").split(" ");
    if (unit) scale.replaceChildren(`${length}\u00a0`, told("span", t, `scale.${unit}`));
  }
  map.on("move", nameUnit);
  map.whenReady(nameUnit);
}
