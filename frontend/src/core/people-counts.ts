// Counts of people in words: a census group, who was displaced, who was killed, as ranges.

import type { Messages } from "./messages.ts";
import type { HistoricEvent, Payload, PeopleCount } from "./payload.ts";
import { sourceDate } from "./source-dates.ts";

export function peopleCounts(t: Messages) {
  // A range is told as a range.
  function numbers({ low, high }: PeopleCount) {
    return low === high
      ? t.number(low)
      : t("people.range", { low: t.number(low), high: t.number(high) });
  }
  const amount = (row: PeopleCount) => t(`people.${row.unit}`, { number: numbers(row) });

  // Whom a number is about: a group, or what a published figure says it is.
  const titleOf = (row: PeopleCount) =>
    row.what
      ? `${t.words(row.what)}: ${amount(row)}`
      : t("people.part", { group: t(`people.${row.group}`), number: numbers(row) });

  return {
    numbers,
    titleOf,
    // The same where it begins a line.
    lineOf: (row: PeopleCount) => t.capitalised(titleOf(row)),
    // When people left, and what else is known of a number; a figure says itself when it was.
    aboutOf(row: PeopleCount) {
      const when = row.what ? "" : sourceDate(t, row.day, row.date);
      return [when, t.words(row.note)].filter(Boolean).join(": ");
    },
  };
}

// The rows that count those an event killed or displaced, in the order in which they are told.
export const countsOf = (data: Payload, event: HistoricEvent) =>
  event.counts.flatMap((key) => data.story.people.filter(({ id }) => id === key));
