// The second bundle: dated GeoJSON for any Leaflet map, led by karamap.web.plugin.DatedGeoJson.
// As plugins of Leaflet do, it adds to `L`.

import { DatedGeoJSON } from "./plugin/layer.ts";
import { datedTimeline } from "./plugin/timeline.ts";

Object.assign(L, {
  DatedGeoJSON,
  datedGeoJSON: (...given: ConstructorParameters<typeof DatedGeoJSON>) =>
    new DatedGeoJSON(...given),
  datedTimeline,
});
