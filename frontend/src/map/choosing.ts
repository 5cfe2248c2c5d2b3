// Choosing on the map: what was pressed, reached by keyboard or picked from a list is told of in a
// popup, and to whoever listens.

import { clockOf } from "../core/clock.ts";
import type { Context } from "../core/context.ts";
import type { End } from "../core/karamap.ts";
import type { Feature, HistoricEvent, Place } from "../core/payload.ts";
import { popups } from "../ui/popup.ts";
import type { Comparison } from "./compare.ts";
import type { Frame } from "./frame.ts";
import { type Ground, REACH_PX } from "./identify.ts";
import type { Item } from "./in-view.ts";
import type { Pressed } from "./labels.ts";
import type { MapView } from "./map-view.ts";

interface Maps {
  frame: Frame;
  first: MapView;
  compared: Comparison;
}

// The popups of both ends of a comparison, each with the day that it tells of.
function popupsOf(context: Context, ground: Ground, maps: Record<End, () => L.Map>) {
  const { data, t, store, commands, karamap } = context;
  function popupsAt(end: End) {
    const clock = clockOf(store, commands, karamap, () => end);
    return { clock, ...popups({ data, t, ground, clock, map: maps[end] }, store) };
  }
  return { date: popupsAt("date"), compare: popupsAt("compare") };
}

// `maps()` are asked for when something is chosen: they are made after this.
export function choosing(context: Context, map: L.Map, ground: Ground, maps: () => Maps) {
  const { store, commands, karamap } = context;
  const popup = popupsOf(context, ground, {
    date: () => map,
    compare: () => maps().compared.secondary()?.popupMap ?? map,
  });

  function choose(open: () => void, feature: Feature | undefined, at: L.LatLng) {
    open();
    karamap.tell("click", {
      layer: feature?.layer ?? null,
      id: feature?.id ?? null,
      lat: at.lat,
      lon: at.lng,
      date: store.get("date"),
    });
  }

  const openEvent = (end: End) => (event: HistoricEvent) =>
    event.at && choose(() => popup[end].event(event), event, event.at);

  // Tell what lies under a point of the map at one end of a comparison.
  function identify(event: Pressed, end = maps().compared.endAt(event.containerPoint)) {
    const { first, compared } = maps();
    const pressed = end === "date" ? first : compared.secondary();
    const place = pressed?.labels.at(event, REACH_PX);
    if (place) return choose(() => popup[end].place(place), place, place.at);
    const [block] = ground.under("control", event.latlng, popup[end].clock.date);
    choose(() => popup[end].ground(event.latlng), block, event.latlng);
  }
  map.on("click", (event: L.LeafletMouseEvent) => identify(event));

  return {
    openEvent,
    identify,

    // what lies in the middle of the map
    identifyMiddle: () =>
      identify({ latlng: map.getCenter(), containerPoint: map.getSize().divideBy(2) }, "date"),

    // Tell of something that was reached by keyboard.
    openItem({ kind, feature, at, point }: Item) {
      const end = maps().compared.endAt(point);
      if (kind === "event") return openEvent(end)(feature as HistoricEvent);
      const open = () =>
        kind === "place" ? popup[end].place(feature as Place) : popup[end].ground(at);
      choose(open, feature, at);
    },

    // A place, or an event with its day, that was picked from a list: the map goes there and tells.
    goToPlace(place: Place) {
      maps().frame.showBounds(L.latLngBounds(place.at, place.at));
      choose(() => popup.date.place(place), place, place.at);
    },

    goToEvent(event: HistoricEvent) {
      commands.setDate(event.start, { release: true });
      if (!event.at) return;
      maps().frame.showBounds(L.latLngBounds(event.at, event.at));
      openEvent("date")(event);
    },

    // Close what is open; whether anything was.
    close() {
      if (!popup.date.isOpen() && !popup.compare.isOpen()) return false;
      for (const each of maps().compared.maps()) each.closePopup();
      return true;
    },
  };
}
