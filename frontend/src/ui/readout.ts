// The dates in large type: that of the map, and that of the map beside or under it.

import type { Counts } from "../core/counts.ts";
import type { End } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Payload } from "../core/payload.ts";
import { periodOf } from "../core/periods.ts";
import type { Store } from "../core/store.ts";
import * as symbols from "../map/symbols.ts";
import { byId, el, one, say } from "./dom.ts";
import type { Shown } from "./legend.ts";

// `maps()` are the maps on screen, one or two of them.
export function readOut(data: Payload, t: Messages, store: Store, maps: () => Shown[]) {
  const holders = Object.keys(data.style.styles).filter((key) => key.startsWith("control:"));
  const boxOf = (end: End) => {
    const box = one(`.read-out[data-end="${end}"]`);
    const [date, period, note, holding] = [".date", ".period", ".year-note", ".holders"].map(
      (name) => one(name, box),
    );
    return { date, period, note, holders: holding };
  };
  const boxes = { date: boxOf("date"), compare: boxOf("compare") };
  const against = byId("against");

  // Day and year, each kept on a line, in the order of the language ("1992 թ. մայիսի 18").
  function dayAndYear(text: string) {
    const parts = text.match(/^(\d{4} \S+) (.+)$/) ??
      text.match(/^(.+?) (\d{4}.*)$/) ?? [text, text];
    return parts.slice(1).flatMap((part, index) => {
      const span = el("span", { class: /^\d{4}/.test(part) ? "year" : "" }, part);
      return index ? [" ", span] : [span];
    });
  }

  // Show a day at one end of a comparison; the map's own is `date`.
  function draw(end: End, day: Day) {
    const { date, period, note } = boxes[end];
    date.replaceChildren(...dayAndYear(t.date(day)));
    say(period, t(periodOf(data, day)));
    note.hidden = !day.endsWith("-12-31");
  }

  // Under each of two dates, who held how much.
  function drawHolders(end: End, counts?: Counts) {
    const there = counts ? holders.map((key) => ({ key, ...counts.of(key) })) : [];
    boxes[end].holders.replaceChildren(
      ...there
        .filter(({ count }) => count > 0)
        .map(({ key, km2 }) => {
          const sign = symbols.swatchOf(data.style, key, "area");
          const area = t("legend.area", { km2: t.number(km2) });
          return el(
            "li",
            {},
            sign,
            el("span", {}, t(`class.${key}`)),
            el("span", { class: "km2" }, area),
          );
        }),
    );
  }

  // Name the day that the one map is compared with (null: none).
  function drawAgainst(day: Day | null) {
    against.hidden = day === null;
    if (day !== null) say(against, t("compare.against", { date: t.date(day) }));
  }

  store.subscribe(["date", "compare", "how", "language", "theme"], ({ date, compare }) => {
    const [first, second] = maps();
    draw("date", date);
    drawHolders("date", second && first.counts);
    drawAgainst(second ? null : compare);
    if (compare === null) return;
    draw("compare", compare);
    drawHolders("compare", second?.counts);
  });
}
