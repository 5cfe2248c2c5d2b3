// Comparing two dates: what changed between them, one map swiped over the other, or both abreast.

const HOWS = ["changes", "swipe", "side"];
const ROOMY_PX = { width: 1500, height: 950 };

// `one` is the drawn map there is; the second is made when it is first asked for.
function comparing(one, data, t, { openEvent, identify, lead, layersNow }) {
  const stage = byId("stage");
  const box = byId("far-map");
  const shading = gains(one.map, data, t);
  const handle = swipeHandle(t, afterPause(() => far?.labels.renew(), 100));
  let far = null;
  let how = null;

  const twoMaps = () => how === "swipe" || how === "side";

  function make() {
    const relief = Object.values(one.map._layers).find((layer) => layer instanceof L.ImageOverlay);
    // moved and gone through by keyboard is the first map: this one follows
    const map = L.map(box, { ...one.map.options, keyboard: false });
    map.createPane("relief").style.zIndex = one.map.getPane("relief").style.zIndex;
    const { src } = relief.getElement();
    L.imageOverlay(src, relief.getBounds(), { pane: "relief", interactive: false }).addTo(map);
    const label = "compare.second_map";
    fill(box, { role: "region", "data-t-aria-label": label, "aria-label": t(label) }, []);
    map.setView(one.map.getCenter(), one.map.getZoom(), { animate: false });
    far = drawnMap(map, data, t, openEvent);
    linkViews(one.map, map, twoMaps);
    map.on("click", (event) => identify(event, "compare"));
    box.addEventListener("pointerdown", () => how === "side" && lead("compare"), true);
  }
  one.map.getContainer().addEventListener("pointerdown", () => how === "side" && lead("date"), true);

  function fit() {
    if (!far || !twoMaps()) return;
    far.map.invalidateSize({ animate: false });
    far.map.setMinZoom(one.map.getMinZoom());
    far.map.setView(one.map.getCenter(), one.map.getZoom(), { animate: false });
  }

  // Two narrow maps, or a low one beside what changed, have no room for an open legend: holders
  // and areas stand under the dates, or with what changed.
  const crowded = (way) =>
    (way === "side" && innerWidth < ROOMY_PX.width) ||
    (way === "changes" && innerHeight < ROOMY_PX.height);
  let folded = false;
  function foldLegend(fold) {
    const panel = byId("legend-panel");
    if (fold && panel.open) panel.open = !(folded = true);
    else if (!fold && folded) panel.open = !(folded = false);
  }

  // Lay the stage out for a way of comparing; null for none.
  function layOut(way) {
    if (way === how) return;
    how = way;
    stage.dataset.compare = way ?? "";
    const farDate = document.querySelector('.read-out[data-end="compare"]');
    for (const node of [box, farDate]) node.hidden = !twoMaps();
    byId("swipe").hidden = way !== "swipe";
    foldLegend(crowded(way));
    if (way !== "changes") shading.hide();
    one.map.invalidateSize({ animate: false });
    if (!twoMaps()) return;
    if (!far) make();
    far.showLayers(layersNow());
    fit();
  }

  return {
    // Show the map of `date` and what `compare` is to it, in a way; `compare` null ends it.
    show(date, compare, way) {
      layOut(compare === null ? null : way);
      if (compare === null) return;
      if (way === "changes") shading.show(date, compare);
      else far.move(compare);
    },
    showLayers: (on) => twoMaps() && far.showLayers(on),
    restyle() {
      far?.restyle();
      shading.restyle();
    },
    relabel() {
      far?.relabel();
      shading.restyle();
    },
    resize: () => far?.labels.resize(),
    // the elements of the maps on screen, and how many pixels of each are cut off on the left
    frames() {
      const first = one.map.getContainer();
      if (!twoMaps()) return [{ map: first, cut: 0 }];
      const cut = how === "swipe" ? handle.share() * box.clientWidth : 0;
      return [{ map: first, cut: 0 }, { map: box, cut }];
    },
    // the maps there are
    maps: () => [one.map, ...(far ? [far.map] : [])],
    fit,
    handle,
    far: () => (twoMaps() ? { ...far, popupMap: how === "side" ? far.map : one.map } : null),
    // At which end of the comparison a point of the first map lies.
    endAt: ({ x }) => (how === "swipe" && x > handle.share() * one.map.getSize().x ? "compare" : "date"),
  };
}

// A day worth comparing with: the eve of the latest turn of history since which ground moved.
function counterpart(data, day) {
  const turns = data.periods.map(([start]) => start).filter((start) => start > data.first);
  const eves = turns.map((start) => time.add(start, -1));
  const moved = (eve) => movesBetween(data, ...[eve, day].sort()).length > 0;
  const earlier = eves.filter((eve) => eve < day).reverse();
  const later = eves.filter((eve) => eve > day);
  return [...earlier, ...later].find(moved) ?? (day === data.last ? data.first : data.last);
}
