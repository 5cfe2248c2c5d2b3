// What Leaflet 1.9 has and its published types do not tell.

import "leaflet";
import type { DatedTimeline } from "./plugin/timeline.ts";

declare module "leaflet" {
  // what a renderer draws
  interface Drawable {
    readonly _path: SVGElement;
    options: PathOptions;
    // after a zoom, a move, or both
    _project(): void;
    _update(): void;
    _reset(): void;
  }

  interface Path extends Drawable {
    _renderer: L.SVG;
    _updateBounds(): void;
  }

  interface Polyline {
    _latlngs: L.LatLng[] | L.LatLng[][] | L.LatLng[][][];
    // in pixels: on the map, before and after what lies out of the frame is cut off
    _pxBounds: L.Bounds;
    _rings: L.Point[][];
    _parts: L.Point[][];
    _projectLatlngs(points: L.Polyline["_latlngs"], rings: L.Point[][], bounds: L.Bounds): void;
    _clipPoints(): void;
  }

  interface SVG {
    _bounds: L.Bounds;
    _rootGroup: SVGGElement;
    // gives it a node of its own
    _initPath(path: Drawable): void;
    _updateStyle(path: Drawable): void;
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
