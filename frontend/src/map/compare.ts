// Comparing two dates: what changed between them, one map swiped over the other, or both abreast.

import type { End, How } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, HistoricEvent, Payload } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import type { State, Store } from "../core/store.ts";
import * as time from "../core/time.ts";
import { movesBetween } from "../core/transfers.ts";
import { byId, fill, one as find } from "../ui/dom.ts";
import type { Shown } from "../ui/legend.ts";
import { gains } from "./gains.ts";
import { linkViews } from "./linked-views.ts";
import type { MapView } from "./map-view.ts";
import { mapView } from "./map-view.ts";
import { makePane, paneOf } from "./panes.ts";
import type { Frame } from "./picture.ts";
import { reliefOf } from "./relief.ts";
import { swipeHandle } from "./swipe.ts";

export const ROOMY_PX = { width: 1500, height: 950 };

// What the comparison asks of the page around it.
interface Acts {
  openEvent(event: HistoricEvent): void;
  identify(event: L.LeafletMouseEvent, end: End): void;
  lead(end: End): void;
}

// `one` is the drawn map there is; the second is made when it is first asked for.
export type Comparison = ReturnType<typeof comparing>;

export function comparing(
  one: MapView,
  data: Payload,
  t: Messages,
  store: Store,
  { openEvent, identify, lead }: Acts,
) {
  const stage = byId("stage");
  const box = byId("far-map");
  const shading = gains(one.map, data, t);
  const handle = swipeHandle(
    t,
    afterPause(() => second?.labels.renew(), 100),
  );
  let second: MapView | null = null;
  let how: How | null = null;
  let later: End = "compare";

  const twoMaps = () => how === "swipe" || how === "side";

  function make() {
    const relief = reliefOf(one.map);
    // moved and gone through by keyboard is the first map: this one follows
    const map = L.map(box, { ...one.map.options, keyboard: false });
    makePane(map, "relief", Number(paneOf(one.map, "relief").style.zIndex));
    L.imageOverlay(relief.getElement()?.src ?? "", relief.getBounds(), {
      pane: "relief",
      interactive: false,
    }).addTo(map);
    const label = "compare.second_map";
    fill(box, { role: "region", "data-t-aria-label": label, "aria-label": t(label) }, []);
    map.setView(one.map.getCenter(), one.map.getZoom(), { animate: false });
    const view = mapView(map, data, t, openEvent);
    linkViews(one.map, map, twoMaps);
    map.on("click", (event: L.LeafletMouseEvent) => identify(event, "compare"));
    box.addEventListener("pointerdown", () => how === "side" && lead("compare"), true);
    return view;
  }
  one.map
    .getContainer()
    .addEventListener("pointerdown", () => how === "side" && lead("date"), true);

  function fit() {
    if (!second || !twoMaps()) return;
    second.map.invalidateSize({ animate: false });
    second.map.setMinZoom(one.map.getMinZoom());
    second.map.setView(one.map.getCenter(), one.map.getZoom(), { animate: false });
  }

  // Two narrow maps, or a low one beside what changed, have no room for an open legend: holders
  // and areas stand under the dates, or with what changed.
  const crowded = (way: How | null) =>
    (way === "side" && innerWidth < ROOMY_PX.width) ||
    (way === "changes" && innerHeight < ROOMY_PX.height);
  let folded = false;
  function foldLegend(fold: boolean) {
    const panel = byId("legend-panel");
    if (fold ? !panel.open : !folded) return;
    folded = fold;
    panel.open = !fold;
  }

  // Lay the stage out for a way of comparing; null for none.
  function layOut(way: How | null) {
    if (way === how) return;
    how = way;
    stage.dataset.compare = way ?? "";
    const secondDate = find('.read-out[data-end="compare"]');
    for (const node of [box, secondDate]) node.hidden = !twoMaps();
    byId("swipe").hidden = way !== "swipe";
    // each comparison shows half of either day first
    if (way === "swipe") handle.centre();
    foldLegend(crowded(way));
    if (way !== "changes") shading.hide();
    one.map.invalidateSize({ animate: false });
    if (!twoMaps()) return;
    if (!second) second = make();
    second.showLayers(store.get("layers"));
    fit();
  }

  // As time is written, the earlier date has the left, or the upper half.
  function arrange(end: End) {
    later = end;
    stage.dataset.later = end;
  }

  // Show what the day compared with is to the date of the map.
  store.subscribe(["date", "compare", "how", "language"], ({ date, compare, how: way }: State) => {
    layOut(compare === null ? null : way);
    if (compare === null) return;
    arrange(compare < date ? "date" : "compare");
    if (way === "changes") shading.show(date, compare);
    else second?.move(compare);
  });
  store.subscribe(["layers"], ({ layers }) => {
    if (twoMaps()) second?.showLayers(layers);
  });
  store.subscribe(["theme"], () => {
    second?.restyle();
    shading.restyle();
  });
  store.subscribe(["language"], () => second?.relabel());
  store.subscribe(["mode"], () => second?.labels.resize());

  const secondary = () =>
    second && twoMaps() ? { ...second, popupMap: how === "side" ? second.map : one.map } : null;

  return {
    // the maps on screen, each with its day and what is on it
    shown(): Shown[] {
      const [other, compare] = [secondary(), store.get("compare")];
      const first = { day: store.get("date"), counts: one.counts };
      return other && compare !== null ? [first, { day: compare, counts: other.counts }] : [first];
    },
    // the elements of the maps on screen, and from where to where each is seen, as shares
    frames(): Frame[] {
      const first = one.map.getContainer();
      if (!twoMaps()) return [{ map: first, from: 0, to: 1 }];
      const cut = how === "swipe" ? handle.share() : null;
      const [left, right] = [
        { from: 0, to: cut ?? 1 },
        { from: cut ?? 0, to: 1 },
      ];
      return [
        { map: first, ...(later === "date" ? right : left) },
        { map: box, ...(later === "date" ? left : right) },
      ];
    },
    // the maps there are
    maps: () => [one.map, ...(second ? [second.map] : [])],
    fit,
    handle,
    secondary,
    // At which end of the comparison a point of the first map lies.
    endAt: ({ x }: L.Point): End =>
      how === "swipe" && x > handle.share() * one.map.getSize().x === (later === "compare")
        ? "compare"
        : "date",
  };
}

// A day worth comparing with: the eve of the latest turn of history since which ground moved.
export function counterpart(data: Payload, day: Day) {
  const turns = data.periods.map(([start]) => start).filter((start) => start > data.first);
  const eves = turns.map((start) => time.add(start, -1));
  const moved = (eve: Day) => movesBetween(data, ...time.inOrder(eve, day)).length > 0;
  const earlier = eves.filter((eve: Day) => eve < day).reverse();
  const later = eves.filter((eve: Day) => eve > day);
  return [...earlier, ...later].find(moved) ?? (day === data.last ? data.first : data.last);
}
