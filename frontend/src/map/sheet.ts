// The sheet that a picture of the page is drawn on: what is on screen goes where it stands there.

import type { Payload } from "../core/payload.ts";
import { snapshotOf } from "./snapshot.ts";

export interface Sheet {
  pen: CanvasRenderingContext2D;
  // the part of the window that the sheet shows
  box: DOMRect;
  colours: Payload["style"]["colours"];
}

export async function drawSnapshot({ pen, box }: Sheet, node: Element) {
  pen.drawImage(await snapshotOf(node, box), 0, 0, box.width, box.height);
}

export function fillBox(
  { pen, box, colours }: Sheet,
  { x, y, width, height }: DOMRect,
  opacity = 1,
) {
  pen.globalAlpha = opacity;
  pen.fillStyle = colours.halo;
  pen.fillRect(x - box.x, y - box.y, width, height);
  pen.globalAlpha = 1;
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
export function drawText({ pen, box, colours }: Sheet, node: Element) {
  const looks = getComputedStyle(node);
  const { x, y, width, height } = node.getBoundingClientRect();
  const size = parseFloat(looks.fontSize);
  const line = parseFloat(looks.lineHeight) || size * 1.3;
  const padding = parseFloat(looks.paddingTop);
  const oneLine = height < 1.6 * line + padding + parseFloat(looks.paddingBottom);
  pen.font = `${looks.fontStyle} ${looks.fontWeight} ${size}px ${looks.fontFamily}`;
  pen.fillStyle = looks.color;
  pen.strokeStyle = colours.halo;
  pen.lineWidth = size / 5;
  pen.lineJoin = "round";
  const [left, top] = [x - box.x + parseFloat(looks.paddingLeft), y - box.y + padding];
  const words = (node.textContent ?? "").trim();
  wrapped(pen, words, oneLine ? Infinity : width + 1).forEach((text, index) => {
    const base = top + index * line + line / 2 + size * 0.34;
    pen.strokeText(text, left, base);
    pen.fillText(text, left, base);
  });
}
