// The pins of events.

import type { Messages } from "../core/messages.ts";
import type { HistoricEvent, Payload } from "../core/payload.ts";
import { fill, svg } from "../ui/dom.ts";
import { makePane } from "./panes.ts";
import * as symbols from "./symbols.ts";

// An event that has a place on the map.
export type Located = HistoricEvent & { at: L.LatLng };

export const isLocated = (feature: HistoricEvent): feature is Located => feature.at !== undefined;

// A pin over the place, so that the place and its name stay readable; made when first shown.
function eventPin(
  map: L.Map,
  data: Payload,
  t: Messages,
  feature: Located,
  open: (event: HistoricEvent) => void,
) {
  let marker: L.Marker | null = null;
  let shown = false;
  const sign = svg("svg", { viewBox: "-12 -28 24 28", "aria-hidden": "true" });

  function make() {
    // Leaflet takes any element for it; how large it is and where it stands, page.css tells
    const html = sign as Element as HTMLElement;
    const icon = L.divIcon({ className: "event", html, iconSize: undefined });
    // by keyboard it is reached with all else that is on the map
    marker = L.marker(feature.at, { icon, pane: "events", keyboard: false });
    marker.on("click", () => open(feature)).addTo(map);
    restyle();
    relabel();
    return marker;
  }
  function show(on: boolean) {
    shown = on;
    const element = (marker ?? make()).getElement();
    if (element) element.style.display = on ? "" : "none";
    if (on) clip();
  }
  // Half a pin at the edge of the map would stand for a place that is not on it.
  function clip(whole = map.getBounds().contains(feature.at)) {
    marker?.getElement()?.classList.toggle("out-of-frame", !whole);
  }
  function restyle() {
    if (marker) sign.replaceChildren(symbols.pin(data.style.styles[feature.class]));
  }
  function relabel() {
    const title = t.words(feature.name);
    const element = marker?.getElement();
    if (element) fill(element, { title, role: "img", "aria-label": title }, []);
  }
  return {
    enter: () => show(true),
    leave: () => show(false),
    // made while nothing else is to be done, it costs nothing when it is shown
    warm() {
      if (!marker) show(false);
    },
    clip,
    restyle,
    relabel,
    feature,
    get shown() {
      return shown;
    },
  };
}

type EventPin = ReturnType<typeof eventPin>;

// All pins of a map; `open(feature)` is called when one is pressed.
export function eventPins(
  map: L.Map,
  data: Payload,
  t: Messages,
  open: (event: HistoricEvent) => void,
) {
  makePane(map, "events", 640);
  const all: EventPin[] = [];
  const shown = () => all.filter((pin) => pin.shown);
  // what comes into view while the map is led is there at once
  map.on("movestart", () => {
    for (const pin of shown()) pin.clip(true);
  });
  map.on("moveend resize", () => {
    for (const pin of shown()) pin.clip();
  });

  return {
    all,
    shown,
    add(feature: Located) {
      const pin = eventPin(map, data, t, feature, open);
      all.push(pin);
      return pin;
    },
  };
}
