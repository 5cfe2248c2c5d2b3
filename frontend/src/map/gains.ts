// What changed between two days: the ground that changed hands on the map, and in numbers.

import type { Messages } from "../core/messages.ts";
import type { Control, Controller, Day, Payload, Style } from "../core/payload.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import * as time from "../core/time.ts";
import type { Gain, Transfer } from "../core/transfers.ts";
import { gainsOf, movesBetween } from "../core/transfers.ts";
import { byId, el } from "../ui/dom.ts";
import { hatches } from "./hatches.ts";
import { isClosed, outlineOf } from "./outline.ts";
import { makePane, paneOf } from "./panes.ts";
import { symbols } from "./symbols.ts";

export function gains(map: L.Map, data: Payload, t: Messages) {
  const FILL_PANE = "gains-under";
  const LINE_PANE = "gains";
  const FADED = 0.5;
  const panel = byId("changes-panel");
  const body = byId("changes");
  let drawn: L.Path[] = [];

  function pane(name: string, over: string, by: number) {
    makePane(map, name, Number(paneOf(map, over).style.zIndex) + by);
    return L.svg({ pane: name, padding: 0.4 });
  }
  const fills = pane(FILL_PANE, "control", 1);
  const lines = pane(LINE_PANE, "front_lines_2020", 2);

  const nameOf = (day: Day) => (feature: Control) =>
    feature.unit === data.elsewhere ? t("panel.elsewhere") : t.firstName(feature, day);

  // The colour of the new holder, and over it the hatch of the change.
  const looks = (holder: Controller): L.PathOptions[] => {
    const { fill: ground } = data.style.styles[`control:${holder}`];
    const { hatch } = data.style.styles[`change:${holder}`];
    return [
      { fillColor: ground ?? undefined, fillOpacity: 0.7 },
      { fillColor: hatches.fill(hatch ?? ""), fillOpacity: 0.8 },
    ];
  };

  // One path for each holder, so that no seam shows between blocks of ground.
  let moves: Transfer[] | null = null;
  const draw = oncePerFrame(() => {
    clear();
    if (moves === null) return;
    for (const holder of new Set(moves.map(({ to }) => to))) {
      const shapes = moves.filter(({ to }) => to === holder).map(({ feature }) => feature.shape);
      const exact = { interactive: false, smoothFactor: 0 };
      const plain = { ...exact, renderer: fills, pane: FILL_PANE, stroke: false };
      const stroke: L.PolylineOptions = {
        ...exact,
        renderer: lines,
        pane: LINE_PANE,
        lineJoin: "round",
      };
      const { halo, ink } = data.style.colours;
      const outline = outlineOf(shapes);
      // a sixth of the points, where the edges of the blocks meet
      const ground = outline.every(isClosed) ? outline : shapes.flat();
      for (const look of looks(holder)) drawn.push(L.polygon(ground, { ...plain, ...look }));
      drawn.push(L.polyline(outline, { ...stroke, color: halo, weight: 5.5, opacity: 0.9 }));
      drawn.push(L.polyline(outline, { ...stroke, color: ink, weight: 2.2 }));
    }
    for (const path of drawn) path.addTo(map);
    const faded = moves.length ? FADED : 1;
    paneOf(map, "control-under").style.opacity = String(data.style.control_opacity * faded);
  });

  function clear() {
    for (const path of drawn) path.remove();
    drawn = [];
    paneOf(map, "control-under").style.opacity = String(data.style.control_opacity);
  }

  const swatch = (holder: Controller) => {
    const { fill: ground } = data.style.styles[`control:${holder}`];
    const { hatch } = data.style.styles[`change:${holder}`];
    const edge = { stroke: data.style.colours.ink, width: 1.6, dash: [], casing: null };
    const look: Style = { fill: ground, hatch, ...edge, radius: 0 };
    return symbols.swatch("change", look, "area", 1);
  };

  const km2 = (value: number, write = t.number) =>
    el("data", { value: value.toFixed(3), class: "km2" }, t("legend.area", { km2: write(value) }));

  // By how much each holder's ground grew or shrank; less than half a km2 is none.
  function balance(transfers: Transfer[]) {
    const differences = new Map<Controller, number>();
    const add = (holder: Controller | null, by: number) => {
      if (holder) differences.set(holder, (differences.get(holder) ?? 0) + by);
    };
    for (const { from, to, km2: size } of transfers) {
      add(to, size);
      add(from, -size);
    }
    const rows = [...differences].filter(([, by]) => Math.abs(by) >= 0.5);
    return el(
      "dl",
      { class: "balance" },
      ...rows.flatMap(([holder, by]) => [
        el("dt", {}, t(`class.control:${holder}`)),
        el("dd", { "data-holder": holder }, km2(by, t.signed)),
      ]),
    );
  }

  const gained = ({ holder, km2: sum, districts }: Gain) =>
    el(
      "section",
      { "data-holder": holder },
      el("h2", {}, swatch(holder), el("span", {}, t(`class.change:${holder}`)), km2(sum)),
      el(
        "ul",
        {},
        ...districts.map(({ name, km2: size }) => el("li", {}, el("span", {}, name), km2(size))),
      ),
    );

  // Show what changed from the earlier of two days to the later.
  function show(one: Day, other: Day) {
    const [since, until] = time.inOrder(one, other);
    moves = movesBetween(data, since, until);
    draw();
    const dates = { since: t.date(since), until: t.date(until) };
    const found = gainsOf(moves, nameOf(until));
    body.replaceChildren(
      el("p", { class: "span" }, t("compare.from_to", dates)),
      ...(found.length
        ? [balance(moves), ...found.map(gained)]
        : [el("p", {}, t("changes.no_ground"))]),
    );
    panel.hidden = false;
  }

  return {
    show,
    restyle: draw,
    hide() {
      moves = null;
      draw();
      panel.hidden = true;
    },
  };
}
