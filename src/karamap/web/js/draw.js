// Areas, lines and signs on roads: one SVG path for each geometry and look, shown and hidden by the change index.

const LOWEST_PANE = 300;
// how many widths of the view around it are drawn: a little more than Leaflet keeps ready
const AROUND = 0.5;

// Leaflet reprojects every path on every move; hidden ones wait for an idle moment, or until shown.
const lazily = {
  display(shown) {
    this.shown = shown;
    if (shown) this.freshen();
    this._path.style.display = shown ? "" : "none";
  },
  freshen() {
    if (!this.stale) return;
    this.stale = false;
    this.parentType.prototype._project.call(this);
    this.parentType.prototype._update.call(this);
  },
  _project() {
    if (this.shown) this.parentType.prototype._project.call(this);
    else this.stale = true;
  },
  _update() {
    if (this.shown) this.parentType.prototype._update.call(this);
    else this.stale = true;
  },
  // what was not projected yet has no bounds to bring in line with its style
  _updateBounds() {
    if (!this.stale) this.parentType.prototype._updateBounds.call(this);
  },
};
const Area = L.Polygon.extend({ ...lazily, parentType: L.Polygon });
const Line = L.Polyline.extend({ ...lazily, parentType: L.Polyline });
const Spot = L.CircleMarker.extend({ ...lazily, parentType: L.CircleMarker });
const KINDS = { area: Area, line: Line, point: Spot };

