// The speaker's list: all stops, to jump to and to search; which of them make the talk, in which
// order, with a note each; and a clock.

import type { Context } from "../core/context.ts";
import type { Day } from "../core/payload.ts";
import { subjectOf, subjects } from "../core/subject.ts";
import { byId, el, one } from "./dom.ts";
import type { OwnTalk } from "./own-talk.ts";
import { ownTalk } from "./own-talk.ts";
import type { Stepping } from "./stepping.ts";
import { stopRow } from "./stop-row.ts";
import { stopwatch } from "./stopwatch.ts";

export type PresenterList = ReturnType<typeof presenterList>;

export function presenterList(context: Context, steps: Stepping) {
  const dialog = byId("stop-list");
  const [box, list] = [byId("stop-search"), byId("stops")];
  const talk = ownTalk(context, steps);
  const draw = stopList(context, steps, talk, (day) => {
    dialog.close();
    steps.show(day);
  });

  box.addEventListener("input", draw);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") one<HTMLButtonElement>(".jump", list)?.click();
    if (event.key === "ArrowDown") one(".jump", list)?.focus();
  });
  byId("talk-minutes").addEventListener("change", () => {
    const asked = Math.round(Number(byId("talk-minutes").value));
    talk.setMinutes(asked > 0 && asked < 1000 ? asked : null);
    draw();
  });
  byId("talk-all").addEventListener("click", () => {
    talk.drop();
    draw();
    // the button is gone with the talk
    box.focus();
  });
  const clock = stopwatch(byId("talk-clock"), talk.minutes);
  byId("talk-restart").addEventListener("click", clock.restart);
  byId("close-stops").addEventListener("click", () => dialog.close());

  return {
    open() {
      if (dialog.open) return dialog.close();
      box.value = "";
      draw();
      dialog.showModal();
      one(".now", list)?.scrollIntoView({ block: "center" });
      box.focus();
    },
    restart: clock.restart,
  };
}

// Draw the stops that are searched for; `jump(day)` goes to one.
function stopList(
  { data, t, store, karamap }: Context,
  steps: Stepping,
  talk: OwnTalk,
  jump: (day: Day) => void,
) {
  const [box, list] = [byId("stop-search"), byId("stops")];
  const { stops } = subjects(data);
  const headlineOf = (day: Day) => t.words(subjectOf(data, day).headline);
  const acts = {
    jump,
    toggle(day: Day) {
      talk.toggle(day);
      draw();
      one(`[data-day="${day}"] input`, list)?.focus();
    },
    move(day: Day, by: number) {
      talk.move(day, by);
      draw();
      one(`[data-day="${day}"] [data-by="${by}"]`, list)?.focus();
    },
  };

  function isFound(day: Day) {
    const words = `${day} ${t.date(day)} ${headlineOf(day)}`;
    return karamap.sound(words).includes(karamap.sound(box.value.trim()));
  }

  // Those of the talk in its order, then all others in that of time.
  function draw() {
    const found = [...new Set([...talk.items().map(({ day }) => day), ...stops])].filter(isFound);
    const here = steps.days()[steps.at()];
    const row = (day: Day) =>
      stopRow(t, talk, { day, headline: headlineOf(day), now: day === here }, acts);
    const none = el("li", {}, t("search.none", { text: box.value.trim().slice(0, 40) }));
    list.replaceChildren(...(found.length ? found.map(row) : [none]));
    byId("talk-minutes").value = String(talk.minutes() ?? "");
    byId("talk-all").hidden = store.get("talk") === null;
  }

  return draw;
}
