// Events of the page: who listens is told.

import type { Told } from "./karamap.ts";

type Acts = { [E in keyof Told]?: ((what: Told[E]) => void)[] };

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
