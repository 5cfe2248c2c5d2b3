// One stop of the Tab key for all that is on the map: arrows go from neighbour to neighbour, Page
// Down and Page Up through everything in reading order. Made when it is looked for, never before.

import { oncePerFrame } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import type { Item } from "../map/in-view.ts";
import { outlineOf } from "../map/outline.ts";
import { makePane } from "../map/panes.ts";
import { byId, el, focused, say } from "./dom.ts";

type Direction = [dx: number, dy: number];

// `list()` is what is on view, `open(item)` tells of it, `colours()` are those of the theme.
export function rovingTabindex(
  map: L.Map,
  store: Store,
  list: () => Item[],
  open: (item: Item) => void,
  colours: () => Record<string, string>,
) {
  const box = byId("on-map");
  const PANE = "found";
  const nodes = new Map<string, HTMLElement>();
  let items: Item[] = [];
  let current: Item | null = null;
  let ring: L.Path[] = [];
  const itemOf = new WeakMap<Element, Item>();

  makePane(map, PANE, 630);
  const renderer = L.svg({ pane: PANE, padding: 0.4 });

  const has = (node: Element | null) => box.contains(node);
  const roving = () => has(document.activeElement);

  function drawRing() {
    for (const path of ring) path.remove();
    ring = [];
    if (!current?.shapes || !roving()) return;
    const outline = outlineOf(current.shapes);
    const { halo, ink } = colours();
    const strokes: [string, number][] = [
      [halo, 8],
      [ink, 4],
    ];
    for (const [color, weight] of strokes) {
      const look: L.PolylineOptions = {
        color,
        weight,
        interactive: false,
        renderer,
        pane: PANE,
        lineJoin: "round",
      };
      ring.push(L.polyline(outline, look).addTo(map));
    }
  }

  function makeNode(item: Item) {
    const node = el("div", { role: "option", tabindex: -1 }, el("span", {}));
    node.addEventListener("click", () => open(item));
    nodes.set(item.key, node);
    return node;
  }

  function nodeOf(item: Item) {
    const node = nodes.get(item.key) ?? makeNode(item);
    const { x, y } = item.point;
    const size = map.getSize();
    itemOf.set(node, item);
    node.className = item.kind;
    node.classList.toggle("to-west", x > size.x / 2);
    node.classList.toggle("to-north", y > size.y / 2);
    node.style.translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
    return node;
  }

  // Bring the list in line with the map. The node that has the focus is never moved: that would
  // take the focus from it.
  function make() {
    items = list();
    const wanted = items.map(nodeOf);
    const held = roving() ? focused() : null;
    for (const [key, node] of nodes) {
      if (wanted.includes(node)) continue;
      nodes.delete(key);
      if (node !== held) node.remove();
    }
    const after = held ? wanted.indexOf(held as HTMLDivElement) + 1 : 0;
    for (const node of wanted.slice(0, after)) if (node !== held) box.insertBefore(node, held);
    box.append(...wanted.slice(after));
    for (const item of items) {
      const text = nodes.get(item.key)?.firstChild;
      if (text) say(text, item.text);
    }
  }

  const distance = (a: L.Point, b: L.Point) => a.distanceTo(b);
  const nearest = (point: L.Point) =>
    items.reduce<{ item: Item; far: number } | null>((best, item) => {
      const far = distance(item.point, point);
      return best && best.far <= far ? best : { item, far };
    }, null)?.item;

  function go(item: Item | null | undefined) {
    if (!item) return;
    const before = current && nodes.get(current.key);
    if (before) before.tabIndex = -1;
    current = item;
    box.tabIndex = -1;
    for (const [key, each] of nodes) each.setAttribute("aria-selected", String(key === item.key));
    const node = nodes.get(item.key);
    if (node) {
      node.tabIndex = 0;
      node.focus({ preventScroll: true });
    }
    drawRing();
  }

  // Where it was, or what lies nearest to that now; at first the middle of the map.
  function goBack() {
    const middle = map.getSize().divideBy(2);
    const same = again(current);
    go(same ?? nearest(current ? map.latLngToContainerPoint(current.at) : middle));
  }

  // The neighbour in a direction: near, and rather straight on than aside.
  function neighbour({ key, point: from }: Item, [dx, dy]: Direction): Item | null {
    let best: { item: Item; far: number } | null = null;
    for (const item of items) {
      if (item.key === key) continue;
      const along = (item.point.x - from.x) * dx + (item.point.y - from.y) * dy;
      const aside = Math.abs((item.point.x - from.x) * dy) + Math.abs((item.point.y - from.y) * dx);
      if (along <= 0 || aside > along * 2) continue;
      const far = along + 2 * aside;
      if (!best || far < best.far) best = { item, far };
    }
    return best?.item ?? null;
  }

  // The same thing in the list of now.
  const again = (item: Item | null) => items.find(({ key }) => key === item?.key);

  // Past the last one the map moves on, as far as it goes.
  function step(direction: Direction) {
    if (!current) return;
    const found = neighbour(current, direction);
    if (found) return go(found);
    const size = map.getSize();
    map.panBy([(direction[0] * size.x) / 3, (direction[1] * size.y) / 3], { animate: false });
    make();
    const here = again(current) ?? { ...current, point: map.latLngToContainerPoint(current.at) };
    current = here;
    go(neighbour(here, direction) ?? nearest(here.point));
  }

  const inOrder = (by: number) => {
    const at = items.findIndex(({ key }) => key === current?.key);
    go(items[Math.min(items.length - 1, Math.max(0, at + by))]);
  };

  const openCurrent = () => {
    if (current) open(current);
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => step([-1, 0]),
    ArrowRight: () => step([1, 0]),
    ArrowUp: () => step([0, -1]),
    ArrowDown: () => step([0, 1]),
    PageDown: () => inOrder(1),
    PageUp: () => inOrder(-1),
    Home: () => go(items[0]),
    End: () => go(items.at(-1)),
    Enter: openCurrent,
    " ": openCurrent,
    "+": () => map.zoomIn(1),
    "=": () => map.zoomIn(1),
    "-": () => map.zoomOut(1),
  };

  box.addEventListener("focusin", ({ target }) => {
    if (target === box) {
      make();
      goBack();
      return;
    }
    const item = itemOf.get(target as Element);
    if (item !== current) go(item);
  });

  // Left alone, the list is gone: it costs nothing while nobody goes through it.
  const leave = oncePerFrame(() => {
    if (roving()) return;
    box.replaceChildren();
    nodes.clear();
    items = [];
    box.tabIndex = 0;
    drawRing();
  });
  box.addEventListener("focusout", leave);

  // After a change of date, view, layers or language, while somebody is here.
  const renew = oncePerFrame(() => {
    if (!roving()) return;
    make();
    const same = again(current);
    if (!same) goBack();
    else {
      current = same;
      drawRing();
    }
    const kept = new Set<Element>(nodes.values());
    for (const node of [...box.children]) if (!kept.has(node)) node.remove();
  });
  map.on("moveend zoomend", renew);
  store.subscribe(["date", "layers", "language"], renew);

  return { has, act: (key: string) => keys[key], focus: () => box.focus() };
}
