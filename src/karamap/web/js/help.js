// The table of keys, and the switch for those of a single letter.

// Ways past the map: `to` has what each of the links at the top of the page does.
function skipLinks(to) {
  for (const link of byId("skip").querySelectorAll("a")) {
    link.addEventListener("click", (event) => {
      // the address belongs to the map
      event.preventDefault();
      to[link.dataset.to]();
    });
  }
}

function keyHelp(t) {
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
    ["I", t("tools.copy")],
    ["F", t("timeline.full_screen")],
    ["?", t("tools.help")],
  ];

  box.addEventListener("change", () => letters.set(box.checked));
  byId("close-help").addEventListener("click", () => dialog.close());

  return {
    open() {
      if (dialog.open) return dialog.close();
      box.checked = letters.on;
      rows.replaceChildren(
        ...table().map(([keys, act]) =>
          el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, keys)), el("td", {}, act)),
        ),
      );
      dialog.showModal();
    },
  };
}
