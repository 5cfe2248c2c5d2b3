// Building elements. Text from the data only ever becomes text nodes and attribute values.

export const SVG = "http://www.w3.org/2000/svg";

type Value = string | number | boolean | null | undefined;
export type Child = Node | string | number | null | undefined;

// Functions are what the element does on an event of that name.
export interface Attributes {
  [name: string]: Value | ((event: never) => void);
  click?: (event: MouseEvent) => void;
  keydown?: (event: KeyboardEvent) => void;
  change?: (event: Event) => void;
}

// What stands in the page and is more than an element of any kind.
interface PageElements {
  year: HTMLInputElement;
  day: HTMLInputElement;
  "typed-date": HTMLInputElement;
  search: HTMLInputElement;
  "help-letters": HTMLInputElement;
  "stop-search": HTMLInputElement;
  "talk-minutes": HTMLInputElement;
  "picture-title": HTMLInputElement;
  "picture-shape": HTMLSelectElement;
  previous: HTMLButtonElement;
  next: HTMLButtonElement;
  play: HTMLButtonElement;
  copy: HTMLButtonElement;
  speed: HTMLSelectElement;
  steps: HTMLSelectElement;
  language: HTMLSelectElement;
  "legend-panel": HTMLDetailsElement;
  "key-help": HTMLDialogElement;
  "stop-list": HTMLDialogElement;
  picture: HTMLDialogElement;
}

type Found<Id> = Id extends keyof PageElements ? PageElements[Id] : HTMLElement;

export function fill<E extends Element>(
  node: E,
  attributes: Attributes,
  children: (Child | Child[])[] = [],
): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value as EventListener);
    // the page's policy forbids style attributes, but not what a script sets itself
    else if (name === "style" && node instanceof HTMLElement) node.style.cssText = String(value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined)
      node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] => fill(document.createElement(tag), attributes, children);

export const svg = <K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Child | Child[])[]
): SVGElementTagNameMap[K] => fill(document.createElementNS(SVG, tag), attributes, children);

export const button = (attributes: Attributes, ...children: (Child | Child[])[]) =>
  el("button", { type: "button", ...attributes }, ...children);

// A paragraph of lesser weight.
export const aside = (...children: (Child | Child[])[]) => el("p", { class: "muted" }, ...children);

// A link to another site; its words alone where there is no address.
export const linkTo = (url: string | null | undefined, words: string) =>
  url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words) : words;

// A box to tick.
export function tickBox(checked: boolean, change: (to: boolean) => void) {
  const box = el("input", { type: "checkbox", checked, change: () => change(box.checked) });
  return box;
}

// A choice of one of some values, each with its words.
export function choice(
  label: string,
  options: [value: string, words: string][],
  chosen: string,
  change: (to: string) => void,
) {
  const select = el(
    "select",
    { "aria-label": label, change: () => change(select.value) },
    options.map(([value, words]) => el("option", { value, selected: value === chosen }, words)),
  );
  return select;
}

// An element that the page has (page.html).
export const byId = <Id extends string>(id: Id) => document.getElementById(id) as Found<Id>;

// The first element that a selector finds, where the page surely has one.
export const one = <E extends Element = HTMLElement>(
  selector: string,
  within: ParentNode = document,
) => within.querySelector(selector) as E;

// What has the focus.
export const focused = () => document.activeElement as HTMLElement | null;

// Write a text only where it differs: an unchanged node costs the browser nothing, and a text that
// is written over less than one that is replaced.
export function say(node: Node, text: string) {
  const { firstChild } = node;
  if (!(firstChild instanceof Text) || firstChild.nextSibling) node.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
}

// Set an attribute only where it differs.
export function mark(node: Element, name: string, value: string | number | boolean) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, String(value));
}

// Whether a box lies over everything: keys are its own then, and Escape closes it by itself.
export const isDialogOpen = () =>
  [...byId("timeline").children].some((box) => box.matches("dialog[open]"));
