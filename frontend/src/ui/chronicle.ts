// The events, in order of time: filtered by kind, linked with map and timeline both ways.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, HistoricEvent, Payload } from "../core/payload.ts";
import { sourceDate } from "../core/source-dates.ts";
import * as time from "../core/time.ts";
import { aside, button, choice, el, focused, one, tickBox } from "./dom.ts";
import { eventCounts, eventSources } from "./event-counts.ts";
import { sourceList } from "./source-list.ts";

export function chronicleTab(
  data: Payload,
  t: Messages,
  karamap: Karamap,
  openEvent: (event: HistoricEvent) => void,
) {
  const root = el("div", { class: "chronicle" });
  const events = [...data.features.events].sort((a, b) => (a.start < b.start ? -1 : 1));
  const kinds = [...new Set(events.map((event) => event.kind))].sort();
  let kind = "";
  let inArticle = false;
  let near: string | null = null;

  function filters() {
    const everyKind: [string, string] = ["", t("event.every_kind")];
    const select = choice(
      t("event.kind"),
      [everyKind, ...kinds.map((each): [string, string] => [each, t(`event.${each}`)])],
      kind,
      (to) => {
        kind = to;
        draw();
      },
    );
    const box = tickBox(inArticle, (to) => {
      inArticle = to;
      draw();
    });
    const label = el("label", { class: "check" }, box, t("event.only_article"));
    return el("div", { class: "filters" }, select, label);
  }

  function draw() {
    const listed = events.filter(
      (event) => (!kind || event.kind === kind) && (!inArticle || event.in_article),
    );
    const row = root.contains(focused()) ? focused()?.closest("li")?.id : null;
    const rows = listed.map((event) =>
      eventRow(data, t, event, karamap.date, () => openEvent(event)),
    );
    root.replaceChildren(
      filters(),
      aside(t("event.count", { count: listed.length })),
      el("ol", {}, rows),
    );
    if (row) one(`#${row} button`, root)?.focus();
    // the list goes with the map, but not from under a reader who did not move it
    const latest = listed.findLast(({ start }) => start <= karamap.date)?.id ?? null;
    if (latest !== near && !row && latest)
      root.querySelector(`#${latest}`)?.scrollIntoView({ block: "nearest" });
    near = latest;
  }

  return { root, draw };
}

function eventRow(data: Payload, t: Messages, event: HistoricEvent, day: Day, open: () => void) {
  const now = time.visible(event.start, time.add(event.start, data.event_days), day);
  const inArticle = event.in_article ? ` · ${t("popup.in_article")}` : "";
  return el(
    "li",
    { id: event.id, class: now ? "now" : null },
    button(
      { class: "event-row", "aria-current": now ? "date" : null, click: open },
      el("span", { class: "muted" }, sourceDate(t, event.start, event.start_edtf)),
      el("strong", {}, t.words(event.name)),
    ),
    el("p", {}, t.words(event.summary)),
    eventCounts(data, t, event),
    aside(t(`event.${event.kind}`) + inArticle),
    sourceList(data, t, eventSources(data, event)),
  );
}