// `others()` are what else can be made beforehand: { feature, warm() }.
function drawing(map, data, others) {
  const { dashed } = data.style;
  const renderers = {};
  const slots = new Map();
  // what is there now, but out of view: it is drawn when the map comes to it
  const elsewhere = new Set();

  function renderer(pane, order) {
    if (!renderers[pane]) {
      const element = map.createPane(pane);
      element.style.zIndex = order;
      renderers[pane] = L.svg({ pane, padding: 0.4 });
    }
    return renderers[pane];
  }

  // Two panes a layer: casings and fills, and over them lines and hatches.
  function makePanes() {
    const drawn = data.layers.filter(({ kind }) => kind !== "point").map(({ id }) => id);
    const control = drawn.indexOf("control");
    drawn.forEach((id, index) => {
      // water keeps its colour, whoever holds its banks
      const place = ["lakes", "rivers"].includes(id) ? control + 0.2 + index / 10 : index;
      renderer(`${id}-under`, LOWEST_PANE + 10 * place);
      renderer(id, LOWEST_PANE + 10 * place + 1);
    });
  }

  const isApproximate = (feature, look) => Boolean(look.casing) && dashed.includes(feature.confidence);

  function countryParts(feature, look) {
    // land that is not the subject lies under a veil of paper
    const outline = { pane: "countries", stroke: look.stroke, width: look.width };
    if (feature.iso === "AZ") return [outline];
    return [{ pane: "countries-under", fill: data.style.colours.paper, fillOpacity: data.style.veil }, outline];
  }

  function areaParts(feature, look) {
    const parts = [];
    const under = `${feature.layer}-under`;
    if (look.fill) {
      // a hairline of the same colour closes the seams between neighbours
      const seam = feature.layer === "control" ? look.fill : null;
      parts.push({ pane: under, fill: look.fill, fillOpacity: 1, stroke: seam, width: 0.8 });
    }
    if (look.hatch) parts.push({ pane: feature.layer, fill: hatches.fill(look.hatch), fillOpacity: 1 });
    if (look.width) {
      parts.push({ pane: feature.layer, stroke: look.stroke, width: look.width, dash: look.dash });
    }
    return parts;
  }

  function lineParts(feature, look) {
    const dash = isApproximate(feature, look) ? data.style.approximate_dash : look.dash;
    const parts = [{ pane: feature.layer, stroke: look.stroke, width: look.width, dash }];
    if (look.casing) {
      const width = look.width + 3;
      parts.unshift({ pane: `${feature.layer}-under`, stroke: look.casing, width, opacity: 0.85 });
    }
    return parts;
  }

  function partsOf(feature) {
    const look = data.style.styles[feature.class];
    if (feature.layer === "countries") return countryParts(feature, look);
    if (feature.layer === "rivers") {
      return lineParts(feature, { ...look, width: look.width * (feature.rank > 1 ? 0.65 : 1) });
    }
    if (feature.form === "point") {
      return [{ pane: feature.layer, fill: look.fill, fillOpacity: 1, ...look }];
    }
    return feature.form === "area" ? areaParts(feature, look) : lineParts(feature, look);
  }

  const optionsOf = (part) => ({
    stroke: Boolean(part.stroke),
    color: part.stroke,
    opacity: part.opacity ?? 1,
    weight: part.width ?? 0,
    dashArray: part.dash?.length ? part.dash.join(" ") : null,
    lineCap: part.dash?.length ? "butt" : "round",
    fill: Boolean(part.fill),
    fillColor: part.fill,
    fillOpacity: part.fillOpacity,
    radius: part.radius,
  });

  function makePath({ feature, order }, part) {
    const path = new KINDS[feature.form](feature.at ?? feature.shape, {
      renderer: renderers[part.pane],
      pane: part.pane,
      interactive: false,
      smoothFactor: feature.layer === "control" ? 0.3 : 0.7,
      ...optionsOf(part),
    });
    path.addTo(map);
    path.display(false);
    stack(path._path, part.pane, order);
    return path;
  }

  // Whenever a path is made, it lies over those of the features that come before its own.
  const stacked = {};
  function stack(node, pane, order) {
    const there = (stacked[pane] ??= []);
    let place = there.length;
    while (place > 0 && there[place - 1].order > order) place--;
    if (place < there.length) node.parentNode.insertBefore(node, there[place].node);
    there.splice(place, 0, { node, order });
  }

  // Draw everything in the look that `data.style` has now; a look has the same parts in every theme.
  function restyle() {
    map.getPane("control-under").style.opacity = data.style.control_opacity;
    for (const { feature, paths } of slots.values()) {
      if (paths) partsOf(feature).forEach((part, index) => paths[index].setStyle(optionsOf(part)));
    }
  }

  // Features of one geometry and look share one slot; `shown` counts those there now.
  function slotOf(feature) {
    const approximated = dashed.includes(feature.confidence);
    const key = `${feature.layer} ${feature.geometry} ${feature.class} ${approximated}`;
    if (!slots.has(key)) slots.set(key, { feature, order: slots.size, shown: 0, paths: null });
    return slots.get(key);
  }

  let view = null;
  const inView = ({ feature: { at, bounds } }) => {
    view ??= map.getBounds().pad(AROUND);
    return at ? view.contains(at) : view.intersects(bounds);
  };

  const make = (slot) =>
    (slot.paths ??= partsOf(slot.feature).map((part) => makePath(slot, part)));

  function change(slot, by) {
    const before = slot.shown > 0;
    slot.shown += by;
    const after = slot.shown > 0;
    if (before === after) return;
    elsewhere.delete(slot);
    if (after && !slot.paths && !inView(slot)) elsewhere.add(slot);
    else if (after) make(slot).forEach((path) => path.display(true));
    else slot.paths?.forEach((path) => path.display(false));
  }

  // The map has come to other ground.
  function arrive() {
    view = null;
    for (const slot of [...elsewhere].filter(inView)) {
      elsewhere.delete(slot);
      make(slot).forEach((path) => path.display(true));
    }
  }
  map.on("moveend resize", arrive);

  // Draw a feature (hidden) and return how to show and to hide it.
  function add(feature) {
    const slot = slotOf(feature);
    return { enter: () => change(slot, 1), leave: () => change(slot, -1) };
  }

  // Make and freshen hidden paths in view while nothing else is to be done, so that showing them
  // costs nothing.
  const soon = (act) => setTimeout(() => act({ timeRemaining: () => 5 }), 50);
  const idle = window.requestIdleCallback ?? soon;
  function warm() {
    const waiting = [
      ...others().filter(inView).map(({ warm }) => warm),
      ...[...slots.values()].filter(inView).map((slot) => () => make(slot).forEach((path) => path.freshen())),
    ];
    const work = (deadline) => {
      while (waiting.length && deadline.timeRemaining() > 2) waiting.pop()();
      if (waiting.length) idle(work);
    };
    idle(work);
  }
  map.on("moveend", afterPause(warm, 150));

  function showLayer(id, on) {
    for (const pane of [`${id}-under`, id]) {
      const element = map.getPane(pane);
      if (element) element.style.display = on ? "" : "none";
    }
  }

  makePanes();
  restyle();
  return { add, showLayer, restyle };
}
