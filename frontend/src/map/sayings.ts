// What is said of something on view to those who go through the map by keyboard.

import { isThere } from "../core/features.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Feature, HistoricEvent } from "../core/payload.ts";
import { mergedHolders } from "../core/place-history.ts";
import { sinceOrUntil, sourceDate } from "../core/source-dates.ts";
import type { Ground } from "./identify.ts";

export type Saying = ReturnType<typeof sayings>;

// `days()` are the day the map shows and the one compared with.
export function sayings(t: Messages, ground: Ground, days: () => Day[]) {
  const nameOf = (feature: Feature) =>
    t.firstName(feature, days()[0]) || t(`class.${feature.class}`);

  // Who holds it since when, on each day: "held by … since …, on …".
  function holding(at: L.LatLng, day: Day) {
    const spans = mergedHolders(ground.history(at));
    const now = spans.find((span) => isThere(span, day));
    const on = t("map.on_day", { date: t.date(day) });
    if (!now) return `${t(spans.length ? "popup.not_yet" : "popup.no_holder")}, ${on}`;
    const since = sinceOrUntil(t, "since", now.start, now.start_edtf);
    const holder = t(now.class.replace("control:", "held_by."));
    return t("map.held", { holder, since, day: on });
  }

  return {
    nameOf,
    held: (name: string, at: L.LatLng) =>
      [name, ...days().map((day) => holding(at, day))].join(", "),
    event(feature: HistoricEvent) {
      const when = sourceDate(t, feature.start, feature.start_edtf);
      return `${t("search.event")}: ${t.words(feature.name)}, ${when}`;
    },
  };
}
