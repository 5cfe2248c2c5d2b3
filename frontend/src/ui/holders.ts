// Who holds the ground and who held it, as a popup tells it.

import { isThere } from "../core/features.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Feature, Payload } from "../core/payload.ts";
import { dayInWords, sinceOrUntil } from "../core/source-dates.ts";
import * as time from "../core/time.ts";
import * as symbols from "../map/symbols.ts";
import { type DayTelling, linkToDay } from "./day-telling.ts";
import { el, svg } from "./dom.ts";

// in a bar too thin for a hatch
const CONTESTED = "#8d8780";

export const swatchOf = ({ style }: Payload, feature: Feature) =>
  symbols.swatchOf(style, feature.class, feature.form ?? "area");

// From when until when something is as it is.
export function spanInWords(t: Messages, { start, start_edtf, end, end_edtf }: Feature) {
  const since = sinceOrUntil(t, "from", start, start_edtf);
  const until = end ? sinceOrUntil(t, "until", end, end_edtf) : t("popup.still");
  return t("popup.span", { since, until });
}

export function holderOf(telling: DayTelling, spans: Feature[]) {
  const { data, t, clock } = telling;
  const now = spans.find((span) => isThere(span, clock.date));
  if (!now) return [el("p", {}, t(spans.length ? "popup.not_yet" : "popup.no_holder"))];
  return [
    el("p", { class: "holder" }, swatchOf(data, now), el("strong", {}, t(`class.${now.class}`))),
    el("p", { class: "span" }, spanInWords(t, now)),
    el(
      "p",
      { class: "buttons" },
      linkToDay(telling, t("popup.to_start"), now.start),
      now.end ? linkToDay(telling, t("popup.to_end"), now.end) : null,
    ),
  ];
}

// One after the other; nothing where there was only one.
export function historyOf(telling: DayTelling, spans: Feature[]) {
  const { data, t, clock } = telling;
  if (spans.length < 2) return null;
  const rows = spans.map((span) => {
    const since = t.capitalised(dayInWords(t, span.start, span.start_edtf));
    const holder = t(`holder.${span.class.replace("control:", "")}`);
    return el(
      "li",
      { "aria-current": isThere(span, clock.date) ? "true" : null },
      linkToDay(telling, since, span.start),
      t("popup.turn", { holder }),
    );
  });
  return el("div", { class: "history" }, timeBar(data, spans, clock.date), el("ol", {}, rows));
}

// A bar of time from the map's first year to its last.
function timeBar({ first, last, style }: Payload, spans: Feature[], date: Day) {
  const years = time.year(last) - time.year(first) + 1;
  const at = (day: Day) =>
    ((time.year(day) - time.year(first) + time.dayOfYear(day) / 366) / years) * 100;
  const pieces = spans.map((span) => {
    const x = at(span.start);
    const width = Math.max(0.4, (span.end ? at(span.end) : 100) - x);
    const fill = span.class === "control:contested" ? CONTESTED : style.styles[span.class].fill;
    return svg("rect", { x, width, y: 0, height: 10, fill, class: "piece" });
  });
  const picture = {
    viewBox: "0 -2 100 14",
    preserveAspectRatio: "none",
    class: "bar",
    "aria-hidden": "true",
  };
  return svg("svg", picture, pieces, svg("path", { d: `M${at(date)} -2V12`, class: "now" }));
}
