// People: who lived in the oblast by census, who was displaced and who was killed, with ranges.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Payload, PeopleCount } from "../core/payload.ts";
import { peopleCounts } from "../core/people-counts.ts";
import { sourceDate } from "../core/source-dates.ts";
import { el, svg } from "./dom.ts";
import { sourceList } from "./source-list.ts";

export function peopleTab(data: Payload, t: Messages, karamap: Karamap) {
  const root = el("div", { class: "people" });
  const { people } = data.story;
  const { numbers, titleOf } = peopleCounts(t);
  const WIDTH = 300;
  const BAR = 15;

  const isPast = (row: PeopleCount) => row.day <= karamap.date;

  function censusRows() {
    const census = people.filter(({ topic }) => topic === "census");
    const counts = census.filter(({ group }) => group === "all");
    const latest = counts.filter(isPast).at(-1);
    const scale = WIDTH / Math.max(...counts.map(({ high }) => high));
    return counts.map((count) => {
      const parts = census.filter(({ group, date }) => group !== "all" && date === count.date);
      let x = 0;
      const pieces = parts.map((part) => {
        const width = ((part.low + part.high) / 2) * scale;
        const piece = svg("rect", { x, y: 2, width, height: BAR, class: `group ${part.group}` });
        x += width;
        return piece;
      });
      const whole = svg("rect", {
        x: 0,
        y: 2,
        width: count.high * scale,
        height: BAR,
        class: "whole",
      });
      const told = parts.map((part) =>
        t("people.part", { group: t(`people.${part.group}`), number: numbers(part) }),
      );
      return rowOf(count, latest === count, [whole, ...pieces], told);
    });
  }

  function rangeRows(topic: string) {
    const rows = people.filter((row) => row.topic === topic);
    const most = Math.max(...rows.map(({ high }) => high));
    return rows.map((row) => {
      const [low, high] = [row.low, row.high].map((value) => (value / most) * WIDTH);
      const bar = [
        svg("rect", { x: 0, y: 2, width: low, height: BAR, class: "whole sure" }),
        svg("rect", { x: low, y: 2, width: high - low, height: BAR, class: "whole unsure" }),
      ];
      return rowOf(row, isPast(row) && row.last >= karamap.date, bar, []);
    });
  }

  function rowOf(row: PeopleCount, now: boolean, marks: SVGElement[], told: string[]) {
    const picture = { viewBox: `0 0 ${WIDTH} ${BAR + 4}`, class: "bar", "aria-hidden": "true" };
    return el(
      "li",
      { class: now ? "now" : isPast(row) ? null : "later", "aria-current": now ? "date" : null },
      el("p", {}, el("strong", {}, sourceDate(t, row.day, row.date)), ` ${titleOf(row)}`),
      svg("svg", picture, ...marks),
      told.length ? el("p", { class: "muted" }, told.join(" · ")) : null,
      el("p", { class: "muted" }, t.words(row.note)),
      el(
        "p",
        { class: "muted" },
        t("popup.confidence", { confidence: t(`confidence.${row.confidence}`) }),
      ),
      sourceList(data, t, row.sources),
    );
  }

  const key = () =>
    el(
      "ul",
      { class: "key" },
      ...["armenians", "azerbaijanis", "russians", "others"].map((group) =>
        el(
          "li",
          {},
          svg(
            "svg",
            { viewBox: "0 0 20 12", width: 20, height: 12, "aria-hidden": "true" },
            svg("rect", { width: 20, height: 12, class: `group ${group}` }),
          ),
          t(`people.${group}`),
        ),
      ),
    );

  function draw() {
    root.replaceChildren(
      el("p", { class: "muted" }, t("people.about")),
      el("h2", {}, t("people.census")),
      key(),
      el("ol", {}, ...censusRows()),
      el("h2", {}, t("people.displaced")),
      el("ol", {}, ...rangeRows("displaced")),
      el("h2", {}, t("people.casualties")),
      el("ol", {}, ...rangeRows("casualties")),
    );
  }

  return { root, draw };
}
