// The map as it is on screen, drawn into a picture: its maps, names, dates, legend and credits.

import type { Payload } from "../core/payload.ts";
import { byId, one, SVG, svg } from "../ui/dom.ts";
import { penOf } from "./pen.ts";

// The element of a map, and from where to where it is seen, as shares of its width.
export interface Frame {
  map: HTMLElement;
  from: number;
  to: number;
}

export type Pictures = ReturnType<typeof pictures>;

// `maps()` gives the elements of the maps there are, each with the part of it that is seen.
export function pictures(data: Payload, maps: () => Frame[]) {
  const SCALE = 2;
  const STYLES = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "paint-order",
    "opacity",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "letter-spacing",
    "text-anchor",
    "display",
    "fill-rule",
  ];
  const stage = byId("stage");

  function inlined(node: Element) {
    const copy = node.cloneNode(true) as SVGElement;
    const originals = [node, ...node.querySelectorAll("*")];
    const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
    copies.forEach((each, index) => {
      const looks = getComputedStyle(originals[index]);
      for (const name of STYLES) each.style.setProperty(name, looks.getPropertyValue(name));
    });
    for (const hidden of copy.querySelectorAll('[style*="display: none"]')) hidden.remove();
    return copy;
  }

  // One drawing as a picture of the whole stage: what lies outside its own frame is kept, too.
  async function load(node: Element, box: DOMRect) {
    const copy = inlined(node);
    const { x, y, width, height } = node.getBoundingClientRect();
    const [left, top] = [x - box.x, y - box.y];
    const looks = { x: left, y: top, overflow: "visible", width: width || 1, height: height || 1 };
    for (const [name, value] of Object.entries(looks)) copy.setAttribute(name, String(value));
    copy.style.transform = "";
    copy.style.position = "";
    const patterns = one(".patterns").cloneNode(true);
    const sheet = svg("svg", { xmlns: SVG, width: box.width, height: box.height }, patterns, copy);
    const image = new Image();
    const text = new XMLSerializer().serializeToString(sheet);
    image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    await image.decode();
    URL.revokeObjectURL(image.src);
    return image;
  }

  const visible = (node: Element) => node.getClientRects().length > 0;
  const paneOf = (node: Element) => getComputedStyle(node.closest(".leaflet-pane") ?? node);

  // The panes of a map from the lowest to the highest, each with its relief or its drawings.
  async function drawMap(pen: CanvasRenderingContext2D, { map, from, to }: Frame, box: DOMRect) {
    const frame = map.getBoundingClientRect();
    const [left, top] = [frame.x - box.x, frame.y - box.y];
    pen.save();
    pen.beginPath();
    pen.rect(left + from * frame.width, top, (to - from) * frame.width, frame.height);
    pen.clip();
    pen.fillStyle = data.style.colours.paper;
    pen.fillRect(left, top, frame.width, frame.height);
    const parts = [
      ...map.querySelectorAll(".leaflet-image-layer, svg.labels, .leaflet-pane > svg, .event svg"),
    ]
      .filter(visible)
      .sort((a, b) => Number(paneOf(a).zIndex) - Number(paneOf(b).zIndex));
    for (const part of parts) {
      const pane = paneOf(part);
      pen.globalAlpha = Number(pane.opacity);
      pen.filter = pane.filter;
      pen.globalCompositeOperation =
        pane.mixBlendMode === "normal"
          ? "source-over"
          : (pane.mixBlendMode as GlobalCompositeOperation);
      if (part instanceof HTMLImageElement) {
        const { x, y, width, height } = part.getBoundingClientRect();
        pen.drawImage(part, x - box.x, y - box.y, width, height);
      } else {
        pen.drawImage(await load(part, box), 0, 0, box.width, box.height);
      }
    }
    pen.restore();
  }

  // Lines of a text that fit a width.
  function wrapped(pen: CanvasRenderingContext2D, text: string, width: number) {
    const lines: string[] = [];
    for (const word of text.split(" ")) {
      const longer = `${lines.at(-1)} ${word}`;
      if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  // A text of the page where it stands on screen, in its own type.
  function drawText(pen: CanvasRenderingContext2D, node: Element, box: DOMRect) {
    const looks = getComputedStyle(node);
    const { x, y, width, height } = node.getBoundingClientRect();
    const size = parseFloat(looks.fontSize);
    const line = parseFloat(looks.lineHeight) || size * 1.3;
    const oneLine =
      height < 1.6 * line + parseFloat(looks.paddingTop) + parseFloat(looks.paddingBottom);
    pen.font = `${looks.fontStyle} ${looks.fontWeight} ${size}px ${looks.fontFamily}`;
    pen.fillStyle = looks.color;
    pen.strokeStyle = data.style.colours.halo;
    pen.lineWidth = size / 5;
    pen.lineJoin = "round";
    const [left, top] = [
      x - box.x + parseFloat(looks.paddingLeft),
      y - box.y + parseFloat(looks.paddingTop),
    ];
    wrapped(pen, (node.textContent ?? "").trim(), oneLine ? Infinity : width + 1).forEach(
      (words, index) => {
        const base = top + index * line + line / 2 + size * 0.34;
        pen.strokeText(words, left, base);
        pen.fillText(words, left, base);
      },
    );
  }

  async function drawSigns(pen: CanvasRenderingContext2D, nodes: Element[], box: DOMRect) {
    for (const sign of nodes.filter(visible)) {
      pen.drawImage(await load(sign, box), 0, 0, box.width, box.height);
    }
  }

  const all = (selector: string) => [...stage.querySelectorAll(selector)].filter(visible);

  function fillBox(
    pen: CanvasRenderingContext2D,
    { x, y, width, height }: DOMRect,
    box: DOMRect,
    opacity = 1,
  ) {
    pen.globalAlpha = opacity;
    pen.fillStyle = data.style.colours.halo;
    pen.fillRect(x - box.x, y - box.y, width, height);
    pen.globalAlpha = 1;
  }

  // Paper under what lies over the map: the dates of two maps, and on a phone the legend.
  function drawSheets(pen: CanvasRenderingContext2D, box: DOMRect) {
    const frame = byId("frame").getBoundingClientRect();
    const over = ({ left, right, top, bottom }: DOMRect) =>
      right > frame.left && left < frame.right && bottom > frame.top && top < frame.bottom;
    for (const node of all(".read-out > *, .panel[open]:not(#layers-panel) > div")) {
      const sheet = node.getBoundingClientRect();
      if (over(sheet)) fillBox(pen, sheet, box, 0.92);
    }
  }

  // The line between two maps: where the one on the right begins, or the lower one.
  function drawCut(pen: CanvasRenderingContext2D, box: DOMRect) {
    const parts = maps().map(({ map, from }) => {
      const { x, y, width, height } = map.getBoundingClientRect();
      return { left: x - box.x + from * width, top: y - box.y, width, height };
    });
    if (parts.length < 2) return;
    const [left, top] = [
      Math.max(...parts.map((part) => part.left)),
      Math.max(...parts.map((part) => part.top)),
    ];
    pen.fillStyle = data.style.colours.ink;
    const [{ width, height }] = parts;
    if (parts[0].top !== parts[1].top) pen.fillRect(left, top, width, 3);
    else pen.fillRect(left - 1.5, top, 3, height);
  }

  const within = (node: Element) => {
    const panel = node.closest(".panel");
    if (!panel) return true;
    const [inner, outer] = [node.getBoundingClientRect(), panel.getBoundingClientRect()];
    return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  };

  function drawScale(pen: CanvasRenderingContext2D, box: DOMRect) {
    const bar = one(".leaflet-control-scale-line", stage);
    const { left, right, bottom } = bar.getBoundingClientRect();
    const [x0, x1, y] = [left - box.x, right - box.x, bottom - box.y - 2];
    pen.strokeStyle = data.style.colours.ink;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const [x, to] of [
      [x0, y - 6],
      [x0, y],
      [x1, y],
      [x1, y - 6],
    ])
      pen.lineTo(x, to);
    pen.stroke();
    drawText(pen, bar, box);
  }

  // Draw it all, and return the picture as a PNG.
  async function draw({ whole = false } = {}) {
    // on a phone the tools are below the map; laid out for a picture the key is
    const { x, y, width, bottom } = stage.getBoundingClientRect();
    const end = whole ? bottom : byId("frame").getBoundingClientRect().bottom;
    const box = new DOMRect(x, y, width, end - y);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(box.width * SCALE), Math.round(box.height * SCALE)];
    const pen = penOf(canvas);
    pen.scale(SCALE, SCALE);
    fillBox(pen, box, box);
    for (const frame of maps()) await drawMap(pen, frame, box);
    drawCut(pen, box);
    drawSheets(pen, box);
    const texts = [
      ".read-out :is(h1, p)",
      ".holders span",
      ".panel[open] summary",
      ".panel[open] .note",
      ".panel[open] .legend-rows li > span:not(.sign)",
      "#changes :is(p, dt, dd, span, data)",
      ".leaflet-control-attribution span",
    ];
    const told = (node: Element) => !node.closest("#layers-panel") && within(node);
    const legendSigns = all(".holders svg, .panel[open] .legend-rows svg, #changes svg").filter(
      within,
    );
    await drawSigns(pen, legendSigns, box);
    for (const node of all(texts.join()).filter(told)) {
      if (!node.matches("dd, span:has(*)")) drawText(pen, node, box);
    }
    drawScale(pen, box);
    return new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  }

  return { draw };
}
