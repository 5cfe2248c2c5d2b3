// Popups: what a click on the ground, a place or an event tells.

import { differingAccounts } from "../core/differing.ts";
import type { Clock } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Feature, HistoricEvent, Payload, Place } from "../core/payload.ts";
import { isDiffering, isMovement } from "../core/payload.ts";
import { peopleCounts } from "../core/people-counts.ts";
import { mergedHolders } from "../core/place-history.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import { dayInWords, sinceOrUntil } from "../core/source-dates.ts";
import type { Store } from "../core/store.ts";
import * as time from "../core/time.ts";
import { lineTitle } from "../core/told-lines.ts";
import type { Ground } from "../map/identify.ts";
import { symbols } from "../map/symbols.ts";
import type { Child } from "./dom.ts";
import { byId, el, fill, focused, one, svg } from "./dom.ts";
import { eventCounts, eventSources } from "./event-counts.ts";
import { sourceList } from "./source-list.ts";

type Content = (Child | Child[])[] | null;

// `clock` has the day they tell of, `mapNow()` gives the map on which they open.
export function popups(
  mapNow: () => L.Map,
  data: Payload,
  t: Messages,
  store: Store,
  ground: Ground,
  clock: Clock,
) {
  const differing = differingAccounts(data, t);
  // in a bar too thin for a hatch
  const CONTESTED = "#8d8780";
  const FIRST_SHOWN = time.year(data.first);
  const YEARS = time.year(data.last) - FIRST_SHOWN + 1;

  const begins = (feature: Feature) => dayInWords(t, feature.start, feature.start_edtf);

  function heading(feature: Feature) {
    const first = t.firstName(feature, clock.date);
    const others = t.otherNames(feature, clock.date);
    return [
      el("h2", {}, first ?? t(`class.${feature.class}`)),
      others ? el("p", { class: "others" }, others) : null,
    ];
  }

  const goTo = (text: string, day: Day) =>
    el(
      "button",
      { type: "button", class: "link", click: () => clock.setDate(day, { release: true }) },
      text,
    );

  const colourOf = (feature: Feature) => {
    const look = data.style.styles[feature.class];
    return feature.class === "control:contested" ? CONTESTED : look.fill;
  };

  const swatchOf = (feature: Feature) =>
    symbols.swatch(
      feature.class,
      data.style.styles[feature.class],
      feature.form ?? "area",
      data.style.control_opacity,
    );

  // Who held the ground, as a bar of time from the map's first year to its last.
  function bar(spans: Feature[]) {
    const at = (day: Day) =>
      ((time.year(day) - FIRST_SHOWN + time.dayOfYear(day) / 366) / YEARS) * 100;
    const pieces = spans.map((span: Feature) => {
      const x = at(span.start);
      const width = Math.max(0.4, (span.end ? at(span.end) : 100) - x);
      return svg("rect", { x, width, y: 0, height: 10, fill: colourOf(span), class: "piece" });
    });
    const now = svg("path", { d: `M${at(clock.date)} -2V12`, class: "now" });
    const picture = {
      viewBox: "0 -2 100 14",
      preserveAspectRatio: "none",
      class: "bar",
      "aria-hidden": "true",
    };
    return svg("svg", picture, ...pieces, now);
  }

  function historyOf(spans: Feature[]) {
    if (spans.length < 2) return null;
    const rows = spans.map((span: Feature) => {
      const current = time.visible(span.start, span.end, clock.date);
      const button = goTo(t.capitalised(begins(span)), span.start);
      const held = t(`holder.${span.class.replace("control:", "")}`);
      return el(
        "li",
        { "aria-current": current ? "true" : null },
        button,
        t("popup.turn", { holder: held }),
      );
    });
    return el("div", { class: "history" }, bar(spans), el("ol", {}, ...rows));
  }

  // From when until when something is as it is.
  function spanOf({ start, start_edtf, end, end_edtf }: Feature) {
    const since = sinceOrUntil(t, "from", start, start_edtf);
    const until = end ? sinceOrUntil(t, "until", end, end_edtf) : t("popup.still");
    return t("popup.span", { since, until });
  }

  function holder(spans: Feature[]) {
    const now = spans.find((span: Feature) => time.visible(span.start, span.end, clock.date));
    if (!now) return [el("p", {}, t(spans.length ? "popup.not_yet" : "popup.no_holder"))];
    return [
      el("p", { class: "holder" }, swatchOf(now), el("strong", {}, t(`class.${now.class}`))),
      el("p", { class: "span" }, spanOf(now)),
      el(
        "p",
        { class: "buttons" },
        goTo(t("popup.to_start"), now.start),
        now.end ? goTo(t("popup.to_end"), now.end) : null,
      ),
    ];
  }

  const sources = (cited: { sources: number[] }[]) =>
    sourceList(data, t, [...new Set(cited.flatMap((each) => each.sources))]);

  function trust(feature: Feature) {
    const confidence = t("popup.confidence", { confidence: t(`confidence.${feature.confidence}`) });
    const accuracy = t("popup.accuracy", {
      km: t.number(feature.accuracy_m / 1000, feature.accuracy_m % 1000 ? 1 : 0),
    });
    return el("p", { class: "trust" }, `${confidence} · ${accuracy}`);
  }

  // from what matters most; a layer that the order does not know comes last
  const first = [
    "people_moved",
    "differing_accounts",
    "peacekeeping_zone",
    "lachin_corridor",
    "buffer_zone",
    "buffer_rings",
    "autonomous_oblast",
    "districts",
  ];
  const others = data.layers
    .filter(({ id, choice }) => choice && id !== "control")
    .map(({ id }) => id);
  const zoneLayers = [...new Set([...first, ...others])];

  const zonesAt = (at: L.LatLng) => [
    ...zoneLayers
      .filter((layer) => clock.layers.includes(layer))
      .flatMap((layer) => ground.under(layer, at, clock.date)),
    ...ground.near(at, clock.date, mapNow()).filter(({ layer }) => clock.layers.includes(layer)),
  ];

  // When the people of an arrow left, what is known of their number and of their way; since when
  // a road is there, and what is known of it.
  function aboutZone(feature: Feature) {
    if (feature.note === undefined) return [];
    const row = isMovement(feature) && data.story.people.find(({ id }) => id === feature.id);
    const told = [row ? peopleCounts(t).aboutOf(row) : spanOf(feature), t.words(feature.note)];
    return told.map((each) => el("span", { class: "trust" }, el("br"), t.capitalised(each)));
  }

  function zones(at: L.LatLng) {
    const rows = zonesAt(at).map((feature) => {
      // the zone has the names of its districts, which are told by themselves
      const isBuffer = feature.class.startsWith("buffer_zone");
      const name = isBuffer ? undefined : t.firstName(feature, clock.date);
      const words = name ?? t(`class.${feature.class}`);
      const told = [lineTitle(t, feature, words), ...aboutZone(feature)];
      return el("li", {}, swatchOf(feature), el("span", {}, ...told));
    });
    return rows.length ? el("ul", { class: "zones" }, ...rows) : null;
  }

  function aboutGround(at: L.LatLng): Content {
    const spans = ground.history(at);
    const now =
      spans.find((span: Feature) => time.visible(span.start, span.end, clock.date)) ?? spans[0];
    const country = ground.under("countries", at, clock.date)[0];
    const subject = now ?? country;
    if (!subject) return null;
    return [
      ...heading(subject),
      ...holder(mergedHolders(spans)),
      zones(at),
      ...differing.ofGround(zonesAt(at).filter(isDiffering)),
      historyOf(mergedHolders(spans)),
      now ? trust(now) : null,
      sources([subject, ...zonesAt(at)]),
    ];
  }

  function aboutPlace(place: Place): Content {
    const spans = ground.history(place.at);
    const now = spans.find((span: Feature) => time.visible(span.start, span.end, clock.date));
    return [
      ...heading(place),
      ...holder(mergedHolders(spans)),
      zones(place.at),
      ...differing.ofPlace(place),
      historyOf(mergedHolders(spans)),
      now ? trust(now) : null,
      sources([place, ...(now ? [now] : []), ...(place.accounts ?? [])]),
    ];
  }

  function aboutEvent(event: HistoricEvent): Content {
    return [
      el("p", { class: "when" }, begins(event)),
      el("h2", {}, t.words(event.name)),
      el("p", {}, t.words(event.summary)),
      ...eventCounts(data, t, event),
      event.in_article ? el("p", { class: "trust" }, t("popup.in_article")) : null,
      el("p", { class: "buttons" }, goTo(t("popup.to_day"), event.start)),
      sourceList(data, t, eventSources(data, event)),
    ];
  }

  const GAP_PX = 16;
  // the margins of its text, its tip and the symbol it points at
  const FRAME_PX = 64;
  const LEAST_PX = 120;
  const HEAD_PX = 100;
  const popup = L.popup({ maxWidth: 320, minWidth: 220, className: "facts" });
  const element = () => popup.getElement() as HTMLElement;

  // Its button to close must not lie under the date of a second map, and what is longer than the
  // map is high is scrolled.
  function keepClear() {
    const over = byId("far-map").hidden ? 0 : HEAD_PX;
    const room = mapNow().getContainer().clientHeight - over - 2 * GAP_PX - FRAME_PX;
    popup.options.maxHeight = Math.max(LEAST_PX, room);
    popup.options.autoPanPaddingTopLeft = [GAP_PX, over + GAP_PX];
    popup.options.autoPanPaddingBottomRight = [GAP_PX, GAP_PX];
  }

  // Whether it is wholly there; one that a reader has moved away is left where it is.
  function onScreen() {
    const box = element().getBoundingClientRect();
    const frame = mapNow().getContainer().getBoundingClientRect();
    return box.top >= frame.top && box.left >= frame.left && box.right <= frame.right;
  }
  let again: (() => Content) | null = null;
  // where the focus goes back to
  let opener: HTMLElement | null = null;

  function open(at: L.LatLng, tell: () => Content) {
    const content = tell();
    if (!content) return;
    again = tell;
    const from = focused();
    keepClear();
    popup
      .setLatLng(at)
      .setContent(el("div", {}, ...content))
      .openOn(mapNow());
    name();
    // opened by keyboard it takes the focus; a hand on the map keeps it there
    if (!from?.matches(":focus-visible")) return;
    if (!element().contains(from)) opener = from.closest<HTMLElement>("#on-map") ?? from;
    element().focus({ preventScroll: true });
  }

  // Whoever cannot see it hears that a box has opened, and what it tells of.
  function name() {
    const node = element();
    const label = one("h2", node).textContent;
    fill(node, { role: "dialog", tabindex: -1, "aria-label": label }, []);
    const close = one(".leaflet-popup-close-button", node);
    fill(close, { "aria-label": t("popup.close"), title: t("popup.close") }, []);
  }

  popup.on("remove", () => {
    if (focused() === document.body || element().contains(focused())) opener?.focus();
    opener = null;
  });

  // After a change of date the open popup tells the state of the new date.
  const renew = oncePerFrame(() => {
    if (!again || !popup.isOpen()) return;
    const pressed = focused()?.textContent;
    const hadFocus = element().contains(focused());
    const content = again();
    if (!content) {
      popup.close();
      return;
    }
    popup.options.autoPan = onScreen();
    popup.setContent(el("div", {}, ...content));
    popup.options.autoPan = true;
    name();
    if (!hadFocus || element().contains(focused())) return;
    const buttons = [...element().querySelectorAll("button")];
    const same = buttons.find((button) => button.textContent === pressed);
    (same ?? element()).focus({ preventScroll: true });
  });

  store.subscribe(["date", "compare", "layers", "language"], renew);

  return {
    get open() {
      return popup.isOpen();
    },
    ground: (at: L.LatLng) => open(at, () => aboutGround(at)),
    place: (place: Place) => open(place.at, () => aboutPlace(place)),
    event(event: HistoricEvent) {
      if (event.at) open(event.at, () => aboutEvent(event));
    },
  };
}
