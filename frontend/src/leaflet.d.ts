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

  interface SVG {
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
