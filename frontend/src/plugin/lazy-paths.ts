// Paths that cost nothing while they are hidden.

import { projected } from "../map/projected.ts";

// Leaflet reprojects every path on every move; hidden ones wait for an idle moment, or until shown.
function lazily<T extends Extendable<L.Path>>(Shape: T) {
  return class extends Shape {
    shown = false;
    stale = false;

    display(shown: boolean) {
      this.shown = shown;
      if (shown) this.freshen();
      this._path.style.display = shown ? "" : "none";
    }

    freshen() {
      if (!this.stale) return;
      this.stale = false;
      super._project();
      super._update();
    }

    override _project() {
      if (this.shown) super._project();
      else this.stale = true;
    }

    override _update() {
      if (this.shown) super._update();
      else this.stale = true;
    }

    // what was not projected yet has no bounds to bring in line with its style
    override _updateBounds() {
      if (!this.stale) super._updateBounds();
    }
  };
}

// Points are projected to zoom 0 once, and what lies in the frame whole is not cut. A point on the
// pixel of the one before it is left out.
const precomputed = <T extends Extendable<L.Polyline<GeoJSON.GeometryObject>>>(Shape: T) =>
  class extends Shape {
    override _projectLatlngs(points: L.Polyline["_latlngs"], rings: L.Point[][], bounds: L.Bounds) {
      if (points[0] instanceof L.LatLng) {
        const ring = projected(this._map, points as L.LatLng[]);
        for (const point of ring) bounds.extend(point);
        rings.push(ring);
      } else {
        for (const part of points) this._projectLatlngs(part as L.LatLng[], rings, bounds);
      }
    }

    override _clipPoints() {
      if (this._renderer._bounds.contains(this._pxBounds)) this._parts = [...this._rings];
      else super._clipPoints();
    }
  };

export const Area = lazily(precomputed(L.Polygon));
export const Line = lazily(precomputed(L.Polyline));
export const Spot = lazily(L.CircleMarker);

export type LazyPath = InstanceType<typeof Area | typeof Line | typeof Spot>;
