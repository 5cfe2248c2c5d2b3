// One stop of the Tab key for all that is on the map: arrows go from neighbour to neighbour, Page
// Down and Page Up through everything in reading order. Made when it is looked for, never before.

import type { Payload } from "../core/payload.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import type { Item } from "../map/in-view.ts";
import { foundRing } from "./found-ring.ts";
import type { ItemList } from "./item-list.ts";
import { itemList } from "./item-list.ts";
import { type Direction, nearest, neighbour } from "./neighbours.ts";

// `list()` is what is on view, `open(item)` tells of it.
export function rovingTabindex(
  map: L.Map,
  data: Payload,
  store: Store,
  list: () => Item[],
  open: (item: Item) => void,
) {
  const found = itemList(map, list, open);
  const { box, hasFocus } = found;
  const walk = walking(map, found, foundRing(map, data));
  const { go } = walk;

  const openCurrent = () => {
    const item = walk.current();
    if (item) open(item);
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => walk.step([-1, 0]),
    ArrowRight: () => walk.step([1, 0]),
    ArrowUp: () => walk.step([0, -1]),
    ArrowDown: () => walk.step([0, 1]),
    PageDown: () => walk.inOrder(1),
    PageUp: () => walk.inOrder(-1),
    Home: () => go(found.items()[0]),
    End: () => go(found.items().at(-1)),
    Enter: openCurrent,
    " ": openCurrent,
    "+": () => map.zoomIn(1),
    "=": () => map.zoomIn(1),
    "-": () => map.zoomOut(1),
  };

  box.addEventListener("focusin", ({ target }) => {
    if (target === box) {
      found.make();
      walk.goBack();
      return;
    }
    const item = found.itemOf(target as Element);
    if (item !== walk.current()) go(item);
  });

  // Left alone, the list is gone: it costs nothing while nobody goes through it.
  const leave = oncePerFrame(() => {
    if (hasFocus()) return;
    found.clear();
    walk.drawRing();
  });
  box.addEventListener("focusout", leave);

  // After a change of date, view, layers or language, while somebody is here.
  const renew = oncePerFrame(() => {
    if (hasFocus()) walk.renew();
  });
  map.on("moveend zoomend", renew);
  store.subscribe(["date", "layers", "language"], renew);

  return {
    has: (node: Element | null) => box.contains(node),
    act: (key: string) => keys[key],
    focus: () => box.focus(),
  };
}

// Going through the list, and where one is.
function walking(map: L.Map, list: ItemList, ring: ReturnType<typeof foundRing>) {
  let current: Item | null = null;
  // the same thing in the list of now
  const again = () => list.items().find(({ key }) => key === current?.key);

  const drawRing = () => ring(list.hasFocus() ? current?.parts : undefined);

  function go(item: Item | null | undefined) {
    if (!item) return;
    current = item;
    list.select(item);
    drawRing();
  }

  // Where it was, or what lies nearest to that now; at first the middle of the map.
  function goBack() {
    const here = current ? map.latLngToContainerPoint(current.at) : map.getSize().divideBy(2);
    go(again() ?? nearest(list.items(), here));
  }

  return {
    current: () => current,
    drawRing,
    go,
    goBack,

    // Past the last one the map moves on, as far as it goes.
    step(direction: Direction) {
      if (!current) return;
      const found = neighbour(list.items(), current, direction);
      if (found) return go(found);
      const { x, y } = map.getSize();
      map.panBy([(direction[0] * x) / 3, (direction[1] * y) / 3], { animate: false });
      list.make();
      current = again() ?? { ...current, point: map.latLngToContainerPoint(current.at) };
      const items = list.items();
      go(neighbour(items, current, direction) ?? nearest(items, current.point));
    },

    inOrder(by: number) {
      const items = list.items();
      const at = items.findIndex(({ key }) => key === current?.key);
      go(items[Math.min(items.length - 1, Math.max(0, at + by))]);
    },

    renew() {
      list.make();
      const same = again();
      if (!same) goBack();
      else {
        current = same;
        drawRing();
      }
      list.tidy();
    },
  };
}
