// Events of the page: who listens is told.

import type { Told } from "./karamap.ts";
import type { Store } from "./store.ts";

type Acts = { [E in keyof Told]?: ((what: Told[E]) => void)[] };

export type Listeners = ReturnType<typeof listeners>;

export function listeners() {
  const known: Acts = {};
  return {
    on<E extends keyof Told>(event: E, act: (what: Told[E]) => void) {
      const acts: ((what: Told[E]) => void)[] = known[event] ?? [];
      acts.push(act);
      (known as Record<E, typeof acts>)[event] = acts;
    },
    tell<E extends keyof Told>(event: E, what: Told[E]) {
      for (const act of known[event] ?? []) act(what);
    },
  };
}

// What changes in the store is an event of the page, told when the page has followed; of the view
// the map tells when it has come to rest.
export function tellChanges(store: Store, tell: Listeners["tell"]) {
  store.subscribe(["date"], ({ date }) => tell("date", date));
  store.subscribe(["compare", "how"], ({ compare, how }) => tell("compare", { compare, how }));
  store.subscribe(["layers"], ({ layers }) => tell("layers", [...layers]));
  store.subscribe(["mode"], ({ mode }) => tell("mode", mode));
  store.subscribe(["theme"], ({ theme }) => tell("theme", theme));
  store.subscribe(["language"], ({ language }) => tell("language", language));
  store.subscribe(["talk"], ({ talk }) => tell("talk", talk));
  store.subscribe(["tab"], ({ tab }) => tell("story", tab));
}
