// A drawing of the page as an image: a copy with its looks written into it, as images know no
// style sheets.

import { one, SVG, svg } from "../ui/dom.ts";

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

// One drawing as a picture of a whole box: what lies outside its own frame is kept, too.
export async function snapshotOf(node: Element, box: DOMRect) {
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
