// The story beside the map: a panel of tabs, each drawn when it is looked at.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import { byId, el, focused, say } from "./dom.ts";
import type { Search } from "./search-box.ts";

// `draw` brings a tab in line with date and language.
interface Tab {
  root: HTMLElement;
  draw(): void;
}

export function storyPanel(
  t: Messages,
  store: Store,
  karamap: Karamap,
  tabs: Record<string, Tab>,
  search: Search,
) {
  const panel = byId("story");
  const bar = byId("story-tabs");
  const body = byId("story-body");
  const button = byId("open-story");
  const ids = Object.keys(tabs);
  const heads = new Map<string, HTMLButtonElement>();
  let current = ids[0];
  let returnTo: HTMLElement | null = null;

  function head(id: string) {
    const act = { click: () => choose(id), keydown: (event: KeyboardEvent) => walk(event, id) };
    return el("button", {
      type: "button",
      role: "tab",
      id: `tab-${id}`,
      "aria-controls": "story-body",
      ...act,
    });
  }

  // Arrow keys go from tab to tab, as in every list of tabs.
  function walk(event: KeyboardEvent, id: string) {
    const at = ids.indexOf(id);
    const steps: Record<string, string | undefined> = {
      ArrowRight: ids[(at + 1) % ids.length],
      ArrowLeft: ids[(at + ids.length - 1) % ids.length],
      Home: ids[0],
      End: ids.at(-1),
    };
    const to = steps[event.key];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    choose(to);
    heads.get(to)?.focus();
  }

  function draw() {
    if (panel.hidden) return;
    search.draw();
    for (const [id, node] of heads) {
      say(node, t(`story.${id}`));
      node.setAttribute("aria-selected", String(id === current));
      node.tabIndex = id === current ? 0 : -1;
    }
    body.setAttribute("aria-labelledby", `tab-${current}`);
    if (body.firstChild !== tabs[current].root) {
      body.replaceChildren(tabs[current].root);
      body.scrollTop = 0;
    }
    tabs[current].draw();
  }

  function choose(id: string) {
    if (id !== current) karamap.endMoment();
    current = id;
    search.clear();
    draw();
    store.set({ tab: id });
  }

  function open(id = current) {
    const from = focused();
    if (panel.hidden) returnTo = from?.closest<HTMLElement>("#on-map") ?? from;
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
    store.set({ tab: null });
    karamap.endMoment();
    if (panel.contains(document.activeElement) || document.activeElement === document.body)
      returnTo?.focus();
  }

  for (const id of ids) {
    const node = head(id);
    heads.set(id, node);
    bar.append(node);
  }
  button.addEventListener("click", () => (panel.hidden ? open() : close()));
  byId("close-story").addEventListener("click", close);

  const renew = oncePerFrame(draw);
  store.subscribe(["date", "layers"], renew);
  store.subscribe(["language"], draw);

  return {
    open,
    close,
    has: (node: Node | null) => panel.contains(node),
  };
}
