// The row that governs a comparison: both dates, which of them the timeline moves, and the way.

import type { End, How } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { State, Store } from "../core/store.ts";
import { byId, mark, say } from "./dom.ts";

interface Acts {
  lead(end: End): void;
  swap(): void;
  setHow(how: How): void;
  close(): void;
}

export function compareBar(t: Messages, store: Store, { lead, swap, setHow, close }: Acts) {
  const bar = byId("compare-bar");
  const chips: [End, HTMLElement][] = [
    ["date", byId("chip-date")],
    ["compare", byId("chip-compare")],
  ];
  const ways = [...bar.querySelectorAll<HTMLElement>("[data-how]")];
  for (const [end, chip] of chips) chip.addEventListener("click", () => lead(end));
  for (const way of ways) way.addEventListener("click", () => setHow(way.dataset.how as How));
  byId("swap").addEventListener("click", swap);
  byId("end-compare").addEventListener("click", close);

  store.subscribe(
    ["date", "compare", "how", "active", "language"],
    ({ date, compare, how, active }: State) => {
      bar.hidden = compare === null;
      mark(byId("compare"), "aria-pressed", compare !== null);
      if (compare === null) return;
      const days = { date, compare };
      for (const [end, chip] of chips) {
        say(chip, t.shortDate(days[end]));
        chip.setAttribute("aria-pressed", String(end === active));
        chip.title = t(end === active ? "compare.led" : "compare.lead", {
          date: t.date(days[end]),
        });
      }
      for (const way of ways) way.setAttribute("aria-pressed", String(way.dataset.how === how));
      bar.dataset.way = how;
      bar.dataset.later = compare < date ? "date" : "compare";
    },
  );

  return { focus: () => byId("chip-compare").focus() };
}
