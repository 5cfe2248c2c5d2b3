// The story beside the map: a panel of tabs, each drawn when it is looked at.

// `tabs` is {id: {root, draw, shown?}}: `draw` brings a tab in line with date and language,
// `shown` tells it whether it is looked at.
function storyPanel(t, karamap, tabs, search) {
  const panel = byId("story");
  const bar = byId("story-tabs");
  const body = byId("story-body");
  const button = byId("open-story");
  const ids = Object.keys(tabs);
  const heads = new Map();
  let current = ids[0];
  let returnTo = null;

  function head(id) {
    const act = { click: () => choose(id), keydown: (event) => walk(event, id) };
    return el("button", {
      type: "button",
      role: "tab",
      id: `tab-${id}`,
      "aria-controls": "story-body",
      ...act,
    });
  }

  // Arrow keys go from tab to tab, as in every list of tabs.
  function walk(event, id) {
    const at = ids.indexOf(id);
    const to = {
      ArrowRight: ids[(at + 1) % ids.length],
      ArrowLeft: ids[(at + ids.length - 1) % ids.length],
      Home: ids[0],
      End: ids.at(-1),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    choose(to);
    heads.get(to).focus();
  }

  function draw() {
    if (panel.hidden) return;
    search.draw();
    for (const [id, node] of heads) {
      say(node, t(`story.${id}`));
      node.setAttribute("aria-selected", id === current);
      node.tabIndex = id === current ? 0 : -1;
    }
    body.setAttribute("aria-labelledby", `tab-${current}`);
    if (body.firstChild !== tabs[current].root) {
      body.replaceChildren(tabs[current].root);
      body.scrollTop = 0;
    }
    tabs[current].draw();
  }

  function tellShown() {
    for (const [id, tab] of Object.entries(tabs)) tab.shown?.(!panel.hidden && id === current);
  }

  function choose(id) {
    if (id !== current) karamap.endMoment();
    current = id;
    search.clear();
    draw();
    tellShown();
    karamap.tell("story", karamap.story);
  }

  function open(id = current) {
    const from = document.activeElement;
    if (panel.hidden) returnTo = from.closest("#on-map") ?? from;
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.body.classList.add("with-story");
    choose(id);
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.body.classList.remove("with-story");
    tellShown();
    karamap.endMoment();
    if (panel.contains(document.activeElement) || document.activeElement === document.body)
      returnTo?.focus();
    karamap.tell("story", null);
  }

  for (const id of ids) {
    heads.set(id, head(id));
    bar.append(heads.get(id));
  }
  button.addEventListener("click", () => (panel.hidden ? open() : close()));
  byId("close-story").addEventListener("click", close);

  const renew = oncePerFrame(draw);
  karamap.on("date", renew);
  karamap.on("layers", renew);
  karamap.on("language", draw);

  return {
    open,
    close,
    has: (node) => panel.contains(node),
    get current() {
      return panel.hidden ? null : current;
    },
  };
}

// A search box over the tabs: its hits take their place while something is typed.
function searchBox(data, t, karamap, find, openHit) {
  const box = byId("search");
  const hits = byId("hits");
  const body = byId("story-body");

  const titleOf = {
    place: ({ item }) => t.nameOf(item, karamap.date),
    event: ({ item }) => t.words(item.name),
    claim: ({ item }) => t.words(item.claim),
  };
  const detailOf = {
    place: ({ item }) => t.otherNames(item, karamap.date),
    event: ({ item }) => sourceDate(t, item.start, item.start_edtf),
    claim: ({ item }) => t.words(data.story.sections[item.section]),
  };

  const rowOf = (hit) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "hit", click: () => openHit(hit) },
        el("strong", {}, titleOf[hit.kind](hit)),
        el("span", { class: "muted" }, `${t(`search.${hit.kind}`)} · ${detailOf[hit.kind](hit)}`),
      ),
    );

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
