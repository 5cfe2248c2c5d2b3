// The story beside the map: a panel of tabs, each drawn when it is looked at.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import { button, byId, focused, say } from "./dom.ts";
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
  const body = byId("story-body");
  const opener = byId("open-story");
  const heads = tabBar(t, Object.keys(tabs), choose);
  let [current] = Object.keys(tabs);
  let returnTo: HTMLElement | null = null;

  function draw() {
    if (panel.hidden) return;
    search.draw();
    heads.draw(current);
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

  function show(on: boolean) {
    panel.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    document.body.classList.toggle("with-story", on);
  }

  function open(id = current) {
    const from = focused();
    if (panel.hidden) returnTo = from?.closest<HTMLElement>("#on-map") ?? from;
    show(true);
    choose(id);
  }

  function close() {
    if (panel.hidden) return;
    show(false);
    store.set({ tab: null });
    karamap.endMoment();
    if (panel.contains(document.activeElement) || document.activeElement === document.body)
      returnTo?.focus();
  }
  opener.addEventListener("click", () => (panel.hidden ? open() : close()));
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

// The heads of the tabs. Arrow keys go from one to the next, as in every list of tabs.
function tabBar(t: Messages, ids: string[], choose: (id: string) => void) {
  const heads = ids.map((id, at) => {
    const keydown = (event: KeyboardEvent) => walk(event, at);
    const look = { role: "tab", id: `tab-${id}`, "aria-controls": "story-body" };
    return button({ ...look, click: () => choose(id), keydown });
  });
  byId("story-tabs").append(...heads);

  function walk(event: KeyboardEvent, at: number) {
    const last = ids.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(ids[to]);
    heads[to].focus();
  }

  return {
    draw(current: string) {
      for (const [at, node] of heads.entries()) {
        const chosen = ids[at] === current;
        say(node, t(`story.${ids[at]}`));
        node.setAttribute("aria-selected", String(chosen));
        node.tabIndex = chosen ? 0 : -1;
      }
    },
  };
}
