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

// Where points lie at zoom 0: sine and logarithm are taken once, not at every zoom and on every move.
const unzoomed = new WeakMap<L.LatLng[], Float64Array>();

function atZoom0(points: L.LatLng[], crs: L.CRS) {
  let found = unzoomed.get(points);
  if (!found) {
    found = new Float64Array(2 * points.length);
    for (const [at, point] of points.entries()) {
      const { x, y } = crs.latLngToPoint(point, 0);
      found.set([x, y], 2 * at);
    }
    unzoomed.set(points, found);
  }
  return found;
}

function projected(map: L.Map, points: L.LatLng[]) {
  const { crs } = map.options as { crs: L.CRS };
  const scale = crs.scale(map.getZoom()) / crs.scale(0);
  const origin = map.getPixelOrigin();
  const from = atZoom0(points, crs);
  const ring: L.Point[] = [];
  let before: L.Point | undefined;
  for (let at = 0; at < points.length; at++) {
    const x = Math.round((from[2 * at] as number) * scale) - origin.x;
    const y = Math.round((from[2 * at + 1] as number) * scale) - origin.y;
    // the last one stays, as where Leaflet simplifies
    if (before?.x === x && before.y === y && at < points.length - 1) continue;
    before = new L.Point(x, y);
    ring.push(before);
  }
  return ring;
}

// Points whose bounds are given are Leaflet's own: it would copy and measure them. What lies in the
// frame whole needs no cutting. A point on the pixel of the one before it is left out.
export const precomputed = <T extends Extendable<L.Polyline<GeoJSON.GeometryObject>>>(Shape: T) =>
  class extends Shape {
    override _setLatLngs(points: L.Polyline["_latlngs"]) {
      const { bounds } = this.options;
      if (bounds) [this._latlngs, this._bounds] = [points, bounds];
      else super._setLatLngs(points);
    }

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
