// For tests: the whole page (out/page.html, which run.py writes) in a document without a browser.
// Nothing is laid out there: whatever has a size is as large as the window.

import { readFileSync } from "node:fs";
import { after } from "node:test";
import { JSDOM, VirtualConsole } from "jsdom";
import type { Karamap } from "./core/karamap.ts";

// the clocks of a page would keep its tests from ending, once all is told
after(() => void setTimeout(() => process.exit(), 200));

const [WIDTH, HEIGHT] = [1280, 800];
// how wide a letter of a drawn text is
const LETTER_PX = 6;

// What browsers have and jsdom lacks.
function furnish(window: Window & typeof globalThis) {
  const { prototype } = window.HTMLElement;
  Object.defineProperties(prototype, {
    clientWidth: { get: () => WIDTH },
    clientHeight: { get: () => HEIGHT },
    offsetParent: { get: () => window.document.body },
  });
  // Leaflet draws on what can make a rectangle
  Object.assign(window.SVGSVGElement.prototype, { createSVGRect: () => ({}) });
  Object.assign(window.Element.prototype, {
    scrollIntoView() {},
    setPointerCapture() {},
    releasePointerCapture() {},
  });
  Object.assign(window.HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
  });
  const pen = new Proxy({} as Record<string, unknown>, {
    get: (drawn, name) => drawn[String(name)] ?? (() => new window.Image()),
  });
  pen.measureText = (text: string) => ({
    width: LETTER_PX * text.length,
    actualBoundingBoxAscent: LETTER_PX,
  });
  const png = () => new window.Blob(["picture"], { type: "image/png" });
  Object.assign(window.HTMLCanvasElement.prototype, {
    getContext: () => pen,
    toBlob: (done: (blob: Blob) => void) => done(png()),
    toDataURL: () => "data:image/png;base64,",
  });
  class Observer {
    observe() {}
    disconnect() {}
  }
  Object.assign(window, {
    ResizeObserver: Observer,
    IntersectionObserver: Observer,
    innerWidth: WIDTH,
    innerHeight: HEIGHT,
    scrollTo() {},
    matchMedia: () => ({ matches: false, addEventListener() {}, addListener() {} }),
  });
  Object.assign(window.document, { execCommand: () => true });
  Object.assign(window.URL, { createObjectURL: () => "blob:picture", revokeObjectURL() {} });
}

const INTERFACES = [
  "Blob",
  "CustomEvent",
  "DOMRect",
  "HTMLImageElement",
  "ToggleEvent",
  "Element",
  "ErrorEvent",
  "Event",
  "HTMLElement",
  "Image",
  "KeyboardEvent",
  "MouseEvent",
  "Node",
  "Text",
  "URL",
  "XMLSerializer",
];

// What modules find in their own scope in a page.
function share(window: Window & typeof globalThis) {
  const own = Object.getOwnPropertyNames(window).filter((name) => !(name in globalThis));
  for (const name of [...own, ...INTERFACES, "window", "navigator"]) {
    const value = Reflect.get(window, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

// Open the page by a link. Modules read the document when they are loaded: load them after it.
function openDocument(search = "", host = "file") {
  const html = readFileSync("out/page.html", "utf8");
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, code]) => code);
  const bare = html
    .replace(/<script>.*?<\/script>/gs, "")
    .replace('data-host="file"', `data-host="${host}"`);
  const url = `https://example.org/map.html${search}`;
  const { window } = new JSDOM(bare, {
    url,
    runScripts: "outside-only",
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(),
  });
  furnish(window);
  const [, leaflet] = scripts;
  window.eval(leaflet);
  const program = scripts.at(-1) ?? "";
  const [, folium] = program.match(/L\.Browser\.ie3d = true;(.*?)const chart = /s) ?? [];
  window.eval(folium);
  const [, name] = program.match(/const chart = (\w+);/) ?? [];
  share(window);
  Object.assign(globalThis, { chart: Reflect.get(window, name), L: window.L });
  return window;
}

// A key pressed where the focus is, or a press on something.
export const press = (key: string, more: KeyboardEventInit = {}, on: Element = document.body) =>
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
export const find = <E extends HTMLElement>(selector: string) =>
  document.querySelector(selector) as E;
export const textOf = (selector: string) => find(selector)?.textContent ?? "";

export const settled = () => new Promise((done) => setTimeout(done, 60));

// The page once it has started.
declare global {
  var chart: L.Map;
}

export async function openPage(search = "", host = "file"): Promise<Karamap> {
  openDocument(search, host);
  await import("./main.ts");
  return window.karamap.ready;
}
