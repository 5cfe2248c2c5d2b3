// What is on screen and what the reader has chosen, in one place: parts of the page read it and
// subscribe to it, so that none has to be told by hand.

import type { End, How, Mode } from "./karamap.ts";
import type { Day, View } from "./payload.ts";

export interface State {
  // none until the map is first drawn
  date: Day;
  // the day compared with, and in which way
  compare: Day | null;
  how: How;
  // which of the two dates the timeline moves
  active: End;
  // ids of the layers that are on, in the order in which they are drawn
  layers: string[];
  view: View;
  language: string;
  theme: string;
  mode: Mode | null;
  // the tab of the story that is on screen
  tab: string | null;
  // the step of the tour that is on, by its index; none before it begins and once it is left
  step: number | null;
  // a speaker's own talk, as its link writes it (core/talk.ts)
  talk: string | null;
  // whether the timeline plays
  playing: boolean;
}

export type Store = ReturnType<typeof createStore<State>>;

export function createStore<S extends object>(initial: S) {
  const state: S = { ...initial };
  const subscriptions: { keys: (keyof S)[]; act: (state: Readonly<S>) => void }[] = [];

  return {
    get: <K extends keyof S>(key: K): S[K] => state[key],

    // Everyone who subscribed to something that differs is told once, in the order of subscribing.
    set(changes: Partial<S>) {
      const keys = Object.keys(changes) as (keyof S)[];
      const changed = keys.filter((key) => !Object.is(state[key], changes[key]));
      Object.assign(state, changes);
      for (const { keys, act } of subscriptions) {
        if (changed.some((key) => keys.includes(key))) act(state);
      }
    },

    subscribe(keys: (keyof S)[], act: (state: Readonly<S>) => void) {
      subscriptions.push({ keys, act });
    },
  };
}
