// Names on the map: countries, water and places, by rank and zoom, none over another.

import type { Messages } from "../core/messages.ts";
import type { Day, Feature, Payload, Place } from "../core/payload.ts";
import { oncePerFrame } from "../core/scheduling.ts";
import { svg } from "../ui/dom.ts";
import { areaLabels } from "./area-labels.ts";
import type { Box, IsFree, Taken } from "./boxes.ts";
import { boxes, takeFrame, takePin } from "./boxes.ts";
import type { Located } from "./event-pins.ts";
import type { GroundLabel } from "./ground-labels.ts";
import { groundLabels } from "./ground-labels.ts";
import { groundWriting } from "./ground-writing.ts";
import type { Label, LabelDrawing } from "./label.ts";
import { LAST_RANK, rankOf } from "./label.ts";
import { labelNodes } from "./label-nodes.ts";
import { placeLabels } from "./place-labels.ts";
import * as symbols from "./symbols.ts";
import { typeSizes } from "./type-sizes.ts";
import { AROUND } from "./vectors.ts";

// places of this rank or better are towns
const MAJOR = 2;

// A press on the map, by hand or by keyboard.
export interface Pressed {
  latlng: L.LatLng;
  containerPoint: L.Point;
  originalEvent?: MouseEvent;
}

const isPlace = ({ feature }: Label) => feature.layer === "places";

// Every name of a map; `near` those in view, and as far around it as the map may be dragged at once:
// a step in time asks only these.
function namesOn(map: L.Map, look: () => Payload["style"]["styles"][string], renew: () => void) {
  const names: Label[] = [];
  let near: { places: Label[]; areas: Label[] } | null = null;
  const featureOf = new WeakMap<Element, Feature>();

  function makeNodes(item: Label) {
    const { feature } = item;
    const { layer, kind = "" } = feature;
    if (layer === "places") item.sign = svg("g", {}, ...symbols.place(kind, look()));
    item.text = svg("text", { class: `name ${layer} rank-${rankOf(feature)}` });
    if (feature.water) item.text.classList.add("water");
    for (const node of [item.sign, item.text]) if (node) featureOf.set(node, feature);
  }

  function findNear() {
    const bounds = map.getBounds().pad(AROUND);
    const there = names.filter(({ feature: { at, spots } }) =>
      spots ? spots.some((spot) => bounds.contains(spot.at)) : at && bounds.contains(at),
    );
    there.filter(({ text }) => !text).forEach(makeNodes);
    return {
      places: there.filter(isPlace),
      areas: there.filter((item) => !isPlace(item)),
    };
  }

  return {
    all: names,
    featureOf,
    near() {
      near ??= findNear();
      return near;
    },
    moved() {
      near = null;
    },
    // A name that is there on the day; its nodes are made when it first comes into view.
    add(feature: Feature) {
      const item: Label = { feature, sign: null, text: null, on: false };
      names.push(item);
      near = null;
      const turn = () => {
        item.on = !item.on;
        renew();
      };
      return { enter: turn, leave: turn };
    },
  };
}

type Names = ReturnType<typeof namesOn>;
type Ground = ReturnType<typeof groundLabels>;
type WriteGround = ReturnType<typeof groundWriting>;

// Towns, what is written on ground, villages: each yields to what is before it.
function drawPlaces(
  drawing: LabelDrawing,
  inView: Label[],
  told: ReadonlySet<string>,
  ground: Ground,
  writeGround: WriteGround,
  taken: Taken,
) {
  const { day, layers } = drawing.shown;
  const { of, boxOf, sign, name } = placeLabels(drawing, layers.has("places") ? inView : [], told);
  for (const place of sign(1, MAJOR, boxes())) taken.take(boxOf(place));
  const villages = boxes();
  for (const place of of(MAJOR + 1, 3)) villages.take(boxOf(place));
  const written = boxes();
  const free = (box: Box) => taken.free(box) && villages.free(box);
  const write = (label: GroundLabel, isFree: IsFree) => {
    const box = writeGround(label, isFree);
    if (box) for (const each of [taken, written]) each.take(box);
    return box !== null;
  };
  name(1, 1, taken);
  const land = ground.land(day, layers);
  // its name may hide a village; what is said of the ground may not
  if (!land.some((label) => write(label, free))) land.some((label) => write(label, taken.free));
  name(2, MAJOR, taken);
  for (const label of ground.noted(day, layers)) if (!write(label, free)) write(label, taken.free);
  for (const label of ground.said(day, layers)) write(label, free);
  for (const place of sign(MAJOR + 1, LAST_RANK, written)) taken.take(boxOf(place));
  name(MAJOR + 1, LAST_RANK, taken);
}

