// What popups tell of a day, and the buttons that lead to another.

import type { Clock } from "../core/karamap.ts";
import type { Day } from "../core/payload.ts";
import type { Telling } from "../core/telling.ts";
import type { Ground } from "../map/identify.ts";
import { button } from "./dom.ts";

// `clock` has the day that is told of, `map()` is the map on which it is.
export interface DayTelling extends Telling {
  ground: Ground;
  clock: Clock;
  map: () => L.Map;
}

export const linkToDay = ({ clock }: DayTelling, text: string, day: Day) =>
  button({ class: "link", click: () => clock.setDate(day, { release: true }) }, text);
