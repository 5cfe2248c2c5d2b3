// The periods of the history, by the day each began.

import type { Day, Payload } from "./payload.ts";

// The key of the text that names the period of a day.
export const periodOf = (data: Payload, day: Day) =>
  data.periods.findLast(([start]) => start <= day)?.[1] ?? data.periods[0][1];
