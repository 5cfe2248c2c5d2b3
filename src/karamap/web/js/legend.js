// The legend of what is on the map now, and the switches of the layers.

function legendBox(data, t) {
  const { styles, control_opacity: opacity, approximate_dash: dash, dashed } = data.style;
  const writeArea = areaWriter(data.language);
  const rows = new Map();
  const list = el("ul", { class: "legend-rows" });
  const approximate = el("li", { hidden: true }, null, el("span", {}, t("class.approximate")));
  const accuracy = el("p", { class: "note" });
  const notes = data.notes.map(([key, start, end]) => ({ start, end, node: el("p", { class: "note" }, t(key)) }));
  byId("legend").append(list, accuracy, ...notes.map(({ node }) => node));
  let layersOn = {};
  let uncertain = 0;
  const lineAccuracies = new Map();

  approximate.prepend(symbols.approximate(styles.line_of_contact, dash));

  // A mixed layer holds areas and lines: only areas are hatched.
  const formOf = (layer, look) => {
    const { kind } = data.layers.find(({ id }) => id === layer);
    if (kind !== "mixed") return kind;
    if (look.radius) return "point";
    return look.hatch ? "area" : "line";
  };

  // Rows from the top of the map's meaning (control) to its details.
  const order = ["control", "line_of_contact", "front_lines_2020", "peacekeeping_zone", "lachin_corridor",
    "buffer_zone", "autonomous_oblast", "districts", "events"];
  for (const layer of order) {
    for (const key of Object.keys(styles).filter((each) => each.split(":")[0] === layer)) {
      const area = el("span", { class: "km2" });
      const node = el(
        "li",
        { hidden: true, "data-class": key },
        symbols.swatch(key, styles[key], formOf(layer, styles[key]), opacity),
        el("span", {}, t(`class.${key}`)),
        area,
      );
      rows.set(key, { node, layer, area, count: 0, km2: 0 });
      list.append(node);
    }
  }
  list.append(approximate);

  const isDashedLine = (feature) =>
    Boolean(styles[feature.class]?.casing) && dashed.includes(feature.confidence);

  function count(feature, by) {
    const row = rows.get(feature.class);
    if (!row) return;
    row.count += by;
    row.km2 += by * (feature.km2 ?? 0);
    if (isDashedLine(feature)) uncertain += by;
    if (styles[feature.class].casing) {
      const metres = feature.accuracy_m;
      lineAccuracies.set(metres, (lineAccuracies.get(metres) ?? 0) + by);
    }
  }

  // Bring the rows in line with the counts; called once a change of date, layers or language.
  function draw(day) {
    for (const { node, layer, area, count: there, km2 } of rows.values()) {
      const shown = there > 0 && layersOn[layer];
      if (node.hidden === shown) node.hidden = !shown;
      if (!shown || layer !== "control") continue;
      say(area, t("legend.area", { km2: writeArea(km2) }));
    }
    approximate.hidden = !(uncertain > 0 && (layersOn.line_of_contact || layersOn.front_lines_2020));
    const worst = Math.max(0, ...[...lineAccuracies].filter(([, n]) => n > 0).map(([metres]) => metres));
    accuracy.hidden = worst === 0;
    if (worst) say(accuracy, t("legend.accuracy", { km: Math.max(1, Math.round(worst / 1000)) }));
    for (const { start, end, node } of notes) node.hidden = !time.visible(start, end, day);
  }

  return {
    draw,
    add: (feature) => ({ enter: () => count(feature, 1), leave: () => count(feature, -1) }),
    showLayers: (on) => (layersOn = on),
  };
}

// A switch for each layer that users may choose; `choose(id, on)` is called on a change.
function layerSwitches(data, t, choose) {
  const boxesById = {};
  const list = byId("layer-list");
  for (const { id, choice } of data.layers) {
    if (!choice) continue;
    const box = el("input", { type: "checkbox", id: `layer-${id}`, change: () => choose(id, box.checked) });
    boxesById[id] = box;
    list.prepend(el("label", { for: box.id }, box, el("span", {}, t(`layer.${id}`))));
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
  const fit = () => panels.forEach((panel) => (panel.open = !narrow.matches && panel.id !== "layers-panel"));
  for (const panel of panels) {
    panel.addEventListener("toggle", () => {
      if (!narrow.matches || !panel.open) return;
      panels.forEach((other) => (other.open = other === panel));
    });
  }
  narrow.addEventListener("change", fit);
  fit();
}
