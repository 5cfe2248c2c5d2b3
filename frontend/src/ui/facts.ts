// What a popup tells of a place, an event or the ground under a point.

import { differingAccounts } from "../core/differing.ts";
import { isThere } from "../core/features.ts";
import type { Feature, HistoricEvent, Place } from "../core/payload.ts";
import { isDiffering } from "../core/payload.ts";
import { mergedHolders } from "../core/place-history.ts";
import { dayInWords } from "../core/source-dates.ts";
import { type DayTelling, linkToDay } from "./day-telling.ts";
import type { Child } from "./dom.ts";
import { el } from "./dom.ts";
import { eventCounts, eventSources } from "./event-counts.ts";
import { historyOf, holderOf } from "./holders.ts";
import { sourceList } from "./source-list.ts";
import { zoneList, zonesAt } from "./zone-list.ts";

export type Content = (Child | Child[])[] | null;

function heading({ t, clock }: DayTelling, feature: Feature) {
  const first = t.firstName(feature, clock.date);
  const others = t.otherNames(feature, clock.date);
  return [
    el("h2", {}, first ?? t(`class.${feature.class}`)),
    others ? el("p", { class: "others" }, others) : null,
  ];
}

const sources = ({ data, t }: DayTelling, cited: { sources: number[] }[]) =>
  sourceList(data, t, [...new Set(cited.flatMap((each) => each.sources))]);

function trust({ t }: DayTelling, { confidence, accuracy_m }: Feature) {
  const sure = t("popup.confidence", { confidence: t(`confidence.${confidence}`) });
  const km = t.number(accuracy_m / 1000, accuracy_m % 1000 ? 1 : 0);
  return el("p", { class: "trust" }, `${sure} · ${t("popup.accuracy", { km })}`);
}

export function aboutGround(telling: DayTelling, at: L.LatLng): Content {
  const { data, t, ground, clock } = telling;
  const spans = ground.history(at);
  const now = spans.find((span) => isThere(span, clock.date)) ?? spans[0];
  const subject: Feature | undefined = now ?? ground.under("countries", at, clock.date)[0];
  if (!subject) return null;
  const zones = zonesAt(telling, at);
  return [
    heading(telling, subject),
    holderOf(telling, mergedHolders(spans)),
    zoneList(telling, zones),
    differingAccounts(data, t).ofGround(zones.filter(isDiffering)),
    historyOf(telling, mergedHolders(spans)),
    now ? trust(telling, now) : null,
    sources(telling, [subject, ...zones]),
  ];
}

export function aboutPlace(telling: DayTelling, place: Place): Content {
  const { data, t, ground, clock } = telling;
  const spans = ground.history(place.at);
  const now = spans.find((span) => isThere(span, clock.date));
  return [
    heading(telling, place),
    holderOf(telling, mergedHolders(spans)),
    zoneList(telling, zonesAt(telling, place.at)),
    differingAccounts(data, t).ofPlace(place),
    historyOf(telling, mergedHolders(spans)),
    now ? trust(telling, now) : null,
    sources(telling, [place, ...(now ? [now] : []), ...(place.accounts ?? [])]),
  ];
}

export function aboutEvent(telling: DayTelling, event: HistoricEvent): Content {
  const { data, t } = telling;
  return [
    el("p", { class: "when" }, dayInWords(t, event.start, event.start_edtf)),
    el("h2", {}, t.words(event.name)),
    el("p", {}, t.words(event.summary)),
    eventCounts(data, t, event),
    event.in_article ? el("p", { class: "trust" }, t("popup.in_article")) : null,
    el("p", { class: "buttons" }, linkToDay(telling, t("popup.to_day"), event.start)),
    sourceList(data, t, eventSources(data, event)),
  ];
}
