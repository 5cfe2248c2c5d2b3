// Bands along lines, as wide as a distance on the ground.

import { lazily, precomputed } from "./lazy-paths.ts";

const EQUATOR_M = 40_075_017;
const TILE_PX = 256;

// A stroke whose width is a distance on the ground, so that it grows with the zoom.
class Broad extends L.Polyline {
  declare options: L.PolylineOptions & { metres: number };

  override _project() {
    const { lat } = this.getBounds().getCenter();
    const metresPerPixel =
      (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / (TILE_PX * 2 ** this._map.getZoom());
    this.options.weight = this.options.metres / metresPerPixel;
    super._project();
    this._renderer._updateStyle(this);
  }
}

export const Band = lazily(precomputed(Broad));
