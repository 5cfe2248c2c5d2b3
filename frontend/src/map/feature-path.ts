// One path of a feature on the map: a node of SVG that costs nothing while it is hidden.

import type { Drawable } from "leaflet";
import type { Feature } from "../core/payload.ts";
import type { ArcDrawing } from "./arc-drawing.ts";
import type { Options } from "./path-parts.ts";

const EQUATOR_M = 40_075_017;
const TILE_PX = 256;

// How many pixels a distance on the ground takes at a latitude.
const pixelsOf = (metres: number, lat: number, zoom: number) =>
  (metres * TILE_PX * 2 ** zoom) / (EQUATOR_M * Math.cos((lat * Math.PI) / 180));

function circle({ x, y }: L.Point, radius: number) {
  const half = `a${radius} ${radius} 0 1 0 `;
  return `M${x - radius} ${y}${half}${2 * radius} 0${half}${-2 * radius} 0`;
}

// What Leaflet's renderer asks of a path, without the layer, its events and its copies of points.
export class FeaturePath implements Drawable {
  declare readonly _path: SVGElement;
  readonly options: Options;
  private readonly feature: Feature;
  private readonly renderer: L.SVG;
  private readonly drawing: ArcDrawing;
  private shown = false;
  private stale = true;
  // the pixels it is drawn in; out of the frame it is not drawn
  private grid = "";

  constructor(feature: Feature, options: Options, renderer: L.SVG, drawing: ArcDrawing) {
    this.feature = feature;
    this.options = options;
    this.renderer = renderer;
    this.drawing = drawing;
    renderer._initPath(this);
  }

  display(shown: boolean) {
    this.shown = shown;
    if (shown) this.freshen();
    this._path.style.display = shown ? "" : "none";
  }

  // Bring it in line with the view, shown or not.
  freshen() {
    if (!this.stale) return;
    this.stale = false;
    const grid = this.isInFrame() ? this.drawing.pixelGrid() : "";
    if (grid === this.grid) return;
    this.grid = grid;
    this._path.setAttribute("d", grid ? this.d() : "");
  }

  setStyle(options: Options) {
    Object.assign(this.options, options);
    this.renderer._updateStyle(this);
  }

  // The zoom is another one, or the renderer has come to other ground.
  _project() {
    this.stale = true;
  }

  _update() {
    this.stale = true;
    if (this.shown) this.freshen();
  }

  _reset() {
    this._update();
  }

  private isInFrame() {
    const { bounds } = this.feature;
    const { map } = this.drawing;
    const corners = [bounds.getNorthWest(), bounds.getSouthEast()] as const;
    const [from, to] = corners.map((corner) => map.latLngToLayerPoint(corner));
    return this.renderer._bounds.intersects(L.bounds(from, to));
  }

  private d() {
    const { at, form, paths, bounds } = this.feature;
    const { map, draw } = this.drawing;
    const { metres, radius } = this.options;
    if (at) return circle(map.latLngToLayerPoint(at), radius ?? 0);
    if (metres) {
      const weight = pixelsOf(metres, bounds.getCenter().lat, map.getZoom());
      if (weight !== this.options.weight) this.setStyle({ weight });
    }
    return draw(paths, form === "area");
  }
}
