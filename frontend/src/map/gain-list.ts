// What changed between two days, in numbers.

import type { Messages } from "../core/messages.ts";
import type { Control, Controller, Day, Payload, Style } from "../core/payload.ts";
import type { Gain, Transfer } from "../core/transfers.ts";
import { gainsOf } from "../core/transfers.ts";
import { el } from "../ui/dom.ts";
import * as symbols from "./symbols.ts";

// `moves` is the ground that changed hands from the day `since` to `until`.
export function gainList(data: Payload, t: Messages, since: Day, until: Day, moves: Transfer[]) {
  const nameOf = (feature: Control) =>
    feature.unit === data.elsewhere ? t("panel.elsewhere") : t.firstName(feature, until);
  const found = gainsOf(moves, nameOf);
  return [
    el(
      "p",
      { class: "span" },
      t("compare.from_to", { since: t.date(since), until: t.date(until) }),
    ),
    ...(found.length
      ? [balance(t, moves), ...found.map((each) => gained(data, t, each))]
      : [el("p", {}, t("changes.no_ground"))]),
  ];
}

const area = (t: Messages, km2: number, write = t.number) =>
  el("data", { value: km2.toFixed(3), class: "km2" }, t("legend.area", { km2: write(km2) }));

// By how much each holder's ground grew or shrank; less than half a km2 is none.
function balance(t: Messages, moves: Transfer[]) {
  const differences = new Map<Controller, number>();
  const add = (holder: Controller | null, by: number) => {
    if (holder) differences.set(holder, (differences.get(holder) ?? 0) + by);
  };
  for (const { from, to, km2 } of moves) {
    add(to, km2);
    add(from, -km2);
  }
  const rows = [...differences].filter(([, by]) => Math.abs(by) >= 0.5);
  return el(
    "dl",
    { class: "balance" },
    rows.flatMap(([holder, by]) => [
      el("dt", {}, t(`class.control:${holder}`)),
      el("dd", { "data-holder": holder }, area(t, by, t.signed)),
    ]),
  );
}

function gained(data: Payload, t: Messages, { holder, km2, districts }: Gain) {
  const rows = districts.map((each) => el("li", {}, el("span", {}, each.name), area(t, each.km2)));
  const name = el("span", {}, t(`class.change:${holder}`));
  return el(
    "section",
    { "data-holder": holder },
    el("h2", {}, swatchOf(data, holder), name, area(t, km2)),
    el("ul", {}, rows),
  );
}

function swatchOf({ style }: Payload, holder: Controller) {
  const { fill } = style.styles[`control:${holder}`];
  const { hatch } = style.styles[`change:${holder}`];
  const edge = { stroke: style.colours.ink, width: 1.6, dash: [], casing: null };
  const look: Style = { fill, hatch, ...edge, radius: 0 };
  return symbols.swatch("change", look, "area", 1);
}
