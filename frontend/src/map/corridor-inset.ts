// The Lachin corridor drawn larger in a corner of the map, while it is in force and small there.
// It is a control, so that the subject is fitted into what it leaves of the map.

import type { Context } from "../core/context.ts";
import { isArea, thereOn } from "../core/features.ts";
import type { Day, Feature } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import { button, svg } from "../ui/dom.ts";
import { told, toldAs } from "../ui/language.ts";
import * as hatches from "./hatches.ts";

// what is drawn below it and above
const [BELOW, ABOVE] = [
  ["control", "countries", "autonomous_oblast"],
  ["line_of_contact", "front_lines_2020"],
];
// named beside its ends
const BETWEEN = "lachin";
// on screen it must take less than this share of the map, too
const SMALL_ON_MAP = 0.06;
// the zoom at which it is drawn, the ground around it, and how long the map must stand still
const [ZOOM, AROUND, PAUSE_MS] = [9.6, 0.1, 200];
const SCALE_KM = 5;

export function corridorInset(
  map: L.Map,
  { data, t, store, karamap }: Context,
  show: (bounds: L.LatLngBounds) => void,
) {
  const { layer, ends, strip, small } = data.corridor;
  const corridor = data.features[layer];
  const box = L.latLngBounds([]);
  for (const { id, at } of data.features.places) if (ends.includes(id)) box.extend(at);
  for (const { part, bounds } of corridor) if (part === strip) box.extend(bounds);
  const seen = box.pad(AROUND);
  const node = button(
    { class: "corridor-inset", hidden: true, ...toldAs(t, "inset.show", "title", "aria-label") },
    told("span", t, `layer.${layer}`),
  );
  let drawn = "";

  // Whether the day has it and is about more; at once, since the subject is fitted beside it.
  function isTold() {
    const isOn = store.get("layers").includes(layer) && store.get("compare") === null;
    if (!isOn || thereOn(corridor, store.get("date")).length === 0) return false;
    const [west, south, east, north] = karamap.subject().bounds;
    const own = (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
    return own < small * (east - west) * (north - south);
  }

  function isSmall() {
    const [one, other] = [box.getNorthWest(), box.getSouthEast()];
    const { x, y } = map.latLngToContainerPoint(other).subtract(map.latLngToContainerPoint(one));
    return x * y < SMALL_ON_MAP * map.getSize().x * map.getSize().y;
  }

  function draw() {
    node.hidden = !isTold() || !isSmall();
    if (node.hidden) return;
    const day = store.get("date");
    const features = [...BELOW, layer, ...ABOVE]
      .filter((each) => store.get("layers").includes(each))
      .flatMap((each) => thereOn(data.features[each], day))
      .filter(({ bounds }) => bounds.intersects(seen));
    const now = [store.get("theme"), store.get("language"), ...features.map(({ id }) => id)].join();
    if (now === drawn) return;
    drawn = now;
    node.querySelector("svg")?.remove();
    node.append(picture({ data, t, map, seen }, features, day));
  }

  node.addEventListener("click", () => {
    show(box);
    // the button goes with the need for it
    map.getContainer().focus();
  });
  L.DomEvent.disableClickPropagation(node);
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => node;
  control.addTo(map);
  const later = afterPause(draw, PAUSE_MS);
  store.subscribe(["date", "compare", "layers"], () => {
    node.hidden = !isTold();
  });
  store.subscribe(["date", "compare", "layers", "view", "theme", "language"], later);
}

type Drawn = Pick<Context, "data" | "t"> & { map: L.Map; seen: L.LatLngBounds };

// The features of a day, the names of some places and a scale.
function picture({ data, t, map, seen }: Drawn, features: Feature[], day: Day) {
  const project = (at: L.LatLng) => map.project(at, ZOOM);
  const corner = project(seen.getNorthWest());
  const { x: width, y: height } = project(seen.getSouthEast()).subtract(corner);
  const xy = (at: L.LatLng) => project(at).subtract(corner);
  const places = data.features.places
    .filter(({ id }) => [...data.corridor.ends, BETWEEN].includes(id))
    .flatMap((place) => signOf(t.firstName(place, day), xy(place.at), width));
  const km = (1000 * width) / map.distance(seen.getSouthWest(), seen.getSouthEast());
  const [right, foot] = [width - 8, height - 8];
  const words = `${SCALE_KM} ${t("scale.km")}`;
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    ...features.flatMap((feature) => shapesOf(data, feature, xy)),
    ...places,
    svg("path", { class: "scale", d: `M${right},${foot}h${-SCALE_KM * km}` }),
    svg("text", { x: right, y: foot - 5, "text-anchor": "end" }, words),
  );
}

// A feature as paths, in the style it has on the map: its hatch lies over its fill.
function shapesOf(data: Context["data"], feature: Feature, xy: (at: L.LatLng) => L.Point) {
  const { styles, control_opacity: opacity, approximate_dash: dashes, dashed } = data.style;
  const { fill, stroke, width, dash, hatch, casing } = styles[feature.class];
  const paths = feature.shape.flat(isArea(feature) ? 1 : 0) as L.LatLng[][];
  const along = (path: L.LatLng[]) =>
    path.map(xy).map(({ x, y }) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`);
  const ends = isArea(feature) ? "Z" : "";
  const isRough = casing && dashed.includes(feature.confidence);
  const shape = {
    d: paths.map((path) => `M${along(path).join("L")}${ends}`).join(""),
    "fill-rule": "evenodd",
  };
  const line = {
    stroke: stroke ?? "none",
    "stroke-width": stroke ? width : null,
    "stroke-dasharray": (isRough ? dashes : dash).join(" ") || null,
  };
  if (!isArea(feature)) return [svg("path", { ...shape, ...line, fill: "none" })];
  const faded = feature.layer === "control" ? opacity : 1;
  return [
    svg("path", { ...shape, ...line, fill: fill ?? "none", "fill-opacity": faded }),
    ...(hatch ? [svg("path", { ...shape, fill: hatches.fill(hatch) })] : []),
  ];
}

// The sign of a place and its name, towards the middle.
function signOf(name: string, { x, y }: L.Point, width: number) {
  const side = x < width / 2 ? 1 : -1;
  const anchor = side === 1 ? "start" : "end";
  return [
    svg("circle", { cx: x, cy: y, r: 3 }),
    svg("text", { x: x + side * 7, y: y + 4, "text-anchor": anchor }, name),
  ];
}
