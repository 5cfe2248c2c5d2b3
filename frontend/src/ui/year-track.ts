// What stands along the slider of years: ticks where the map changes, years, periods of history.

import type { Messages } from "../core/messages.ts";
import type { Day, Payload } from "../core/payload.ts";
import * as time from "../core/time.ts";
import { byId, el } from "./dom.ts";
import { told, toldAs } from "./language.ts";

// `changesIn` are the days of each year on which the map changes.
export function yearTrack(data: Payload, t: Messages, changesIn: Map<number, Day[]>) {
  const first = time.year(data.first);
  const last = time.year(data.last);
  const percent = (years: number) => `${years * (100 / (last - first))}%`;

  for (const [year, there] of changesIn) {
    const height = 5 + 10 * Math.min(1, Math.log2(there.length) / 4);
    const style = `left:${percent(year - first)};height:${height.toFixed(1)}px`;
    byId("year-ticks").append(el("i", { style }));
  }
  for (let year = Math.ceil(first / 10) * 10; year <= last; year += 10) {
    const style = `left:${percent(year - first)}`;
    byId("year-names").append(el("span", { style, class: year % 20 ? "odd" : null }, year));
  }

  const periods = data.periods.map(([start, key], index) => {
    const end = data.periods[index + 1]?.[0] ?? data.last;
    const [from, to] = [start, end].map((day) =>
      Math.max(first, time.year(day) + time.dayOfYear(day) / 366),
    );
    const style = `left:${percent(from - first)};width:${percent(to - from)}`;
    const node = el("span", { style, ...toldAs(t, key, "title") }, told("b", t, key));
    return { start, end, node };
  });
  byId("periods").append(...periods.map(({ node }) => node));

  // What is too short for its name tells it when pointed at.
  function nameLongPeriods() {
    for (const { node } of periods) node.classList.remove("short");
    const short = periods.filter(({ node }) => node.scrollWidth > node.clientWidth);
    for (const { node } of short) node.classList.add("short");
  }
  new ResizeObserver(nameLongPeriods).observe(byId("periods"));

  return {
    nameLongPeriods,
    draw(day: Day) {
      for (const { start, end, node } of periods)
        node.classList.toggle("now", time.visible(start, end, day));
    },
  };
}
