// One drawn map: its ground, lines, names and pins, and the index that leads it from day to day.

import type { Entry, Occupant } from "../core/change-index.ts";
import { changeIndex } from "../core/change-index.ts";
import { classCounts } from "../core/counts.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Feature, HistoricEvent, Interval, Payload } from "../core/payload.ts";
import { afterPause, whileIdle } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import * as time from "../core/time.ts";
import { eventPins, isLocated } from "./event-pins.ts";
import { mapLabels } from "./labels.ts";
import { AHEAD_MS, vectors } from "./vectors.ts";

// how many stops before the day and after it are made ready while nothing else is to be done
const STOPS_AHEAD = 3;

const isEvent = (feature: Feature): feature is HistoricEvent => feature.layer === "events";

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
  prepare() {
    for (const part of parts) part.prepare?.();
  },
});

// How long an event is on the map: some days at least.
function recent({ start, end }: HistoricEvent, days: number): Interval {
  const stays = time.add(start, days);
  return { start, end: end !== null && end > stays ? end : stays };
}

// After the map has moved, or when what is returned is called, what comes or goes next is made ready.
function preparing(map: L.Map, index: ReturnType<typeof changeIndex>) {
  const prepare = afterPause(
    () => whileIdle(index.near(STOPS_AHEAD).map((entry) => () => entry.prepare?.())),
    AHEAD_MS,
  );
  map.on("moveend", prepare);
  return prepare;
}

export type MapView = ReturnType<typeof mapView>;

// `open(feature)` is called when the pin of an event is pressed.
export function mapView(
  map: L.Map,
  data: Payload,
  t: Messages,
  open: (event: HistoricEvent) => void,
) {
  const ids = data.layers.map(({ id }) => id);
  const pins = eventPins(map, data, t, open);
  const drawn = vectors(map, data, () => pins.all);
  const pinned = () => pins.shown().map(({ feature }) => feature);
  const labels = mapLabels(map, data, t, pinned);
  const counts = classCounts(data);
  const entries: Entry[] = [];

  function addEvent(feature: HistoricEvent) {
    entries.push(entryOf(feature, feature, []));
    if (!isLocated(feature)) return;
    const pin = pins.add(feature);
    entries.push(entryOf(null, recent(feature, data.event_days), [pin, counts.add(feature)]));
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

  const prepare = preparing(map, index);
  return {
    map,
    labels,
    counts,
    move(day: Day) {
      labels.setDay(day);
      index.move(day);
      labels.renew();
      prepare();
    },
    showLayers(layers: string[]) {
      for (const id of ids) drawn.showLayer(id, layers.includes(id));
      labels.showLayers(layers);
    },
    // Draw everything in the look that `data.style` has now.
    restyle() {
      for (const part of [drawn, labels, ...pins.all]) part.restyle();
    },
    // Write everything in the language of now.
    relabel() {
      labels.renew();
      for (const pin of pins.all) pin.relabel();
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
