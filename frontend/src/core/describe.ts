// The map of a day in words, passage by passage: the same as karamap.describe.day.

import { changed } from "./describe-changes.ts";
import { districts, held, sure } from "./describe-ground.ts";
import { lines, zones } from "./describe-lines.ts";
import { differingAccounts } from "./differing.ts";
import type { Messages } from "./messages.ts";
import type { Day, Payload } from "./payload.ts";
import type { Telling } from "./telling.ts";
import * as time from "./time.ts";

export function describeDay(data: Payload, t: Messages) {
  const { on: differing } = differingAccounts(data, t);
  const passages: Record<string, (telling: Telling, day: Day) => string[]> = {
    held,
    districts,
    lines,
    zones,
    differing: (_, day) => differing(day),
    changed,
    events,
    sure,
  };

  // [{heading, lines}], those with nothing to say left out.
  return (day: Day) =>
    Object.entries(passages)
      .map(([key, tell]) => ({ heading: t(`twin.${key}`), lines: tell({ data, t }, day) }))
      .filter((passage) => passage.lines.length);
}

function events({ data, t }: Telling, day: Day) {
  const since = time.add(day, -data.event_days);
  return data.features.events
    .filter(({ start }) => since < start && start <= day)
    .sort((a, b) => (a.start < b.start ? 1 : a.start > b.start ? -1 : 0))
    .map((event) => t("twin.event", { date: t.date(event.start), title: t.nameOf(event, day) }));
}
