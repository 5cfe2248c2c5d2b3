// What is on view as a list over the map, each item where it is: what the Tab key goes to.

import type { Item } from "../map/in-view.ts";
import { byId, el, focused, say } from "./dom.ts";

export type ItemList = ReturnType<typeof itemList>;

// Words beside an item are on the side where there is room for them.
function place(node: HTMLElement, { kind, point: { x, y } }: Item, size: L.Point) {
  node.className = kind;
  node.classList.toggle("to-west", x > size.x / 2);
  node.classList.toggle("to-north", y > size.y / 2);
  node.style.translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
}

// `list()` is what is on view, `open(item)` tells of it.
export function itemList(map: L.Map, list: () => Item[], open: (item: Item) => void) {
  const box = byId("on-map");
  const nodes = new Map<string, HTMLElement>();
  const itemOf = new WeakMap<Element, Item>();
  let items: Item[] = [];
  const hasFocus = () => box.contains(focused());

  function makeNode(item: Item) {
    const node = el("div", { role: "option", tabindex: -1 }, el("span", {}));
    node.addEventListener("click", () => open(item));
    nodes.set(item.key, node);
    return node;
  }

  function nodeOf(item: Item) {
    const node = nodes.get(item.key) ?? makeNode(item);
    itemOf.set(node, item);
    place(node, item, map.getSize());
    return node;
  }

  return {
    box,
    hasFocus,
    items: () => items,
    itemOf: (node: Element) => itemOf.get(node),

    // Bring the list in line with the map. The node that has the focus is never moved: that would
    // take the focus from it.
    make() {
      items = list();
      const wanted = items.map(nodeOf);
      const held = hasFocus() ? focused() : null;
      for (const [key, node] of nodes) {
        if (wanted.includes(node)) continue;
        nodes.delete(key);
        if (node !== held) node.remove();
      }
      const after = held ? wanted.indexOf(held) + 1 : 0;
      for (const node of wanted.slice(0, after)) if (node !== held) box.insertBefore(node, held);
      box.append(...wanted.slice(after));
      for (const item of items) {
        const text = nodes.get(item.key)?.firstChild;
        if (text) say(text, item.text);
      }
    },

    // Give an item the focus, which `before` had.
    select(item: Item, before: Item | null) {
      const last = before && nodes.get(before.key);
      if (last) last.tabIndex = -1;
      box.tabIndex = -1;
      for (const [key, each] of nodes) each.setAttribute("aria-selected", String(key === item.key));
      const node = nodes.get(item.key);
      if (!node) return;
      node.tabIndex = 0;
      node.focus({ preventScroll: true });
    },

    // Take away what is no longer on view and was kept for its focus.
    tidy() {
      const kept = new Set<Element>(nodes.values());
      for (const node of [...box.children]) if (!kept.has(node)) node.remove();
    },

    clear() {
      box.replaceChildren();
      nodes.clear();
      items = [];
      box.tabIndex = 0;
    },
  };
}
