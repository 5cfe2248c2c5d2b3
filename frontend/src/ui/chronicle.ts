// The events, in order of time: filtered by kind, linked with map and timeline both ways.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { HistoricEvent, Payload } from "../core/payload.ts";
import { sourceDate } from "../core/source-dates.ts";
import * as time from "../core/time.ts";
import { el, focused, one } from "./dom.ts";
import { eventCounts, eventSources } from "./event-counts.ts";
import { sourceList } from "./source-list.ts";

export function chronicleTab(
  data: Payload,
  t: Messages,
  karamap: Karamap,
  openEvent: (event: HistoricEvent) => void,
) {
  const KINDS = [...new Set(data.features.events.map(({ kind }) => kind))].sort();
  const root = el("div", { class: "chronicle" });
  let kind = "";
  let inArticle = false;
  let near: string | null = null;

  const events = [...data.features.events].sort((a, b) => (a.start < b.start ? -1 : 1));
  const wanted = () =>
    events.filter((event) => (!kind || event.kind === kind) && (!inArticle || event.in_article));

  function rowOf(event: HistoricEvent) {
    const now =
      event.start <= karamap.date && karamap.date < time.add(event.start, data.event_days);
    return el(
      "li",
      { id: event.id, class: now ? "now" : null },
      el(
        "button",
        {
          type: "button",
          class: "event-row",
          "aria-current": now ? "date" : null,
          click: () => openEvent(event),
        },
        el("span", { class: "muted" }, sourceDate(t, event.start, event.start_edtf)),
        el("strong", {}, t.words(event.name)),
      ),
      el("p", {}, t.words(event.summary)),
      ...eventCounts(data, t, event),
      el(
        "p",
        { class: "muted" },
        t(`event.${event.kind}`) + (event.in_article ? ` · ${t("popup.in_article")}` : ""),
      ),
      sourceList(data, t, eventSources(data, event)),
    );
  }

  function filters() {
    const select = el(
      "select",
      { "aria-label": t("event.kind") },
      el("option", { value: "" }, t("event.every_kind")),
      ...KINDS.map((each) =>
        el("option", { value: each, selected: each === kind }, t(`event.${each}`)),
      ),
    );
    select.addEventListener("change", () => {
      kind = select.value;
      draw();
    });
    const box = el("input", { type: "checkbox", checked: inArticle });
    box.addEventListener("change", () => {
      inArticle = box.checked;
      draw();
    });
    return el(
      "div",
      { class: "filters" },
      select,
      el("label", { class: "check" }, box, t("event.only_article")),
    );
  }

  function draw() {
    const listed = wanted();
    const row = root.contains(focused()) ? focused()?.closest("li")?.id : null;
    root.replaceChildren(
      filters(),
      el("p", { class: "muted" }, t("event.count", { count: listed.length })),
      el("ol", {}, ...listed.map(rowOf)),
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
