// A Leaflet layer of dated features: a step touches only what comes or goes.

import { changeIndex, type Occupant } from "../core/change-index.ts";
import type { Day } from "../core/payload.ts";
import type { Columns, Shape } from "./asked.ts";
import type { Dated } from "./clock.ts";
import { Area, type LazyPath, Line, Spot } from "./lazy-paths.ts";

type Options = L.CircleMarkerOptions;
// what lasts from the beginning
const ALWAYS = "";
const MOST_AHEAD = 20_000;
const SPARE_MS = 2;

// Paths of a geometry; several points are as many.
function pathsOf(geometry: Shape, options: Options): LazyPath[] {
  switch (geometry.type) {
    case "Point":
      return [new Spot(L.GeoJSON.coordsToLatLng(pair(geometry.coordinates)), options)];
    case "MultiPoint":
      return geometry.coordinates.map(
        (at) => new Spot(L.GeoJSON.coordsToLatLng(pair(at)), options),
      );
    case "LineString":
      return [new Line(L.GeoJSON.coordsToLatLngs(geometry.coordinates), options)];
    case "MultiLineString":
      return [new Line(L.GeoJSON.coordsToLatLngs(geometry.coordinates, 1), options)];
    case "Polygon":
      return [new Area(L.GeoJSON.coordsToLatLngs(geometry.coordinates, 1), options)];
    case "MultiPolygon":
      return [new Area(L.GeoJSON.coordsToLatLngs(geometry.coordinates, 2), options)];
  }
}

const pair = ([x, y]: number[]): [number, number] => [x, y];

// One feature: its paths are made when it is first there.
interface Row extends Occupant {
  at: number;
  on: boolean;
  paths: LazyPath[] | null;
}

// Plain text as Leaflet takes it; a line of it stays a line.
const asHtml = (text: string) =>
  text
    .replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .split("\n")
    .join("<br>");

export class DatedGeoJSON extends L.FeatureGroup implements Dated {
  readonly stops: Day[];
  private readonly columns: Columns;
  private readonly pane: string | undefined;
  private readonly rows: Row[];
  private readonly index: ReturnType<typeof changeIndex>;
  // those that came with this step and have no paths on the map yet
  private entering: Row[] = [];
  // what draws the paths, if it is not what the map has
  private drawn: L.PathOptions = {};
  private sheet: SVGGElement | null = null;
  // how many from the first on are not made ahead; of very many none are
  private cold: number;

  constructor(columns: Columns, options: { pane?: string } = {}) {
    super([]);
    this.columns = columns;
    this.pane = options.pane;
    this.rows = columns.start.map((_, at) => this.row(at));
    this.cold = this.rows.length > MOST_AHEAD ? 0 : this.rows.length;
    this.index = changeIndex(
      this.rows.map((row) => ({
        feature: null,
        start: columns.start[row.at] ?? ALWAYS,
        end: columns.end[row.at],
        enter: row.enter,
        leave: row.leave,
      })),
    );
    this.stops = this.index.stops.filter((day) => day !== ALWAYS);
  }

  private row(at: number): Row {
    const row: Row = {
      at,
      on: false,
      paths: null,
      enter: () => {
        row.on = true;
        if (row.paths) for (const path of row.paths) path.display(true);
        else this.entering.push(row);
      },
      leave: () => {
        row.on = false;
        for (const path of row.paths ?? []) {
          path.display(false);
          path.closeTooltip();
          path.closePopup();
        }
      },
    };
    return row;
  }

  // The day on the map; the clock sets it.
  show(day: Day) {
    this.index.move(day);
    if (!this.sheet) return;
    // the last first: each finds what it is to stand before already there
    this.entering.sort((a, b) => b.at - a.at);
    for (const row of this.entering) if (row.on) this.make(row);
    this.entering = [];
  }

  // Paths are made before they are first shown, while nothing else is to do.
  private makeAhead() {
    // Safari has no idle moments to tell of
    window.requestIdleCallback?.((idle) => {
      while (this.sheet && this.cold > 0 && idle.timeRemaining() > SPARE_MS)
        this.make(this.rows[--this.cold]);
      if (this.sheet && this.cold > 0) this.makeAhead();
    });
  }

  private make(row: Row) {
    if (row.paths) return;
    const { geometry, style, styles, tooltip, popup } = this.columns;
    const before = this.following(row);
    row.paths = pathsOf(geometry[row.at], { ...styles[style[row.at]], ...this.drawn });
    const tip = tooltip?.[row.at];
    const words = popup?.[row.at];
    for (const path of row.paths) {
      if (tip) path.bindTooltip(asHtml(tip), { sticky: true });
      if (words) path.bindPopup(asHtml(words));
      this.addLayer(path);
      this.sheet?.insertBefore(path._path, before);
      path.display(row.on);
    }
  }

  // The first path of the next feature that has any: features lie over each other in their order,
  // whichever came first.
  private following(row: Row): SVGElement | null {
    for (let at = row.at + 1; at < this.rows.length; at++) {
      const first = this.rows[at].paths?.[0];
      if (first) return first._path;
    }
    return null;
  }

  override onAdd(map: L.Map) {
    // canvas draws anew whatever lies around; SVG hides a path by one word
    const pane = this.pane ?? "overlayPane";
    if (this.pane || map.options.preferCanvas) this.drawn.renderer ??= L.svg({ pane });
    const renderer = map.getRenderer(new Line([], this.drawn)) as L.SVG;
    this.sheet = L.SVG.create("g") as SVGGElement;
    renderer._rootGroup.append(this.sheet);
    for (const row of this.rows) {
      for (const path of row.paths ?? []) {
        map.addLayer(path);
        this.sheet.append(path._path);
        path.display(row.on);
      }
    }
    map.datedTimeline?.join(this);
    this.makeAhead();
    return this;
  }

  override onRemove(map: L.Map) {
    map.datedTimeline?.leave(this);
    for (const row of this.rows) for (const path of row.paths ?? []) map.removeLayer(path);
    this.sheet?.remove();
    this.sheet = null;
    return this;
  }

  override bringToFront() {
    this.sheet?.parentNode?.append(this.sheet);
    return this;
  }

  override bringToBack() {
    this.sheet?.parentNode?.prepend(this.sheet);
    return this;
  }

  // Of all its features, whether they are on the map yet or not.
  override getBounds() {
    const bounds = L.latLngBounds([]);
    for (const each of this.columns.geometry) bounds.extend(L.geoJSON(each).getBounds());
    return bounds;
  }
}
