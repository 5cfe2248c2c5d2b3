// People: who lived in the oblast by census, who was displaced and who was killed, with ranges.

import type { Karamap } from "../core/karamap.ts";
import { sum } from "../core/lists.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Payload, PeopleCount } from "../core/payload.ts";
import { peopleCounts } from "../core/people-counts.ts";
import { sourceDate } from "../core/source-dates.ts";
import { aside, el, svg } from "./dom.ts";
import { sourceList } from "./source-list.ts";

const WIDTH = 300;
const BAR = 15;
const GROUPS = ["armenians", "azerbaijanis", "russians", "others"];

// A count with its bar, and what is told of its parts.
interface Row {
  count: PeopleCount;
  now: boolean;
  marks: SVGElement[];
  told?: string[];
}

export function peopleTab(data: Payload, t: Messages, karamap: Karamap) {
  const root = el("div", { class: "people" });
  const { people } = data.story;

  function draw() {
    const day = karamap.date;
    const list = (rows: Row[]) =>
      el(
        "ol",
        {},
        rows.map((row) => rowNode(data, t, day, row)),
      );
    root.replaceChildren(
      aside(t("people.about")),
      el("h2", {}, t("people.census")),
      key(t),
      list(censusRows(t, people, day)),
      el("h2", {}, t("people.displaced")),
      list(rangeRows(people, "displaced", day)),
      el("h2", {}, t("people.casualties")),
      list(rangeRows(people, "casualties", day)),
    );
  }

  return { root, draw };
}

const bar = (x: number, width: number, look: string) =>
  svg("rect", { x, y: 2, width, height: BAR, class: look });

function censusRows(t: Messages, people: PeopleCount[], day: Day): Row[] {
  const census = people.filter(({ topic }) => topic === "census");
  const counts = census.filter(({ group }) => group === "all");
  const latest = counts.findLast((count) => count.day <= day);
  const scale = WIDTH / Math.max(...counts.map(({ high }) => high));
  const { numbers } = peopleCounts(t);
  return counts.map((count) => {
    const parts = census.filter(({ group, date }) => group !== "all" && date === count.date);
    const widthOf = (part: PeopleCount) => ((part.low + part.high) / 2) * scale;
    const pieces = parts.map((part, index) =>
      bar(sum(parts.slice(0, index), widthOf), widthOf(part), `group ${part.group}`),
    );
    const told = parts.map((part) =>
      t("people.part", { group: t(`people.${part.group}`), number: numbers(part) }),
    );
    const marks = [bar(0, count.high * scale, "whole"), ...pieces];
    return { count, now: count === latest, marks, told };
  });
}

function rangeRows(people: PeopleCount[], topic: string, day: Day): Row[] {
  const rows = people.filter((row) => row.topic === topic);
  const most = Math.max(...rows.map(({ high }) => high));
  return rows.map((count) => {
    const [low, high] = [count.low, count.high].map((value) => (value / most) * WIDTH);
    const marks = [bar(0, low, "whole sure"), bar(low, high - low, "whole unsure")];
    return { count, now: count.day <= day && day <= count.last, marks };
  });
}

function rowNode(data: Payload, t: Messages, day: Day, { count, now, marks, told = [] }: Row) {
  const picture = { viewBox: `0 0 ${WIDTH} ${BAR + 4}`, class: "bar", "aria-hidden": "true" };
  const date = sourceDate(t, count.day, count.date);
  return el(
    "li",
    { class: now ? "now" : count.day <= day ? null : "later", "aria-current": now ? "date" : null },
    el("p", {}, el("strong", {}, date), ` ${peopleCounts(t).titleOf(count)}`),
    svg("svg", picture, marks),
    told.length ? aside(told.join(" · ")) : null,
    aside(t.words(count.note)),
    aside(t("popup.confidence", { confidence: t(`confidence.${count.confidence}`) })),
    sourceList(data, t, count.sources),
  );
}

function key(t: Messages) {
  const size = { viewBox: "0 0 20 12", width: 20, height: 12, "aria-hidden": "true" };
  const swatch = (group: string) =>
    svg("svg", size, svg("rect", { width: 20, height: 12, class: `group ${group}` }));
  const rows = GROUPS.map((group) => el("li", {}, swatch(group), t(`people.${group}`)));
  return el("ul", { class: "key" }, rows);
}
