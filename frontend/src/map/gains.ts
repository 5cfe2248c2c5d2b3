// What changed between two days: the ground that changed hands on the map, and in numbers.

import { outlineOf } from "../core/dissolve.ts";
import { groupBy } from "../core/lists.ts";
import type { Messages } from "../core/messages.ts";
import type { Controller, Day, Payload } from "../core/payload.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import * as time from "../core/time.ts";
import type { Transfer } from "../core/transfers.ts";
import { movesBetween } from "../core/transfers.ts";
import { byId } from "../ui/dom.ts";
import { gainList } from "./gain-list.ts";
import * as hatches from "./hatches.ts";
import { makePane, paneOf } from "./panes.ts";

const FILL_PANE = "gains-under";
const LINE_PANE = "gains";
const FADED = 0.5;

export function gains(map: L.Map, data: Payload, t: Messages) {
  const panel = byId("changes-panel");
  let drawn: L.Path[] = [];
  let moves: Transfer[] | null = null;
  const base = basesOn(map);

  const draw = oncePerFrame(() => {
    for (const path of drawn) path.remove();
    drawn = pathsOf(data, base, moves ?? []);
    for (const path of drawn) path.addTo(map);
    const faded = moves?.length ? FADED : 1;
    paneOf(map, "control-under").style.opacity = String(data.style.control_opacity * faded);
  });

  return {
    // Show what changed from the earlier of two days to the later.
    show(one: Day, other: Day) {
      const [since, until] = time.inOrder(one, other);
      moves = movesBetween(data, since, until);
      draw();
      byId("changes").replaceChildren(...gainList(data, t, since, until, moves));
      panel.hidden = false;
    },
    restyle: draw,
    hide() {
      moves = null;
      draw();
      panel.hidden = true;
    },
  };
}

// What all fills and all lines have in common.
function basesOn(map: L.Map): { ground: L.PathOptions; line: L.PolylineOptions } {
  function on(name: string, over: string, by: number): L.PolylineOptions {
    makePane(map, name, Number(paneOf(map, over).style.zIndex) + by);
    const renderer = L.svg({ pane: name, padding: 0.4 });
    return { interactive: false, smoothFactor: 0, renderer, pane: name };
  }
  return {
    ground: { ...on(FILL_PANE, "control", 1), stroke: false },
    line: { ...on(LINE_PANE, "front_lines_2020", 2), lineJoin: "round" },
  };
}

// One path for each holder, so that no seam shows between blocks of ground.
function pathsOf(data: Payload, base: ReturnType<typeof basesOn>, moves: Transfer[]) {
  const { halo, ink } = data.style.colours;
  return [...groupBy(moves, ({ to }) => to)].flatMap(([holder, gained]) => {
    const outline = outlineOf(
      data.arcs,
      gained.map(({ feature }) => feature),
    );
    return [
      ...looksOf(data, holder).map((look) => L.polygon(outline, { ...base.ground, ...look })),
      L.polyline(outline, { ...base.line, color: halo, weight: 5.5, opacity: 0.9 }),
      L.polyline(outline, { ...base.line, color: ink, weight: 2.2 }),
    ];
  });
}

// The colour of the new holder, and over it the hatch of the change.
function looksOf({ style }: Payload, holder: Controller): L.PathOptions[] {
  const { fill } = style.styles[`control:${holder}`];
  const { hatch } = style.styles[`change:${holder}`];
  return [
    { fillColor: fill ?? undefined, fillOpacity: 0.7 },
    { fillColor: hatches.fill(hatch ?? ""), fillOpacity: 0.8 },
  ];
}