// The place whose name was clicked, or whose sign lies within reach of the click, if any.
function placeAt(
  map: L.Map,
  { featureOf }: Names,
  signed: Label[],
  { containerPoint, originalEvent }: Pressed,
  reach: number,
) {
  const pressed = originalEvent?.target;
  const node = pressed instanceof Element ? pressed.closest("text, g") : null;
  const clicked = node && featureOf.get(node);
  if (clicked?.layer === "places") return clicked as Place;
  let best: { feature: Feature; distance: number } | null = null;
  for (const { feature } of signed) {
    if (!feature.at) continue;
    const distance = map.latLngToContainerPoint(feature.at).distanceTo(containerPoint);
    if (distance <= reach && (!best || distance < best.distance)) best = { feature, distance };
  }
  return (best?.feature as Place | undefined) ?? null;
}

// `pinned()` are the events whose pins are on the map.
export function mapLabels(map: L.Map, data: Payload, t: Messages, pinned: () => Located[]) {
  const look = () => data.style.styles.places;
  const renew = oncePerFrame(draw);
  const [nodes, type] = [labelNodes(map), typeSizes()];
  const names = namesOn(map, look, renew);
  const ground = groundLabels(map, data, t);
  const shown = { day: data.last, layers: new Set<string>() };
  const drawing: LabelDrawing = { map, data, t, type, nodes, shown };
  const [writeGround, drawAreas] = [groundWriting(drawing), areaLabels(drawing)];

  function draw() {
    nodes.begin();
    const taken = boxes();
    takeFrame(map, taken);
    const events = shown.layers.has("events") ? pinned() : [];
    for (const event of events) {
      const point = map.latLngToLayerPoint(event.at);
      takePin(point, data.style.styles[event.class], type.now.scale, taken);
    }
    const { places, areas } = names.near();
    const told = new Set(events.flatMap((event) => event.places));
    drawPlaces(drawing, places, told, ground, writeGround, taken);
    drawAreas(areas, taken);
    nodes.removeOthers();
  }

  // the type of the page has another size
  const resize = () => {
    type.readAgain();
    renew();
  };
  map.on("resize", type.readAgain);
  // until the face of the page is there, another is measured in its stead
  document.fonts?.addEventListener("loadingdone", resize);
  map.on("zoomend moveend resize", () => {
    names.moved();
    renew();
  });
  for (const panel of document.querySelectorAll("#panels > *"))
    panel.addEventListener("toggle", renew);

  const signed = () => names.all.filter(({ on, sign }) => on && sign?.isConnected);

  return {
    add: names.add,
    ground,
    renew,
    at: (pressed: Pressed, reach: number) =>
      shown.layers.has("places") ? placeAt(map, names, signed(), pressed, reach) : null,
    // The places whose sign is on the map.
    signs: () => signed().map(({ feature }) => feature as Place),
    // Draw the signs in the look that `data.style` has now.
    restyle() {
      for (const { sign, feature } of names.all)
        sign?.replaceChildren(...symbols.place(feature.kind ?? "", look()));
    },
    resize,
    setDay(to: Day) {
      shown.day = to;
    },
    showLayers(ids: string[]) {
      shown.layers = new Set(ids);
      renew();
    },
  };
}
