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
const LEGEND_ORDER = [
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
  key: string;
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
  const rows = legendRows(data, t);
  const approximateSign = el("span", { class: "sign" });
  const approximate = el("li", {}, approximateSign, told("span", t, "class.approximate"));
  const accuracy = el("p", { class: "note" });
  const notes = data.notes.map(([key, start, end]) => ({
    start,
    end,
    node: told("p", t, key, { class: "note" }),
  }));
  byId("legend").append(
    el("ul", { class: "legend-rows" }, [...rows.map(({ node }) => node), approximate]),
    accuracy,
    ...notes.map(({ node }) => node),
  );

  // Draw the signs in the look the map has now.
  function restyle() {
    const { styles, approximate_dash: dash } = data.style;
    for (const { key, sign, layer } of rows)
      sign.replaceChildren(symbols.swatchOf(data.style, key, formOf(data, layer, styles[key])));
    approximateSign.replaceChildren(symbols.approximate(styles.line_of_contact, dash));
  }

  // Say what is on the maps there are.
  function draw() {
    const shown = maps();
    const layers = store.get("layers");
    for (const row of rows) drawRow(t, row, shown, layers);
    const lines = ["line_of_contact", "front_lines_2020"].some((id) => layers.includes(id));
    approximate.hidden = !(lines && shown.some(({ counts }) => counts.approximate()));
    const worst = Math.max(...shown.map(({ counts }) => counts.worst()));
    accuracy.hidden = worst === 0;
    if (worst) say(accuracy, accuracyInWords(t, worst, shown));
    for (const { start, end, node } of notes)
      node.hidden = !shown.some(({ day }) => time.visible(start, end, day));
  }

  restyle();
  store.subscribe(["theme"], restyle);
  store.subscribe(["date", "compare", "how", "layers", "language"], draw);
}

// A row for each class there may be; of a layer that the order does not know they come last, and
// places are told by their names.
function legendRows(data: Payload, t: Messages): Row[] {
  const others = data.layers
    .filter(({ id, choice }) => choice && id !== "places")
    .map(({ id }) => id);
  const keys = Object.keys(data.style.styles);
  return [...new Set([...LEGEND_ORDER, ...others])].flatMap((layer) =>
    keys.filter((key) => key.split(":")[0] === layer).map((key) => rowOf(data, t, layer, key)),
  );
}

// What a class is called where that is no text of the interface: by the name of its only feature,
// and events by their kind, each of which has a sign.
function labelOf(data: Payload, t: Messages, layer: string, key: string) {
  if (layer === "events") {
    const kind = `event.${key.split(":")[1]}`;
    return () => `${t("class.events")}: ${t(kind).toLocaleLowerCase(data.language)}`;
  }
  const named = NAMED.includes(layer) && data.features[layer].find((each) => each.class === key);
  return named ? () => t.nameOf(named, named.start) : null;
}

function rowOf(data: Payload, t: Messages, layer: string, key: string): Row {
  const area = el("span", { class: "km2" });
  const sign = el("span", { class: "sign" });
  const label = labelOf(data, t, layer, key);
  const words = label ? el("span", {}) : told("span", t, `class.${key}`);
  return {
    node: el("li", { hidden: true, "data-class": key }, sign, words, area),
    key,
    sign,
    layer,
    area,
    name: () => label && say(words, label()),
  };
}

// A mixed layer holds areas and lines: only areas are hatched.
function formOf(data: Payload, layer: string, look: Style): Form {
  const kind = data.layers.find(({ id }) => id === layer)?.kind;
  if (kind !== undefined && kind !== "mixed") return kind;
  if (look.radius) return "point";
  return look.hatch ? "area" : "line";
}

// Of two maps, the areas stand under their dates.
function drawRow(
  t: Messages,
  { node, key, layer, area, name }: Row,
  maps: Shown[],
  layersOn: string[],
) {
  const shown = layersOn.includes(layer) && maps.some(({ counts }) => counts.of(key).count > 0);
  if (node.hidden === shown) node.hidden = !shown;
  if (shown) name();
  if (!shown || layer !== "control") return;
  const km2 = maps[0].counts.of(key).km2;
  say(area, maps.length > 1 ? "" : t("legend.area", { km2: t.number(km2) }));
}

// How sure the least sure of the lines is, `worst` in metres, and whether a shade tells of it.
function accuracyInWords(t: Messages, worst: number, maps: Shown[]) {
  const accuracy = t("legend.accuracy", { km: Math.max(1, Math.round(worst / 1000)) });
  return maps.some(({ counts }) => counts.shaded()) ? `${accuracy} ${t("legend.shade")}` : accuracy;
}
