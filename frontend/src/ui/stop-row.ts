// A stop in the speaker's list: its day and headline, and what makes it part of the talk.

import type { Messages } from "../core/messages.ts";
import type { Day } from "../core/payload.ts";
import { NOTE_LENGTH } from "../core/talk.ts";
import { button, el } from "./dom.ts";
import type { OwnTalk } from "./own-talk.ts";

interface Stop {
  day: Day;
  headline: string;
  // whether it is on screen
  now: boolean;
}

interface Acts {
  jump(day: Day): void;
  toggle(day: Day): void;
  move(day: Day, by: number): void;
}

export function stopRow(t: Messages, talk: OwnTalk, { day, headline, now }: Stop, acts: Acts) {
  const chosen = el("input", { type: "checkbox", change: () => acts.toggle(day) });
  chosen.checked = talk.placeOf(day) >= 0;
  return el(
    "li",
    { "data-day": day, class: now ? "now" : null },
    button(
      { class: "jump", click: () => acts.jump(day) },
      el("b", {}, t.shortDate(day)),
      ` ${headline}`,
    ),
    el("label", {}, chosen, t("talk.mine")),
    ...(chosen.checked ? ownParts(t, talk, day, acts) : []),
  );
}

// Where it stands in the talk, and what the speaker notes of it.
function ownParts(t: Messages, talk: OwnTalk, day: Day, { move }: Acts) {
  const at = talk.placeOf(day);
  const items = talk.items();
  const mover = (by: number, sign: string, disabled: boolean) => {
    const title = t(by < 0 ? "talk.up" : "talk.down");
    const click = () => move(day, by);
    return button({ disabled, "data-by": by, "aria-label": title, title, click }, sign);
  };
  const note = el("textarea", {
    rows: 1,
    maxlength: NOTE_LENGTH,
    placeholder: t("talk.note"),
    "aria-label": t("talk.note"),
    change: () => talk.note(day, note.value.trim()),
  });
  note.value = items[at].note;
  return [mover(-1, "\u2191", at === 0), mover(1, "\u2193", at === items.length - 1), note];
}
