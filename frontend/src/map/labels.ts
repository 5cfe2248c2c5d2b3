// Names on the map: countries, water and places, by rank and zoom, none over another.

import type { Messages } from "../core/messages.ts";
import type { Day, Feature, Payload, Place } from "../core/payload.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import type { Attributes } from "../ui/dom.ts";
import { fill, svg } from "../ui/dom.ts";
import type { GroundLabel } from "./ground-labels.ts";
import { groundLabels } from "./ground-labels.ts";
import { leastSize } from "./legible.ts";
import { makePane } from "./panes.ts";
import { penOf } from "./pen.ts";
import { symbols } from "./symbols.ts";
import { AROUND } from "./vectors.ts";

// the zoom from which places of a rank (1 the most important) have a sign, and a name
export const SIGN_FROM = [0, 6, 7.5, 8.5, 9.75];

export const NAME_FROM = [0, 6, 7.75, 8.5, 10];

export const NAME_PX = [0, 15, 13.5, 12, 11];

export const LAST_RANK = 4;

// places of this rank or better are towns
const MAJOR = 2;

export const HALO_PX = 2;

// names of areas longer than this take two lines, so far apart
export const LINE_LENGTH = 18;

export const LINE_EM = 1.25;

// what lies over the map
export const OVERLAYS = "#panels > *, .read-out > *, .leaflet-control, #tools > *";

// The boxes taken so far.
interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

type Taken = ReturnType<typeof boxes>;

type IsFree = (box: Box) => boolean;

// A name, its sign and its text once made, and whether it is there on the day.
interface Label {
  feature: Feature;
  sign: SVGGElement | null;
  text: SVGTextElement | null;
  on: boolean;
  name: string;
}

// A press on the map, by hand or by keyboard.
export interface Pressed {
  latlng: L.LatLng;
  containerPoint: L.Point;
  originalEvent?: MouseEvent;
}

type Try = [x: number, y: number, anchor: string, shift: number];

interface AreaStyle {
  from: number;
  to?: number;
  px: number;
  spaced: number;
  room: number;
  capitals?: boolean;
}

function boxes() {
  const taken: Box[] = [];
  const free = (box: Box) =>
    taken.every((t) => box.x1 <= t.x0 || box.x0 >= t.x1 || box.y1 <= t.y0 || box.y0 >= t.y1);
  return { free, take: (box: Box) => taken.push(box) };
}

