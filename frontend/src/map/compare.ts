// Comparing two dates: what changed between them, one map swiped over the other, or both abreast.

import type { End, How } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Payload } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import type { State, Store } from "../core/store.ts";
import * as time from "../core/time.ts";
import { movesBetween } from "../core/transfers.ts";
import { byId, one as find } from "../ui/dom.ts";
import type { Shown } from "../ui/legend.ts";
import { gains } from "./gains.ts";
import type { MapView } from "./map-view.ts";
import type { Frame } from "./picture.ts";
import { type Acts, fitSecond, isOfTwoMaps, secondMap } from "./second-map.ts";
import { swipeHandle } from "./swipe.ts";

const ROOMY_PX = { width: 1500, height: 950 };

export type Comparison = ReturnType<typeof comparing>;

// `one` is the drawn map there is; the second is made when it is first asked for.
export function comparing(one: MapView, data: Payload, t: Messages, store: Store, acts: Acts) {
  const shading = gains(one.map, data, t);
  const handle = swipeHandle(
    t,
    afterPause(() => second?.labels.renew(), 100),
  );
  const fold = legendFolding();
  let second: MapView | null = null;
  let how: How | null = null;
  one.map
    .getContainer()
    .addEventListener("pointerdown", () => how === "side" && acts.lead("date"), true);

  function fit() {
    if (second && isOfTwoMaps(how)) fitSecond(second.map, one.map);
  }

  // Lay the stage out for a way of comparing; null for none.
  function layOut(way: How | null) {
    if (way === how) return;
    how = way;
    showParts(way);
    // each comparison shows half of either day first
    if (way === "swipe") handle.centre();
    fold(isCrowded(way));
    if (way !== "changes") shading.hide();
    one.map.invalidateSize({ animate: false });
    if (!isOfTwoMaps(way)) return;
    second ??= secondMap(one.map, data, t, () => how, acts);
    second.showLayers(store.get("layers"));
    fit();
  }

  // Show what the day compared with is to the date of the map.
  store.subscribe(["date", "compare", "how", "language"], ({ date, compare, how: way }: State) => {
    layOut(compare === null ? null : way);
    if (compare === null) return;
    byId("stage").dataset.later = laterOf(date, compare);
    if (way === "changes") shading.show(date, compare);
    else second?.move(compare);
  });
  store.subscribe(["layers"], ({ layers }) => {
    if (isOfTwoMaps(how)) second?.showLayers(layers);
  });
  store.subscribe(["theme"], () => {
    second?.restyle();
    shading.restyle();
  });
  store.subscribe(["language"], () => second?.relabel());
  store.subscribe(["mode"], () => second?.labels.resize());

  const now = () => ({ how, second, share: handle.share() });
  return { fit, handle, ...whatIsShown(one, store, now) };
}

// As time is written, the earlier date has the left, or the upper half.
const laterOf = (date: Day, compare: Day): End => (compare < date ? "date" : "compare");

function showParts(way: How | null) {
  byId("stage").dataset.compare = way ?? "";
  for (const node of [byId("far-map"), find('.read-out[data-end="compare"]')])
    node.hidden = !isOfTwoMaps(way);
  byId("swipe").hidden = way !== "swipe";
}

// Two narrow maps, or a low one beside what changed, have no room for an open legend: holders and
// areas stand under the dates, or with what changed.
const isCrowded = (way: How | null) =>
  (way === "side" && innerWidth < ROOMY_PX.width) ||
  (way === "changes" && innerHeight < ROOMY_PX.height);

// What was folded for want of room is opened again when there is some.
function legendFolding() {
  let folded = false;
  return (fold: boolean) => {
    const panel = byId("legend-panel");
    if (fold ? !panel.open : !folded) return;
    folded = fold;
    panel.open = !fold;
  };
}

interface Now {
  how: How | null;
  second: MapView | null;
  // how much of the frame the map on the left has, where one is swiped over the other
  share: number;
}

// The maps on screen, and what of each is seen.
function whatIsShown(one: MapView, store: Store, now: () => Now) {
  const later = () => laterOf(store.get("date"), store.get("compare") ?? "");

  function secondary() {
    const { how, second } = now();
    return second && isOfTwoMaps(how)
      ? { ...second, popupMap: how === "side" ? second.map : one.map }
      : null;
  }

  return {
    secondary,
    // the maps on screen, each with its day and what is on it
    shown(): Shown[] {
      const [other, compare] = [secondary(), store.get("compare")];
      const first = { day: store.get("date"), counts: one.counts };
      return other && compare !== null ? [first, { day: compare, counts: other.counts }] : [first];
    },
    // the elements of the maps on screen, and from where to where each is seen, as shares
    frames(): Frame[] {
      const { how, share } = now();
      const map = one.map.getContainer();
      if (!isOfTwoMaps(how)) return [{ map, from: 0, to: 1 }];
      const cut = how === "swipe" ? share : null;
      const halves = [
        { from: 0, to: cut ?? 1 },
        { from: cut ?? 0, to: 1 },
      ];
      const [first, other] = later() === "date" ? halves.reverse() : halves;
      return [
        { map, ...first },
        { map: byId("far-map"), ...other },
      ];
    },
    // the maps there are
    maps() {
      const { second } = now();
      return second ? [one.map, second.map] : [one.map];
    },
    // At which end of the comparison a point of the first map lies.
    endAt({ x }: L.Point): End {
      const { how, share } = now();
      return how === "swipe" && x > share * one.map.getSize().x === (later() === "compare")
        ? "compare"
        : "date";
    },
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
