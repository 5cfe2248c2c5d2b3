// What the map is about on a day: the ground to look at and a headline, as
// karamap.describe.headlines decides; and the days to stop at.

import { sum } from "./lists.ts";
import type { Bounds, Day, Payload, SubjectRow, TextId } from "./payload.ts";
import { inOrder } from "./time.ts";
import type { Transfer } from "./transfers.ts";
import { movesBetween } from "./transfers.ts";

// The numbers of karamap.atlas.subjects, where their reasons stand.
const TOLD_KM2 = 10;
const MOST = 0.95;
const LEAST_HEIGHT = 0.62;
const [NARROWEST, WIDEST] = [1.2, 1.5];
const ROOM = 0.06;

interface Subject {
  bounds: Bounds;
  headline: TextId;
  // whether the day is one to stop at
  stop: boolean;
}

// The box that holds some others.
const around = (boxes: Bounds[]): Bounds => [
  Math.min(...boxes.map(([west]) => west)),
  Math.min(...boxes.map(([, south]) => south)),
  Math.max(...boxes.map(([, , east]) => east)),
  Math.max(...boxes.map(([, , , north]) => north)),
];

// A box with some room around it, neither too small nor too long for a frame.
export function framed([west, south, east, north]: Bounds, room = ROOM): Bounds {
  const [middle, centre] = [(west + east) / 2, (south + north) / 2];
  // degrees of longitude as long as one of latitude
  const stretch = 1 / Math.cos((centre * Math.PI) / 180);
  const least = Math.max((north - south) * (1 + 2 * room), LEAST_HEIGHT);
  const wide = Math.max((east - west) * (1 + 2 * room), NARROWEST * least * stretch);
  const high = Math.max(least, wide / stretch / WIDEST);
  const round = (degrees: number) => Number(degrees.toFixed(3));
  return [
    round(middle - wide / 2),
    round(centre - high / 2),
    round(middle + wide / 2),
    round(centre + high / 2),
  ];
}

// The largest of the changes, which make up nearly all of the ground.
function most(moves: Transfer[]): Transfer[] {
  const wanted = MOST * sum(moves, ({ km2 }) => km2);
  let found = 0;
  return [...moves]
    .sort((one, other) => other.km2 - one.km2)
    .filter(({ km2 }) => {
      const isWanted = found < wanted;
      if (isWanted) found += km2;
      return isWanted;
    });
}

const boundsOf = ({ feature: { bounds } }: Transfer): Bounds => [
  bounds.getWest(),
  bounds.getSouth(),
  bounds.getEast(),
  bounds.getNorth(),
];

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

export function subjectOf({ subjects: rows }: Payload, day: Day): Subject {
  const { bounds, headline, stop, day: since } = rowOn(rows, day);
  return { bounds: [...bounds], headline, stop: stop && since === day };
}

// `subjectOf` and the stops, in order, of a page's data.
export function subjects(data: Payload) {
  return {
    subjectOf: (day: Day) => subjectOf(data, day),
    // What a comparison of two days is about: the ground that differs, else both days'.
    between(one: Day, other: Day): Bounds {
      const [since, until] = inOrder(one, other);
      const moved = most(movesBetween(data, since, until));
      if (sum(moved, ({ km2 }) => km2) >= TOLD_KM2) return framed(around(moved.map(boundsOf)));
      return framed(around([since, until].map((day) => subjectOf(data, day).bounds)), 0);
    },
    stops: data.subjects.filter(({ stop }) => stop).map(({ day }) => day),
  };
}
