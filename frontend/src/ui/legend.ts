// The legend of what is on the map now, and the switches of the layers.

import type { Counts } from "../core/counts.ts";
import type { Messages } from "../core/messages.ts";
import type { Day, Form, Payload, Style } from "../core/payload.ts";
import type { Store } from "../core/store.ts";
import * as time from "../core/time.ts";
import * as symbols from "../map/symbols.ts";
import { byId, el, say } from "./dom.ts";
import { told } from "./language.ts";

// Rows from the top of the map's meaning (control) to its details.
export const LEGEND_ORDER = [
  "control",
  "differing_accounts",
  "line_of_contact",
  "front_lines_2020",
  "fronts_by_day",
  "outcome_2020",
  "people_moved",
  "peacekeeping_zone",
  "lachin_corridor",
  "buffer_zone",
  "buffer_rings",
  "autonomous_oblast",
  "districts",
  "events",
];

// layers whose classes are one feature each, by the name of which they are called
const NAMED = ["fronts_by_day", "outcome_2020"];

interface Row {
  node: HTMLLIElement;
  sign: HTMLElement;
  layer: string;
  area: HTMLElement;
  // write what it is called where that is no text of the interface
  name: () => void;
}

// A map on screen: its day, and what is on it.
export interface Shown {
  day: Day;
  counts: Counts;
}

// `maps()` are the maps on screen, one or two of them.
export function legendBox(data: Payload, t: Messages, store: Store, maps: () => Shown[]) {
  const rows = new Map<string, Row>();
  const list = el("ul", { class: "legend-rows" });
  const approximateSign = el("span", { class: "sign" });
  const approximate = el(
    "li",
    { hidden: true },
    approximateSign,
    told("span", t, "class.approximate"),
  );
  const accuracy = el("p", { class: "note" });
  const notes = data.notes.map(([key, start, end]) => ({
    start,
    end,
    node: told("p", t, key, { class: "note" }),
  }));
  byId("legend").append(list, accuracy, ...notes.map(({ node }) => node));

  // A mixed layer holds areas and lines: only areas are hatched.
  const kinds = new Map(data.layers.map(({ id, kind }) => [id, kind]));
  const formOf = (layer: string, look: Style): Form => {
    const kind = kinds.get(layer);
    if (kind !== undefined && kind !== "mixed") return kind;
    if (look.radius) return "point";
    return look.hatch ? "area" : "line";
  };

  // a layer that the order does not know comes last; places are told by their names
  const others = data.layers
    .filter(({ id, choice }) => choice && id !== "places")
    .map(({ id }) => id);
  for (const layer of new Set([...LEGEND_ORDER, ...others])) {
    for (const key of Object.keys(data.style.styles).filter(
      (each) => each.split(":")[0] === layer,
    )) {
      const area = el("span", { class: "km2" });
      const sign = el("span", { class: "sign" });
      const named =
        NAMED.includes(layer) && data.features[layer].find((each) => each.class === key);
      const words = named ? el("span", {}) : told("span", t, `class.${key}`);
      const node = el("li", { hidden: true, "data-class": key }, sign, words, area);
      rows.set(key, {
        node,
        sign,
        layer,
        area,
        name: () => named && say(words, t.nameOf(named, named.start)),
      });
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
    approximateSign.replaceChildren(symbols.approximate(styles.line_of_contact, dash));
  }

  // Say what is on the maps there are. Of two, the areas stand under their dates.
  function draw() {
    const shownMaps = maps();
    const layers = store.get("layers");
    for (const [key, { node, layer, area, name }] of rows) {
      const shown =
        layers.includes(layer) && shownMaps.some(({ counts }) => counts.of(key).count > 0);
      if (node.hidden === shown) node.hidden = !shown;
      if (shown) name();
      if (!shown || layer !== "control") continue;
      say(
        area,
        shownMaps.length > 1
          ? ""
          : t("legend.area", { km2: t.number(shownMaps[0].counts.of(key).km2) }),
      );
    }
    const lines = ["line_of_contact", "front_lines_2020"].some((id) => layers.includes(id));
    approximate.hidden = !(lines && shownMaps.some(({ counts }) => counts.approximate()));
    const worst = Math.max(...shownMaps.map(({ counts }) => counts.worst()));
    accuracy.hidden = worst === 0;
    if (worst) {
      const told = [t("legend.accuracy", { km: Math.max(1, Math.round(worst / 1000)) })];
      if (shownMaps.some(({ counts }) => counts.shaded())) told.push(t("legend.shade"));
      say(accuracy, told.join(" "));
    }
    for (const { start, end, node } of notes) {
      node.hidden = !shownMaps.some(({ day }) => time.visible(start, end, day));
    }
  }

  restyle();
  store.subscribe(["theme"], restyle);
  store.subscribe(["date", "compare", "how", "layers", "language"], draw);
}
