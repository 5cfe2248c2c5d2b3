// What the map is about on a day: the ground to look at and a headline, as
// karamap.describe.headlines decides; and the days to stop at.

import type { Bounds, Day, HistoricEvent, Payload, SubjectRow, Words } from "./payload.ts";

export interface Subject {
  bounds: Bounds;
  headline: Words;
  // whether the day is one to stop at
  stop: boolean;
}

// The last row of the table that begins on a day or before it.
function rowOn(rows: SubjectRow[], day: Day): SubjectRow {
  let [low, high] = [0, rows.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rows[middle].day <= day) low = middle;
    else high = middle;
  }
  return rows[low];
}

// `subjectOf` and the stops, in order, of a page's data.
export function subjects(data: Payload) {
  let titles: Map<string, HistoricEvent> | null = null;
  function headlineOf(row: SubjectRow): Words {
    if (typeof row.headline === "number") return data.headlines[row.headline];
    titles ??= new Map(data.features.events.map((event) => [event.id, event]));
    return titles.get(row.headline)?.name ?? {};
  }

  return {
    subjectOf(day: Day): Subject {
      const row = rowOn(data.subjects, day);
      return {
        bounds: [...row.bounds],
        headline: headlineOf(row),
        stop: row.stop && row.day === day,
      };
    },
    stops: data.subjects.filter(({ stop }) => stop).map(({ day }) => day),
  };
}