export function mapLabels(map: L.Map, data: Payload, t: Messages) {
  const look = () => data.style.styles.places;
  const quiet = svg("g", { class: "quiet" });
  const marks = svg("g");
  const texts = svg("g");
  const root = svg("svg", { class: "leaflet-zoom-hide labels" }, quiet, marks, texts);
  makePane(map, "labels", 600).append(root);

  // every name; and of those in view and around it the places, the weightiest first, and the areas
  const names: Label[] = [];
  let near: { places: Label[]; areas: Label[] } | null = null;
  const ground = groundLabels(map, data, t);
  const groundTexts = new Map<string, SVGTextElement>();
  const featureOf = new WeakMap<Element, Feature>();
  const pen = penOf(document.createElement("canvas"));
  const widths = new Map<string, number>();
  let layersOn = new Set<string>();
  let day = data.last;

  // how much larger than on a desk everything is drawn (a projector's screen)
  let scale = 1;
  let font = "sans-serif";
  let quietFont = "serif";
  let [least, quietLeast] = [0, 0];
  let sized = false;
  function readSizes() {
    sized = true;
    scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    font = getComputedStyle(document.body).fontFamily;
    quietFont = getComputedStyle(document.documentElement).getPropertyValue("--serif");
    [least, quietLeast] = [leastSize(font), leastSize(quietFont)];
  }
  const rankOf = ({ rank = 1 }: Feature) => Math.min(LAST_RANK, Math.max(1, rank));

  function widthOf(text: string, px: number, weight: number, face = font) {
    const key = `${weight} ${px} ${face} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    pen.font = `${weight} ${px}px ${face}`;
    const { width } = pen.measureText(text);
    widths.set(key, width);
    return width;
  }

  // Better known places are named first, among equals the towns.
  const KINDS: Record<string, number> = { city: 0, town: 0.1 };
  const weight = ({ rank = LAST_RANK, kind = "" }: Feature) => rank + (KINDS[kind] ?? 0.2);

  const nameOf = (feature: Feature) => t.namesOf(feature, day)[0] ?? "";

  // A name that is there on the day; its nodes are made when it first comes into view.
  function add(feature: Feature) {
    const item: Label = { feature, sign: null, text: null, on: false, name: "" };
    names.push(item);
    near = null;
    const redraw = () => {
      item.on = !item.on;
      renew();
    };
    return { enter: redraw, leave: redraw };
  }

  function makeNodes(item: Label) {
    const { feature } = item;
    const { layer, kind = "" } = feature;
    if (layer === "places") item.sign = svg("g", {}, ...symbols.place(kind, look()));
    item.text = svg("text", { class: `name ${layer} rank-${rankOf(feature)}` });
    if (feature.water) item.text.classList.add("water");
    for (const node of [item.sign, item.text]) if (node) featureOf.set(node, feature);
  }

  // The names of what is in view, and as far around it as the map may be dragged at once: a step
  // in time asks only these.
  function inView() {
    if (near) return near;
    const bounds = map.getBounds().pad(AROUND);
    const there = names.filter(({ feature: { at, spots } }) =>
      spots ? spots.some((spot) => bounds.contains(spot.at)) : at && bounds.contains(at),
    );
    there.filter(({ text }) => !text).forEach(makeNodes);
    const isPlace = ({ feature }: Label) => feature.layer === "places";
    const before = (a: Feature, b: Feature) => weight(a) - weight(b) || (a.id < b.id ? -1 : 1);
    near = {
      places: there.filter(isPlace).sort((a, b) => before(a.feature, b.feature)),
      areas: there.filter((item) => !isPlace(item)),
    };
    return near;
  }

  // Nodes that stay where they were are left alone: moving them would cost more than all the rest.
  let placed = new Set<Element>();
  const written = new WeakMap<Element, string>();
  function put(group: SVGGElement, node: SVGElement, attributes: Attributes, text?: string) {
    placed.add(node);
    const key = `${Object.values(attributes)} ${text}`;
    if (written.get(node) !== key) {
      written.set(node, key);
      fill(node, attributes);
      if (text !== undefined) write(node, text.split("\n"), attributes);
    }
    if (node.parentNode !== group) group.append(node);
  }

  // One line is the text itself; more lines are centred on the spot, one under the other.
  function write(node: Element, lines: string[], { x, "font-size": size }: Attributes) {
    const px = Number(size);
    if (lines.length === 1) {
      node.textContent = lines[0];
      return;
    }
    const rise = (index: number) => (index ? LINE_EM : (1 - lines.length) * LINE_EM * 0.5);
    node.replaceChildren(...lines.map((line, i) => svg("tspan", { x, dy: rise(i) * px }, line)));
  }

  function removeOthers() {
    for (const group of [quiet, marks, texts]) {
      for (const node of [...group.children]) if (!placed.has(node)) node.remove();
    }
  }

  const putName = (
    group: SVGGElement,
    item: Label,
    x: number,
    y: number,
    anchor: string,
    px: number,
  ) =>
    item.text && put(group, item.text, { x, y, "text-anchor": anchor, "font-size": px }, item.name);

  // Where there is no room for the name of the other side in brackets, the first stands alone.
  function placeName(item: Label, point: L.Point, taken: Taken, px: number) {
    const whole = item.name;
    if (nameFits(item, point, taken, px) || !whole.includes(" (")) return;
    [item.name] = whole.split(" (");
    nameFits(item, point, taken, px);
    item.name = whole;
  }

  // Try beside, above and below the sign, in the order a cartographer would.
  function nameFits(item: Label, point: L.Point, taken: Taken, px: number) {
    const { kind, rank = LAST_RANK } = item.feature;
    const width = widthOf(item.name, px, rank <= 2 ? 600 : 400) + HALO_PX;
    const gap = (kind === "city" ? 1.35 : 1) * look().radius * scale + 3;
    const up = px * 0.36;
    const [near, above, below] = [gap * 0.7, point.y - gap * 0.6, point.y + gap * 0.6 + px * 0.7];
    const tries: Try[] = [
      [point.x + gap, point.y + up, "start", 0],
      [point.x - gap, point.y + up, "end", -width],
      [point.x + near, above, "start", 0],
      [point.x + near, below, "start", 0],
      [point.x - near, above, "end", -width],
      [point.x - near, below, "end", -width],
      [point.x, point.y - gap - 1, "middle", -width / 2],
      [point.x, point.y + gap + px * 0.75, "middle", -width / 2],
    ];
    for (const [x, y, anchor, shift] of tries) {
      const box = {
        x0: x + shift - HALO_PX,
        x1: x + shift + width,
        y0: y - px * 0.8,
        y1: y + px * 0.25,
      };
      if (!taken.free(box)) continue;
      taken.take(box);
      putName(texts, item, x, y, anchor, px);
      return true;
    }
    return false;
  }

  const signBox = (point: L.Point, r: number) => ({
    x0: point.x - r,
    x1: point.x + r,
    y0: point.y - r,
    y1: point.y + r,
  });

  // The places on the map, each with its point, and which of them are drawn by rank: the signs of
  // towns before what is written on ground, those of villages after it, where it leaves room.
  function places() {
    const zoom = map.getZoom();
    const hasSign = ({ on, feature }: Label) => on && zoom >= SIGN_FROM[rankOf(feature)];
    const shown = (layersOn.has("places") ? inView().places.filter(hasSign) : []).map((item) => ({
      item,
      rank: rankOf(item.feature),
      point: map.latLngToLayerPoint(item.feature.at ?? [0, 0]),
    }));
    const boxOf = ({ point }: { point: L.Point }) => signBox(point, look().radius * scale);
    const of = (from: number, to: number) => shown.filter(({ rank }) => from <= rank && rank <= to);

    function sign(from: number, to: number, over: Taken) {
      return of(from, to).filter((place) => {
        const { item, rank, point } = place;
        if (!item.sign || !over.free(boxOf(place))) return false;
        put(marks, item.sign, { transform: `translate(${point.x} ${point.y}) scale(${scale})` });
        return rank <= 3;
      });
    }
    function name(from: number, to: number, taken: Taken) {
      for (const { item, rank, point } of of(from, to)) {
        if (zoom < NAME_FROM[rank] || !item.sign || !placed.has(item.sign)) continue;
        item.name = nameOf(item.feature);
        placeName(item, point, taken, Math.max(least, NAME_PX[rank] * scale));
      }
    }
    return { of, boxOf, sign, name };
  }

  // Towns, what is written on ground, villages: each yields to what is before it.
  function drawPlaces(taken: Taken) {
    const { of, boxOf, sign, name } = places();
    for (const place of sign(1, MAJOR, boxes())) taken.take(boxOf(place));
    const villages = boxes();
    for (const place of of(MAJOR + 1, 3)) villages.take(boxOf(place));
    const written = boxes();
    const free = (box: Box) => taken.free(box) && villages.free(box);
    const write = (label: GroundLabel, isFree: (box: Box) => boolean) => {
      const box = putGround(label, isFree);
      if (box) for (const each of [taken, written]) each.take(box);
      return box !== null;
    };
    name(1, 1, taken);
    const land = ground.land(day, layersOn);
    // its name may hide a village; what is said of the ground may not
    if (!land.some((label) => write(label, free))) land.some((label) => write(label, taken.free));
    name(2, MAJOR, taken);
    for (const label of ground.noted(day, layersOn))
      if (!write(label, free)) write(label, taken.free);
    for (const label of ground.said(day, layersOn)) write(label, free);
    for (const place of sign(MAJOR + 1, LAST_RANK, written)) taken.take(boxOf(place));
    name(MAJOR + 1, LAST_RANK, taken);
  }

  // Write a label on its ground where there is room; return the box it takes.
  function putGround({ id, kind, forms, px: size, spots, fits }: GroundLabel, isFree: IsFree) {
    const [px, spaced] = [Math.max(quietLeast, size * scale), kind === "land" ? 0.2 : 0];
    const weight = kind === "said" ? 400 : 600;
    for (const lines of forms) {
      const widths = lines.map((l) => widthOf(l, px, weight, quietFont) + spaced * px * l.length);
      const half = Math.max(...widths) / 2 + 3;
      const rise = (lines.length * LINE_EM * px) / 2;
      for (const spot of spots(2 * half)) {
        const { x, y } = map.latLngToLayerPoint(spot);
        const box = { x0: x - half, x1: x + half, y0: y - rise, y1: y + rise };
        const [one, other] = [
          map.layerPointToLatLng([box.x0, box.y0]),
          map.layerPointToLatLng([box.x1, box.y1]),
        ];
        if (!isFree(box) || !fits(L.latLngBounds(one, other))) continue;
        const text = groundTexts.get(id) ?? svg("text", { class: `name ${kind}` });
        groundTexts.set(id, text);
        // the base line of the first line, or of the only one
        const base = { x, y: y + px * 0.35, "text-anchor": "middle", "font-size": px };
        put(quiet, text, base, lines.join("\n"));
        return box;
      }
    }
    return null;
  }

  // How areas are named: from and to which zoom, how big, how widely spaced, how much room they need.
  const AREA_NAMES: Record<string, AreaStyle> = {
    countries: { from: 0, to: 10, px: 15, spaced: 0.32, room: 14, capitals: true },
    lakes: { from: 0, px: 12, spaced: 0.05, room: 4 },
    districts: { from: 9.5, px: 11.5, spaced: 0.14, room: 14 },
  };

  // A long name is broken at the space or bracket nearest its middle.
  function inLines(name: string) {
    if (name.length <= LINE_LENGTH) return [name];
    const breaks = [...name.matchAll(/ /g)].map(({ index }) => index);
    const middle = breaks.sort(
      (a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2),
    )[0];
    return middle ? [name.slice(0, middle), name.slice(middle + 1)] : [name];
  }

  // Spots in view that leave room for a name as wide as this, the roomiest first.
  function spotsFor(feature: Feature, width: number, room: number) {
    const size = map.getSize();
    const perDegree = (256 * 2 ** map.getZoom()) / 360;
    return (feature.spots ?? [])
      .map((spot) => {
        const { x, y } = map.latLngToContainerPoint(spot.at);
        const edge = Math.min(x - width / 2, size.x - x - width / 2, y - 40, size.y - y - 20);
        return { at: spot.at, fit: Math.min(edge, spot.room * perDegree) };
      })
      .filter(({ fit }) => fit > room)
      .sort((a, b) => b.fit - a.fit);
  }

  // An area is named at its roomiest spot in view that is free of other names.
  function drawAreaNames(taken: Taken) {
    for (const item of inView().areas) {
      const { feature } = item;
      const style = AREA_NAMES[feature.layer];
      if (!item.on || !style || !layersOn.has(feature.layer)) continue;
      if (map.getZoom() < style.from || map.getZoom() > (style.to ?? Infinity)) continue;
      const name = style.capitals
        ? nameOf(feature).toLocaleUpperCase(data.language)
        : nameOf(feature);
      const px = Math.max(quietLeast, style.px * scale);
      const lines = inLines(name);
      item.name = lines.join("\n");
      const width = Math.max(
        ...lines.map((line) => widthOf(line, px, 400, quietFont) + style.spaced * px * line.length),
      );
      const half = ((lines.length - 1) * LINE_EM * px) / 2;
      for (const { at } of spotsFor(feature, width, style.room)) {
        const { x, y } = map.latLngToLayerPoint(at);
        const box = {
          x0: x - width / 2,
          x1: x + width / 2,
          y0: y - px - half,
          y1: y + px * 0.3 + half,
        };
        if (!taken.free(box)) continue;
        taken.take(box);
        putName(quiet, item, x, y, "middle", px);
        break;
      }
    }
  }

  // Names keep clear of what lies over the map, and are not cut by its edges.
  const ZERO = L.point(0, 0);
  function takeFrame(taken: Taken) {
    const { min = ZERO, max = ZERO } = map.getPixelBounds();
    const origin = map.getPixelOrigin();
    const [west, east] = [min.x - origin.x, max.x - origin.x];
    const [north, south] = [min.y - origin.y, max.y - origin.y];
    for (const x of [west, east]) taken.take({ x0: x, x1: x + 1, y0: -Infinity, y1: Infinity });
    for (const y of [north, south]) taken.take({ x0: -Infinity, x1: Infinity, y0: y, y1: y + 1 });
    const corner = map.getContainer().getBoundingClientRect();
    for (const panel of document.querySelectorAll(OVERLAYS)) {
      const { left, right, top, bottom } = panel.getBoundingClientRect();
      const { x: x0, y: y0 } = map.containerPointToLayerPoint([
        left - corner.left,
        top - corner.top,
      ]);
      const { x: x1, y: y1 } = map.containerPointToLayerPoint([
        right - corner.left,
        bottom - corner.top,
      ]);
      taken.take({ x0, x1, y0, y1 });
    }
  }

  function draw() {
    if (!sized) readSizes();
    placed = new Set();
    const taken = boxes();
    takeFrame(taken);
    drawPlaces(taken);
    drawAreaNames(taken);
    removeOthers();
  }
  const renew = oncePerFrame(draw);

  map.on("resize", () => {
    sized = false;
  });
  map.on("zoomend moveend resize", () => {
    near = null;
    renew();
  });
  for (const panel of document.querySelectorAll("#panels > *"))
    panel.addEventListener("toggle", renew);

  // The place whose name was clicked, or whose sign lies within reach of the click, if any.
  function at({ containerPoint, originalEvent }: Pressed, reach: number): Place | null {
    if (!layersOn.has("places")) return null;
    const pressed = originalEvent?.target;
    const node = pressed instanceof Element ? pressed.closest("text, g") : null;
    const clicked = node && featureOf.get(node);
    if (clicked?.layer === "places") return clicked as Place;
    let best: { feature: Feature; distance: number } | null = null;
    for (const { on, sign, feature } of names) {
      if (!on || !feature.at || !sign?.isConnected) continue;
      const distance = map.latLngToContainerPoint(feature.at).distanceTo(containerPoint);
      if (distance <= reach && (!best || distance < best.distance)) best = { feature, distance };
    }
    return (best?.feature as Place | undefined) ?? null;
  }

  // The places whose sign is on the map.
  const signs = () =>
    names.filter(({ on, sign }) => on && sign?.isConnected).map(({ feature }) => feature as Place);

  // Draw the signs in the look that `data.style` has now.
  function restyle() {
    for (const { sign, feature } of names) {
      sign?.replaceChildren(...symbols.place(feature.kind ?? "", look()));
    }
  }

  return {
    add,
    ground,
    at,
    signs,
    renew,
    restyle,
    // the type of the page has another size
    resize() {
      sized = false;
      renew();
    },
    setDay(to: Day) {
      day = to;
    },
    showLayers(ids: string[]) {
      layersOn = new Set(ids);
      renew();
    },
  };
}
