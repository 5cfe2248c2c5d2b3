// Under the summary of an event: who was killed and who was displaced, by the same measure.

import type { Messages } from "../core/messages.ts";
import type { HistoricEvent, Payload } from "../core/payload.ts";
import { countsOf, peopleCounts } from "../core/people-counts.ts";
import { el } from "./dom.ts";

export function eventCounts(data: Payload, t: Messages, event: HistoricEvent) {
  const { lineOf, aboutOf } = peopleCounts(t);
  const rows = countsOf(data, event);
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  return topics.flatMap((topic) => [
    el("p", { class: "counted" }, t(`people.${topic}`)),
    el(
      "ul",
      { class: "counts" },
      ...rows
        .filter((row) => row.topic === topic)
        .map((row) => {
          const about = aboutOf(row);
          return el("li", {}, lineOf(row), about ? el("span", { class: "trust" }, about) : null);
        }),
    ),
  ]);
}

// What an event is told by: its own sources and those of its counts, each once.
export const eventSources = (data: Payload, event: HistoricEvent) => [
  ...new Set([event, ...countsOf(data, event)].flatMap(({ sources }) => sources)),
];
