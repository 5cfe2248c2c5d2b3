// Small signs: town symbols, event markers and legend swatches, all from the style table.

import type { Form, Style, Theme } from "../core/payload.ts";
import { svg } from "../ui/dom.ts";
import * as hatches from "./hatches.ts";

// the class whose sign is an arrow
const ARROWS = "people_moved";
// the pin of an event: half the width of its stem with its casing, and how far above its place the
// stem ends and the sign has its middle
export const PIN = { half: 2.25, stem: 12, middle: 17 };

const triangle = (r: number) => `M0 ${-r}L${r} ${r * 0.8}H${-r}Z`;

// A town symbol centred on 0,0: a ring with a dot, a ring, a dot; heights get a triangle.
export function place(kind: string, look: Style) {
  const r = look.radius;
  const ring = { r, fill: look.fill, stroke: look.stroke, "stroke-width": look.width };
  switch (kind) {
    case "city":
      return [
        svg("circle", { ...ring, r: r * 1.35 }),
        svg("circle", { r: r * 0.5, fill: look.stroke }),
      ];
    case "town":
      return [svg("circle", ring)];
    case "height":
    case "range":
    case "pass":
      return [svg("path", { d: triangle(r), fill: look.stroke })];
    case "site":
    case "reservoir":
      return [
        svg("rect", {
          x: -r * 0.6,
          y: -r * 0.6,
          width: r * 1.2,
          height: r * 1.2,
          fill: look.stroke,
        }),
      ];
    default:
      return [
        svg("circle", { r: r * 0.6, fill: look.stroke, stroke: look.fill, "stroke-width": 0.8 }),
      ];
  }
}

// The sign of a kind of event, with its edge around it.
export function event({ outline = [], radius, fill, stroke, width }: Style) {
  const points = outline.map(([x, y]) => `${x * radius},${y * radius}`).join(" ");
  const edge = { stroke, "stroke-width": 2 * width, "stroke-linejoin": "round" };
  return svg("polygon", { points, fill, ...edge, "paint-order": "stroke" });
}

// An event on its stem, the foot of which stands on 0,0.
export const pin = (look: Style) =>
  svg(
    "g",
    {},
    svg("path", { d: `M0 0V${-PIN.stem}`, stroke: look.stroke, "stroke-width": 2 * PIN.half }),
    svg("path", { d: `M0 -1V${-PIN.stem}`, stroke: look.fill, "stroke-width": 2 }),
    svg("g", { transform: `translate(0 ${-PIN.middle})` }, event(look)),
  );

const arrow = (look: Style) =>
  svg("path", {
    d: "M1 6H18V1.5L29 9L18 16.5V12H1Z",
    fill: look.fill,
    "fill-opacity": look.opacity,
    stroke: look.stroke,
    "stroke-width": look.width,
  });

function areaSwatch(key: string, look: Style, opacity: number) {
  if (key === ARROWS) return [arrow(look)];
  const box = { x: 1.5, y: 1.5, width: 27, height: 15 };
  const layers = [];
  if (look.fill) {
    const fillOpacity = key.startsWith("control") ? opacity : 1;
    layers.push(svg("rect", { ...box, fill: look.fill, "fill-opacity": fillOpacity }));
  }
  if (look.hatch) layers.push(svg("rect", { ...box, fill: hatches.fill(look.hatch) }));
  const edge = look.stroke ?? "#0003";
  const dash = look.dash.length ? look.dash.join(" ") : null;
  layers.push(
    svg("rect", {
      ...box,
      fill: "none",
      stroke: edge,
      "stroke-width": look.width || 0.8,
      "stroke-dasharray": dash,
    }),
  );
  return layers;
}

function lineSwatch(look: Style, dash: number[]) {
  const stroke = { d: "M1 9H29", fill: "none" };
  const layers = [];
  if (look.casing) {
    layers.push(svg("path", { ...stroke, stroke: look.casing, "stroke-width": look.width + 3 }));
  }
  layers.push(
    svg("path", {
      ...stroke,
      stroke: look.stroke,
      "stroke-width": look.width,
      "stroke-dasharray": dash.length ? dash.join(" ") : null,
    }),
  );
  return layers;
}

const sample = (marks: SVGElement[]) =>
  svg("svg", { viewBox: "0 0 30 18", width: 30, height: 18, "aria-hidden": "true" }, marks);

// The legend's picture of a class; `form` is area, line or point.
export function swatch(key: string, look: Style, form: Form, opacity: number) {
  if (form === "area") return sample(areaSwatch(key, look, opacity));
  if (form === "line") return sample(lineSwatch(look, look.dash));
  const sign = look.outline ? [event(look)] : place("town", look);
  return sample([svg("g", { transform: "translate(15 9)" }, sign)]);
}

// That of a class as the map draws it.
export const swatchOf = ({ styles, control_opacity }: Theme, key: string, form: Form) =>
  swatch(key, styles[key], form, control_opacity);

export const approximate = (look: Style, dash: number[]) => sample(lineSwatch(look, dash));
