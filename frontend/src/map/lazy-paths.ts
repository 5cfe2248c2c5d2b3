// Paths that cost nothing while they are hidden.

// Leaflet reprojects every path on every move; hidden ones wait for an idle moment, or until shown.
export function lazily<T extends Extendable<L.Path>>(Shape: T) {
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

// Points whose bounds are given are Leaflet's own: it would copy and measure them. What lies in the
// frame whole needs no cutting.
export const ready = <T extends Extendable<L.Polyline<GeoJSON.GeometryObject>>>(Shape: T) =>
  class extends Shape {
    override _setLatLngs(points: L.Polyline["_latlngs"]) {
      const { bounds } = this.options;
      if (bounds) [this._latlngs, this._bounds] = [points, bounds];
      else super._setLatLngs(points);
    }

    override _clipPoints() {
      if (this._renderer._bounds.contains(this._pxBounds)) this._parts = [...this._rings];
      else super._clipPoints();
    }
  };

export const Area = lazily(ready(L.Polygon));
export const Line = lazily(ready(L.Polyline));
export const Spot = lazily(L.CircleMarker);

export type LazyPath = InstanceType<typeof Area | typeof Line | typeof Spot>;
