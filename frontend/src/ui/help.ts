// The table of keys, and the switch for those of a single letter.

import type { Messages } from "../core/messages.ts";
import { byId, el } from "./dom.ts";
import { shortcuts } from "./shortcuts.ts";

export function keyHelp(t: Messages) {
  const dialog = byId("key-help");
  const rows = byId("help-keys");
  const box = byId("help-letters");
  const ARROWS = "\u2190 \u2191 \u2192 \u2193";

  // [keys, what they do]; written anew each time, in the language of now
  const table = () => [
    ["Tab", t("help.tab")],
    [ARROWS, t("help.arrows")],
    ["Page Up, Page Down", t("help.pages")],
    ["Home, End", t("help.ends")],
    ["N, P", `${t("timeline.next")}, ${t("timeline.previous")}`],
    [t("help.space_key"), t("help.play")],
    [`${ARROWS} Enter`, t("map.label")],
    [`${ARROWS} Enter`, t("map.list")],
    ["Esc", t("help.escape")],
    ["T", t("tools.story")],
    ["/", t("search.label")],
    ["C", t("tools.compare")],
    ["S", t("tools.present")],
    ["B, W, X", t("help.screen")],
    ["L, H, R", `${t("talk.list")}, ${t("talk.legend")}, ${t("talk.reset")}`],
    ["I", t("tools.copy")],
    ["F", t("timeline.full_screen")],
    ["?", t("tools.help")],
  ];

  box.addEventListener("change", () => shortcuts.set(box.checked));
  byId("close-help").addEventListener("click", () => dialog.close());

  return {
    open() {
      if (dialog.open) return dialog.close();
      box.checked = shortcuts.on;
      rows.replaceChildren(
        ...table().map(([keys, act]) =>
          el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, keys)), el("td", {}, act)),
        ),
      );
      dialog.showModal();
    },
  };
}
