// The speaker's list: all stops, to jump to and to search; which of them make the talk, in which
// order, with a note each; and a clock.

import type { Context } from "../core/context.ts";
import type { Day } from "../core/payload.ts";
import { subjects } from "../core/subject.ts";
import type { Talk } from "../core/talk.ts";
import { NOTE_LENGTH, talkAsText, talkOf } from "../core/talk.ts";
import { byId, el, one } from "./dom.ts";
import { remembered } from "./remembered.ts";
import type { Stepping } from "./stepping.ts";
import { stopwatch } from "./stopwatch.ts";

export type PresenterList = ReturnType<typeof presenterList>;

export function presenterList({ data, t, store, commands, karamap }: Context, steps: Stepping) {
  const dialog = byId("stop-list");
  const box = byId("stop-search");
  const list = byId("stops");
  const minutes = byId("talk-minutes");
  const clock = stopwatch(byId("talk-clock"), () => talk().minutes);
  const { stops, subjectOf } = subjects(data);
  const kept = remembered("karamap-talk");
  // of an older map a stop may be gone
  const before = kept.read();
  if (before !== null && talkOf(before, stops)) commands.setTalk(before);

  const talk = (): Talk => steps.talk() ?? { items: [], minutes: null };
  function keep(to: Talk | null) {
    const text = to && (to.items.length || to.minutes) ? talkAsText(to) : null;
    commands.setTalk(text);
    kept.write(text);
  }
  const isIn = (day: Day) => talk().items.some((item) => item.day === day);

  function toggle(day: Day) {
    const { items, ...rest } = talk();
    const others = items.filter((item) => item.day !== day);
    keep({ ...rest, items: isIn(day) ? others : [...items, { day, note: "" }] });
    draw();
    one(`[data-day="${day}"] input`, list)?.focus();
  }

  function move(day: Day, by: number) {
    const { items, ...rest } = talk();
    const from = items.findIndex((item) => item.day === day);
    const moved = items.filter((_, index) => index !== from);
    moved.splice(Math.max(0, from + by), 0, items[from]);
    keep({ ...rest, items: moved });
    draw();
    one(`[data-day="${day}"] [data-by="${by}"]`, list)?.focus();
  }

  function note(day: Day, text: string) {
    const { items, ...rest } = talk();
    keep({ ...rest, items: items.map((item) => (item.day === day ? { day, note: text } : item)) });
  }

  function jump(day: Day) {
    dialog.close();
    steps.show(day);
  }

  const mover = (day: Day, by: number, sign: string, off: boolean) =>
    el(
      "button",
      {
        type: "button",
        disabled: off,
        "data-by": by,
        "aria-label": t(by < 0 ? "talk.up" : "talk.down"),
        title: t(by < 0 ? "talk.up" : "talk.down"),
        click: () => move(day, by),
      },
      sign,
    );

  function ownParts(day: Day) {
    const { items } = talk();
    const at = items.findIndex((item) => item.day === day);
    if (at < 0) return [];
    const written = el("textarea", {
      rows: 1,
      maxlength: NOTE_LENGTH,
      placeholder: t("talk.note"),
      "aria-label": t("talk.note"),
      change: () => note(day, written.value.trim()),
    });
    written.value = items[at].note;
    return [
      mover(day, -1, "\u2191", at === 0),
      mover(day, 1, "\u2193", at === items.length - 1),
      written,
    ];
  }

  function rowOf(day: Day, now: boolean) {
    const chosen = el("input", { type: "checkbox", change: () => toggle(day) });
    chosen.checked = isIn(day);
    return el(
      "li",
      { "data-day": day, class: now ? "now" : null },
      el(
        "button",
        { type: "button", class: "jump", click: () => jump(day) },
        el("b", {}, t.shortDate(day)),
        ` ${t.words(subjectOf(day).headline)}`,
      ),
      el("label", {}, chosen, t("talk.mine")),
      ...ownParts(day),
    );
  }

  // Those of the talk in its order, then all others in that of time.
  function draw() {
    const asked = karamap.sound(box.value.trim());
    const days = [...new Set([...talk().items.map(({ day }) => day), ...stops])];
    const found = days.filter((day) => {
      const words = `${day} ${t.date(day)} ${t.words(subjectOf(day).headline)}`;
      return karamap.sound(words).includes(asked);
    });
    const here = steps.days()[steps.at()];
    const none = el("li", {}, t("search.none", { text: box.value.trim().slice(0, 40) }));
    list.replaceChildren(...(found.length ? found.map((day) => rowOf(day, day === here)) : [none]));
    minutes.value = String(talk().minutes ?? "");
    byId("talk-all").hidden = store.get("talk") === null;
  }

  box.addEventListener("input", draw);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") one<HTMLButtonElement>(".jump", list)?.click();
    if (event.key === "ArrowDown") one(".jump", list)?.focus();
  });
  minutes.addEventListener("change", () => {
    const asked = Math.round(Number(minutes.value));
    keep({ ...talk(), minutes: asked > 0 && asked < 1000 ? asked : null });
    draw();
  });
  byId("talk-all").addEventListener("click", () => {
    keep(null);
    draw();
    // the button is gone with the talk
    box.focus();
  });
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
    close: () => dialog.close(),
    restart: clock.restart,
  };
}
