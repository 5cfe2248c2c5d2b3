// One drawn map: its ground, lines, names and pins, and the index that leads it from day to day.

import type { Entry, Occupant } from "../core/change-index.ts";
import { changeIndex } from "../core/change-index.ts";
import { classCounts } from "../core/counts.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Feature, HistoricEvent, Interval, Payload } from "../core/payload.ts";
import type { Store } from "../core/store.ts";
import * as time from "../core/time.ts";
import { fill, svg } from "../ui/dom.ts";
import { mapLabels } from "./labels.ts";
import { makePane } from "./panes.ts";
import * as symbols from "./symbols.ts";
import { vectors } from "./vectors.ts";

// An event that has a place on the map.
export type Located = HistoricEvent & { at: L.LatLng };

const isEvent = (feature: Feature): feature is HistoricEvent => feature.layer === "events";
const isLocated = (feature: HistoricEvent): feature is Located => feature.at !== undefined;

// A pin over the place, so that the place and its name stay readable; made when first shown.
export function eventMarker(
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
    restyle,
    relabel,
    feature,
    get shown() {
      return shown;
    },
  };
}

// When some parts of the map come and go; `feature` where they are of the whole time of one.
const entryOf = (feature: Feature | null, { start, end }: Interval, parts: Occupant[]): Entry => ({
  feature,
  start,
  end,
  enter() {
    for (const part of parts) part.enter();
  },
  leave() {
    for (const part of parts) part.leave();
  },
});

export type MapView = ReturnType<typeof mapView>;

// `open(feature)` is called when the pin of an event is pressed.
export function mapView(
  map: L.Map,
  data: Payload,
  t: Messages,
  open: (event: HistoricEvent) => void,
) {
  makePane(map, "events", 640);
  const ids = data.layers.map(({ id }) => id);
  const pins: ReturnType<typeof eventMarker>[] = [];
  const drawn = vectors(map, data, () => pins);
  const pinned = () => pins.filter(({ shown }) => shown).map(({ feature }) => feature);
  const labels = mapLabels(map, data, t, pinned);
  const counts = classCounts(data);
  const entries: Entry[] = [];

  function addEvent(feature: HistoricEvent) {
    entries.push(entryOf(feature, feature, []));
    if (!isLocated(feature)) return;
    const pin = eventMarker(map, data, t, feature, open);
    pins.push(pin);
    const stays = time.add(feature.start, data.event_days);
    const recent = {
      start: feature.start,
      end: feature.end !== null && feature.end > stays ? feature.end : stays,
    };
    entries.push(entryOf(null, recent, [pin, counts.add(feature)]));
  }

  // What of a feature is counted, drawn and named.
  function partsOf(feature: Feature) {
    const parts: Occupant[] = [counts.add(feature)];
    if (feature.layer === "places" || feature.spots) parts.push(labels.add(feature));
    if (labels.ground.matters(feature)) parts.push(labels.ground.add(feature));
    if (feature.layer !== "places") parts.push(drawn.add(feature));
    return parts;
  }

  function addFeature(feature: Feature) {
    if (isEvent(feature)) return addEvent(feature);
    entries.push(entryOf(feature, feature, feature.form ? partsOf(feature) : []));
    const renamed = { enter: labels.renew, leave: labels.renew };
    for (const span of (feature.form && feature.names) ?? [])
      entries.push(entryOf(null, span, [renamed]));
  }

  for (const id of ids) data.features[id].forEach(addFeature);
  const index = changeIndex(entries);

  return {
    map,
    labels,
    counts,
    move(day: Day) {
      labels.setDay(day);
      index.move(day);
      labels.renew();
    },
    showLayers(layers: string[]) {
      for (const id of ids) drawn.showLayer(id, layers.includes(id));
      labels.showLayers(layers);
    },
    // Draw everything in the look that `data.style` has now.
    restyle() {
      for (const part of [drawn, labels, ...pins]) part.restyle();
    },
    // Write everything in the language of now.
    relabel() {
      labels.renew();
      for (const pin of pins) pin.relabel();
    },
    // the events whose pins are on the map
    pinned,
    // the features there now
    there: () => entries.flatMap(({ feature, on }) => (feature && on ? [feature] : [])),
  };
}

// Keep the map of the date in line with the store.
export function follow(view: MapView, store: Store) {
  store.subscribe(["layers"], ({ layers }) => view.showLayers(layers));
  store.subscribe(["date"], ({ date }) => view.move(date));
  store.subscribe(["theme"], view.restyle);
  store.subscribe(["language"], view.relabel);
  store.subscribe(["mode"], view.labels.resize);
}
