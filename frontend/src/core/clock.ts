// A day that popups, timeline and player read and set: one end of a comparison.

import type { Commands } from "./commands.ts";
import type { Clock, End, Karamap } from "./karamap.ts";
import type { Store } from "./store.ts";

// `end()` says which of the two dates it is.
export function clockOf(store: Store, commands: Commands, karamap: Karamap, end: () => End): Clock {
  const isCompared = () => end() === "compare";
  return {
    get date() {
      const date = store.get("date");
      return isCompared() ? (store.get("compare") ?? date) : date;
    },
    get layers() {
      return store.get("layers");
    },
    setDate(day, options) {
      if (isCompared()) commands.setCompare(day, store.get("how"), options);
      else commands.setDate(day, options);
    },
    pause: () => karamap.pause(),
    release: () => karamap.release(),
    drag(now) {
      karamap.dragging = now;
    },
  };
}
