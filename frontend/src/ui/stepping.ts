// From stop to stop: those of the map in order of time, or those of the speaker's own talk.

import type { Context } from "../core/context.ts";
import type { Clock } from "../core/karamap.ts";
import type { Day } from "../core/payload.ts";
import { stepFrom, talkOf } from "../core/talk.ts";

export type Stepping = ReturnType<typeof stepping>;

// `goTo(day)` shows a day.
export function stepping({ store }: Context, stops: Day[], clock: Clock, goTo: (day: Day) => void) {
  // of a talk in an order of its own, the item that was shown last
  let last: number | null = null;
  const talk = () => talkOf(store.get("talk") ?? "", stops);

  function days() {
    const own = talk()?.items.map(({ day }) => day);
    return own?.length ? own : stops;
  }

  function go(index: number | null) {
    const day = index === null ? undefined : days()[index];
    if (day === undefined) return;
    last = index;
    goTo(day);
  }

  const to = (by: 1 | -1) => stepFrom(days(), clock.date, by, days() === stops ? null : last);

  return {
    days,
    talk,
    to,
    next: () => go(to(1)),
    previous: () => go(to(-1)),
    first: () => go(0),
    last: () => go(days().length - 1),
    show: (day: Day) => go(days().indexOf(day)),
    // which stop is on screen, or was passed last
    at() {
      const here = days().indexOf(clock.date);
      if (here >= 0) return here;
      return days() === stops ? stops.findLastIndex((day) => day <= clock.date) : (last ?? -1);
    },
  };
}
