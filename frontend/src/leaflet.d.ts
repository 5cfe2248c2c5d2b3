// What Leaflet 1.9 has and its published types do not tell.

import "leaflet";
import type { DatedTimeline } from "./plugin/timeline.ts";

declare module "leaflet" {
  interface Path {
    _path: SVGElement;
    _renderer: L.SVG;
    _project(): void;
    _update(): void;
    _updateBounds(): void;
  }

  interface PolylineOptions {
    // where it is known already
    bounds?: L.LatLngBounds;
  }

  interface Polyline {
    _latlngs: L.LatLng[] | L.LatLng[][] | L.LatLng[][][];
    _bounds: L.LatLngBounds;
    // in pixels: on the map, before and after what lies out of the frame is cut off
    _pxBounds: L.Bounds;
    _rings: L.Point[][];
    _parts: L.Point[][];
    _setLatLngs(points: L.Polyline["_latlngs"]): void;
    _projectLatlngs(points: L.Polyline["_latlngs"], rings: L.Point[][], bounds: L.Bounds): void;
    _clipPoints(): void;
  }

  interface SVG {
    _bounds: L.Bounds;
    _rootGroup: SVGGElement;
    _updateStyle(path: L.Path): void;
  }

  interface Map {
    // that of karamap.web.plugin.DatedGeoJson
    datedTimeline?: DatedTimeline;
  }

  namespace Browser {
    let ie3d: boolean;
  }
}

declare global {
  // what a class must look like to be extended by a mixin
  // biome-ignore lint/suspicious/noExplicitAny: TypeScript asks for it
  type Extendable<T> = new (...given: any[]) => T;
}
