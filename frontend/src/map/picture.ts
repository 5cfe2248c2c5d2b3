// The map as it is on screen, drawn into a picture: its maps, names, dates, legend and credits.

import type { Payload } from "../core/payload.ts";
import { doWaiting } from "../core/scheduling.ts";
import { byId, one } from "../ui/dom.ts";
import { penOf } from "./pen.ts";
import { drawSnapshot, drawText, fillBox, type Sheet } from "./sheet.ts";

const SCALE = 2;
const MAP_PARTS = ".leaflet-image-layer, svg.labels, .leaflet-pane > svg, .event svg";
// what lies over the map: the dates of two maps, and on a phone the legend
const OVER_MAP = ".read-out > *, .panel[open]:not(#layers-panel) > div";
const SIGNS = ".holders svg, .panel[open] .legend-rows svg, #changes svg";
const TEXTS = [
  ".read-out :is(h1, p)",
  ".holders span",
  ".panel[open] summary",
  ".panel[open] .note",
  ".panel[open] .legend-rows li > span:not(.sign)",
  "#changes :is(p, dt, dd, span, data)",
  ".leaflet-control-attribution span",
].join();

// The element of a map, and from where to where it is seen, as shares of its width.
export interface Frame {
  map: HTMLElement;
  from: number;
  to: number;
}

export type Pictures = ReturnType<typeof pictures>;

// `maps()` gives the elements of the maps there are, each with the part of it that is seen.
export function pictures(data: Payload, maps: () => Frame[]) {
  return {
    // Draw it all, and return the picture as a PNG.
    async draw({ whole = false } = {}) {
      doWaiting();
      const canvas = document.createElement("canvas");
      const sheet = sheetOn(canvas, data, whole);
      fillBox(sheet, sheet.box);
      for (const frame of maps()) await drawMap(sheet, frame);
      drawCut(sheet, maps());
      drawPapers(sheet);
      for (const sign of seen(SIGNS).filter(isUncut)) await drawSnapshot(sheet, sign);
      for (const node of seen(TEXTS).filter(isTold)) drawText(sheet, node);
      drawScale(sheet);
      return new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    },
  };
}

// On a phone the tools are below the map; laid out for a picture (`whole`) the key is.
function sheetOn(canvas: HTMLCanvasElement, data: Payload, whole: boolean): Sheet {
  const { x, y, width, bottom } = byId("stage").getBoundingClientRect();
  const end = whole ? bottom : byId("frame").getBoundingClientRect().bottom;
  const box = new DOMRect(x, y, width, end - y);
  [canvas.width, canvas.height] = [Math.round(box.width * SCALE), Math.round(box.height * SCALE)];
  const pen = penOf(canvas);
  pen.scale(SCALE, SCALE);
  return { pen, box, colours: data.style.colours };
}

const isVisible = (node: Element) =>
  node.getClientRects().length > 0 && getComputedStyle(node).visibility === "visible";
const seen = (selector: string) => [...byId("stage").querySelectorAll(selector)].filter(isVisible);

// Whether the panel that it stands in, if any, shows the whole of it.
function isUncut(node: Element) {
  const panel = node.closest(".panel");
  if (!panel) return true;
  const [inner, outer] = [node.getBoundingClientRect(), panel.getBoundingClientRect()];
  return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
}

const isTold = (node: Element) =>
  !node.closest("#layers-panel") && isUncut(node) && !node.matches("dd, span:has(*)");

const paneOf = (node: Element) => getComputedStyle(node.closest(".leaflet-pane") ?? node);

// The panes of a map from the lowest to the highest, each with its relief or its drawings.
async function drawMap(sheet: Sheet, { map, from, to }: Frame) {
  const { pen, box, colours } = sheet;
  const frame = map.getBoundingClientRect();
  const [left, top] = [frame.x - box.x, frame.y - box.y];
  pen.save();
  pen.beginPath();
  pen.rect(left + from * frame.width, top, (to - from) * frame.width, frame.height);
  pen.clip();
  pen.fillStyle = colours.paper;
  pen.fillRect(left, top, frame.width, frame.height);
  const parts = [...map.querySelectorAll(MAP_PARTS)]
    .filter(isVisible)
    .sort((a, b) => Number(paneOf(a).zIndex) - Number(paneOf(b).zIndex));
  for (const part of parts) await drawPart(sheet, part);
  pen.restore();
}

async function drawPart(sheet: Sheet, part: Element) {
  const { pen, box } = sheet;
  const { opacity, filter, mixBlendMode } = paneOf(part);
  pen.globalAlpha = Number(opacity);
  pen.filter = filter;
  pen.globalCompositeOperation =
    mixBlendMode === "normal" ? "source-over" : (mixBlendMode as GlobalCompositeOperation);
  if (part instanceof HTMLImageElement) {
    const { x, y, width, height } = part.getBoundingClientRect();
    pen.drawImage(part, x - box.x, y - box.y, width, height);
  } else await drawSnapshot(sheet, part);
}

// The line between two maps: where the one on the right begins, or the lower one.
function drawCut({ pen, box, colours }: Sheet, maps: Frame[]) {
  const parts = maps.map(({ map, from }) => {
    const { x, y, width, height } = map.getBoundingClientRect();
    return { left: x - box.x + from * width, top: y - box.y, width, height };
  });
  if (parts.length < 2) return;
  const left = Math.max(...parts.map((part) => part.left));
  const top = Math.max(...parts.map((part) => part.top));
  pen.fillStyle = colours.ink;
  const [{ width, height }] = parts;
  if (parts[0].top !== parts[1].top) pen.fillRect(left, top, width, 3);
  else pen.fillRect(left - 1.5, top, 3, height);
}

// Paper under what lies over the map.
function drawPapers(sheet: Sheet) {
  const frame = byId("frame").getBoundingClientRect();
  const isOver = ({ left, right, top, bottom }: DOMRect) =>
    right > frame.left && left < frame.right && bottom > frame.top && top < frame.bottom;
  for (const node of seen(OVER_MAP)) {
    const paper = node.getBoundingClientRect();
    if (isOver(paper)) fillBox(sheet, paper, 0.92);
  }
}

function drawScale(sheet: Sheet) {
  const { pen, box, colours } = sheet;
  const bar = one(".leaflet-control-scale-line", byId("stage"));
  const { left, right, bottom } = bar.getBoundingClientRect();
  const [x0, x1, y] = [left - box.x, right - box.x, bottom - box.y - 2];
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(x0, y - 6);
  pen.lineTo(x0, y);
  pen.lineTo(x1, y);
  pen.lineTo(x1, y - 6);
  pen.stroke();
  drawText(sheet, bar);
}
