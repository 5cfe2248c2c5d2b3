// The search box of the story.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Payload } from "../core/payload.ts";
import type { Hit } from "../core/search.ts";
import { sourceDate } from "../core/source-dates.ts";
import { button, byId, el } from "./dom.ts";

export type Search = ReturnType<typeof searchBox>;

// A search box over the tabs: its hits take their place while something is typed.
export function searchBox(
  data: Payload,
  t: Messages,
  karamap: Karamap,
  find: (text: string) => Hit[],
  openHit: (hit: Hit) => void,
) {
  const box = byId("search");
  const hits = byId("hits");
  const body = byId("story-body");

  // What a hit is called, and what tells it from others of that name.
  function wordsOf({ kind, item }: Hit): [title: string, detail: string] {
    switch (kind) {
      case "place":
        return [t.nameOf(item, karamap.date), t.otherNames(item, karamap.date)];
      case "event":
        return [t.words(item.name), sourceDate(t, item.start, item.start_edtf)];
      case "claim":
        return [t.words(item.claim), t.words(data.story.sections[item.section])];
    }
  }

  function rowOf(hit: Hit) {
    const [title, detail] = wordsOf(hit);
    return el(
      "li",
      {},
      button(
        { class: "hit", click: () => openHit(hit) },
        el("strong", {}, title),
        el("span", { class: "muted" }, `${t(`search.${hit.kind}`)} · ${detail}`),
      ),
    );
  }

  function draw() {
    const typed = box.value.trim();
    hits.hidden = typed === "";
    body.hidden = typed !== "";
    if (!typed) return;
    const found = find(typed);
    const none = el("li", { class: "muted" }, t("search.none", { text: typed.slice(0, 40) }));
    hits.replaceChildren(...(found.length ? found.map(rowOf) : [none]));
  }

  box.addEventListener("input", draw);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") hits.querySelector("button")?.click();
    if (event.key === "ArrowDown") hits.querySelector("button")?.focus();
  });
  return {
    draw,
    clear() {
      box.value = "";
      draw();
    },
    focus: () => box.focus(),
  };
}
