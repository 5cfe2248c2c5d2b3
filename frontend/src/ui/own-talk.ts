// A speaker's own talk, as it is changed in the list of stops and kept for the next time.

import type { Context } from "../core/context.ts";
import type { Day } from "../core/payload.ts";
import { subjects } from "../core/subject.ts";
import type { Talk } from "../core/talk.ts";
import { talkAsText, talkOf } from "../core/talk.ts";
import { remembered } from "./remembered.ts";
import type { Stepping } from "./stepping.ts";

export type OwnTalk = ReturnType<typeof ownTalk>;

export function ownTalk({ data, commands }: Context, steps: Stepping) {
  const kept = remembered("karamap-talk");
  // of an older map a stop may be gone
  const before = kept.read();
  if (before !== null && talkOf(before, subjects(data).stops)) commands.setTalk(before);

  const talk = (): Talk => steps.talk() ?? { items: [], minutes: null };
  function keep(to: Talk | null) {
    const text = to && (to.items.length || to.minutes) ? talkAsText(to) : null;
    commands.setTalk(text);
    kept.write(text);
  }
  const keepItems = (items: Talk["items"]) => keep({ ...talk(), items });
  const placeOf = (day: Day) => talk().items.findIndex((item) => item.day === day);

  return {
    items: () => talk().items,
    minutes: () => talk().minutes,
    // where in the talk a day is, -1 where it is not in it
    placeOf,
    toggle(day: Day) {
      const { items } = talk();
      const others = items.filter((item) => item.day !== day);
      keepItems(placeOf(day) < 0 ? [...items, { day, note: "" }] : others);
    },
    move(day: Day, by: number) {
      const from = placeOf(day);
      const items = [...talk().items];
      const [item] = items.splice(from, 1);
      items.splice(Math.max(0, from + by), 0, item);
      keepItems(items);
    },
    note: (day: Day, note: string) =>
      keepItems(talk().items.map((item) => (item.day === day ? { day, note } : item))),
    setMinutes: (minutes: number | null) => keep({ ...talk(), minutes }),
    drop: () => keep(null),
  };
}
