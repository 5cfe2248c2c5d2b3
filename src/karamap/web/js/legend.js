// The legend of what is on the map now, and the switches of the layers.

// Rows from the top of the map's meaning (control) to its details.
const LEGEND_ORDER = ["control", "differing_accounts", "line_of_contact", "front_lines_2020", "peacekeeping_zone",
  "lachin_corridor", "buffer_zone", "autonomous_oblast", "districts", "events"];

function legendBox(data, t) {
  const rows = new Map();
  const list = el("ul", { class: "legend-rows" });
  const approximate = el("li", { hidden: true }, el("span", { class: "sign" }), told("span", t, "class.approximate"));
  const accuracy = el("p", { class: "note" });
  const notes = data.notes.map(([key, start, end]) => ({ start, end, node: told("p", t, key, { class: "note" }) }));
  byId("legend").append(list, accuracy, ...notes.map(({ node }) => node));
  let layersOn = {};

  // A mixed layer holds areas and lines: only areas are hatched.
  const formOf = (layer, look) => {
    const { kind } = data.layers.find(({ id }) => id === layer);
    if (kind !== "mixed") return kind;
    if (look.radius) return "point";
    return look.hatch ? "area" : "line";
  };

  // a layer that the order does not know comes last; places are told by their names
  const others = data.layers.filter(({ id, choice }) => choice && id !== "places").map(({ id }) => id);
  for (const layer of new Set([...LEGEND_ORDER, ...others])) {
    for (const key of Object.keys(data.style.styles).filter((each) => each.split(":")[0] === layer)) {
      const area = el("span", { class: "km2" });
      const sign = el("span", { class: "sign" });
      const node = el("li", { hidden: true, "data-class": key }, sign, told("span", t, `class.${key}`), area);
      rows.set(key, { node, sign, layer, area });
      list.append(node);
    }
  }
  list.append(approximate);

  // Draw the signs in the look the map has now.
  function restyle() {
    const { styles, control_opacity: opacity, approximate_dash: dash } = data.style;
    for (const [key, { sign, layer }] of rows) {
      sign.replaceChildren(symbols.swatch(key, styles[key], formOf(layer, styles[key]), opacity));
    }
    approximate.firstChild.replaceChildren(symbols.approximate(styles.line_of_contact, dash));
  }

  // Say what is on the maps there are: [{ day, tally }], one or two of them. Of two, the areas
  // stand under their dates.
  function draw(maps) {
    for (const [key, { node, layer, area }] of rows) {
      const shown = layersOn[layer] && maps.some(({ tally }) => tally.of(key).count > 0);
      if (node.hidden === shown) node.hidden = !shown;
      if (!shown || layer !== "control") continue;
      say(area, maps.length > 1 ? "" : t("legend.area", { km2: t.number(maps[0].tally.of(key).km2) }));
    }
    const lines = layersOn.line_of_contact || layersOn.front_lines_2020;
    approximate.hidden = !(lines && maps.some(({ tally }) => tally.approximate()));
    const worst = Math.max(...maps.map(({ tally }) => tally.worst()));
    accuracy.hidden = worst === 0;
    if (worst) say(accuracy, t("legend.accuracy", { km: Math.max(1, Math.round(worst / 1000)) }));
    for (const { start, end, node } of notes) {
      node.hidden = !maps.some(({ day }) => time.visible(start, end, day));
    }
  }

  restyle();
  return { draw, restyle, showLayers: (on) => (layersOn = on) };
}

// A switch for each layer that users may choose; `choose(id, on)` is called on a change.
function layerSwitches(data, t, choose) {
  const boxesById = {};
  const list = byId("layer-list");
  for (const { id, choice } of data.layers) {
    if (!choice) continue;
    const box = el("input", { type: "checkbox", id: `layer-${id}`, change: () => choose(id, box.checked) });
    boxesById[id] = box;
    list.prepend(el("label", { for: box.id }, box, told("span", t, `layer.${id}`)));
  }
  return {
    showLayers(on) {
      for (const [id, box] of Object.entries(boxesById)) box.checked = on[id];
    },
  };
}

// Panels that fold: open on a desk, closed on a phone, one at a time there.
function foldingPanels() {
  const narrow = matchMedia("(max-width: 700px)");
  const panels = [...document.querySelectorAll("details.panel")];
  const fit = () => panels.forEach((panel) => (panel.open = !narrow.matches && !("folded" in panel.dataset)));
  for (const panel of panels) {
    panel.addEventListener("toggle", () => {
      if (!narrow.matches || !panel.open) return;
      panels.forEach((other) => (other.open = other === panel));
    });
  }
  narrow.addEventListener("change", fit);
  fit();
}
