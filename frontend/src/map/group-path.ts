// One path of a group of features that look alike: a node of SVG that costs nothing while it is empty.

import type { Drawable } from "leaflet";
import type { Options } from "./path-parts.ts";

// What Leaflet's renderer asks of a path, without the layer, its events and its copies of points.
export class GroupPath implements Drawable {
  declare readonly _path: SVGElement;
  readonly options: Options;
  private readonly renderer: L.SVG;
  private d = "";

  constructor(options: Options, renderer: L.SVG) {
    this.options = options;
    this.renderer = renderer;
    renderer._initPath(this);
    this._path.style.display = "none";
  }

  draw(d: string) {
    if (d === this.d) return;
    if (!d !== !this.d) this._path.style.display = d ? "" : "none";
    this.d = d;
    this._path.setAttribute("d", d);
  }

  setStyle(options: Options) {
    Object.assign(this.options, options);
    this.renderer._updateStyle(this);
  }

  // after a move it is drawn with its group
  _project() {}
  _update() {}
  _reset() {}
}
