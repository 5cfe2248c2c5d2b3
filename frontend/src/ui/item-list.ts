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

// Put nodes into a box in their order. The one that has the focus is never moved: that would take
// the focus from it.
function arrange(box: HTMLElement, nodes: HTMLElement[], held: HTMLElement | null) {
  const after = held ? nodes.indexOf(held) + 1 : 0;
  for (const node of nodes.slice(0, after)) if (node !== held) box.insertBefore(node, held);
  box.append(...nodes.slice(after));
}

// `list()` is what is on view, `open(item)` tells of it.
export function itemList(map: L.Map, list: () => Item[], open: (item: Item) => void) {
  const box = byId("on-map");
  const nodes = new Map<string, HTMLElement>();
  const itemOf = new WeakMap<Element, Item>();
  let items: Item[] = [];
  const hasFocus = () => box.contains(focused());

  function nodeOf(item: Item) {
    const click = () => open(item);
    const node =
      nodes.get(item.key) ?? el("div", { role: "option", tabindex: -1, click }, el("span"));
    nodes.set(item.key, node);
    itemOf.set(node, item);
    place(node, item, map.getSize());
    return node;
  }

  return {
    box,
    hasFocus,
    items: () => items,
    itemOf: (node: Element) => itemOf.get(node),

    // Bring the list in line with the map.
    make() {
      items = list();
      const wanted = items.map(nodeOf);
      const held = hasFocus() ? focused() : null;
      for (const [key, node] of nodes) {
        if (wanted.includes(node)) continue;
        nodes.delete(key);
        if (node !== held) node.remove();
      }
      arrange(box, wanted, held);
      for (const [index, { text }] of items.entries()) say(wanted[index].firstChild as Node, text);
    },

    // Give an item the focus.
    select(item: Item) {
      box.tabIndex = -1;
      for (const [key, node] of nodes) {
        const chosen = key === item.key;
        node.setAttribute("aria-selected", String(chosen));
        node.tabIndex = chosen ? 0 : -1;
      }
      nodes.get(item.key)?.focus({ preventScroll: true });
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
