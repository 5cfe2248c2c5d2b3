// The nodes of names on the map. Those that stay where they were are left alone: moving them would
// cost more than all the rest.

import type { Attributes } from "../ui/dom.ts";
import { fill, svg } from "../ui/dom.ts";
import { makePane } from "./panes.ts";

// how far apart the lines of a name are
export const LINE_EM = 1.25;

type Group = "quiet" | "marks" | "texts";
export type LabelNodes = ReturnType<typeof labelNodes>;

// One line is the text itself; more lines are centred on the spot, one under the other.
function write(node: Element, lines: string[], { x, "font-size": size }: Attributes) {
  const px = Number(size);
  if (lines.length === 1) {
    node.textContent = lines[0];
    return;
  }
  const rise = (index: number) => (index ? LINE_EM : (1 - lines.length) * LINE_EM * 0.5);
  node.replaceChildren(...lines.map((line, i) => svg("tspan", { x, dy: rise(i) * px }, line)));
}

export function labelNodes(map: L.Map) {
  // names of land and areas, signs, names of places, each over those before
  const groups = { quiet: svg("g", { class: "quiet" }), marks: svg("g"), texts: svg("g") };
  const all = Object.values(groups);
  makePane(map, "labels", 600).append(svg("svg", { class: "leaflet-zoom-hide labels" }, all));
  let placed = new Set<Element>();
  const written = new WeakMap<Element, string>();

  return {
    begin() {
      placed = new Set();
    },
    put(group: Group, node: SVGElement, attributes: Attributes, text?: string) {
      placed.add(node);
      const key = `${Object.values(attributes)} ${text}`;
      if (written.get(node) !== key) {
        written.set(node, key);
        fill(node, attributes);
        if (text !== undefined) write(node, text.split("\n"), attributes);
      }
      if (node.parentNode !== groups[group]) groups[group].append(node);
    },
    isPlaced: (node: Element) => placed.has(node),
    // What was put on the map before and is not now.
    removeOthers() {
      for (const group of all) {
        for (const node of [...group.children]) if (!placed.has(node)) node.remove();
      }
    },
  };
}
