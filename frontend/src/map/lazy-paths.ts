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

export const Area = lazily(L.Polygon);
export const Line = lazily(L.Polyline);
export const Spot = lazily(L.CircleMarker);

export type LazyPath = InstanceType<typeof Area | typeof Line | typeof Spot>;
