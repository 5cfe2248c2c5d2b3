// The start. Whatever goes wrong is told in the page: never a blank map.

import { start } from "./app.ts";
import { messageOf } from "./core/errors.ts";
import type { Karamap } from "./core/karamap.ts";
import { readPayload } from "./core/read-payload.ts";
import * as time from "./core/time.ts";

// the map that folium made, in the scope in which the page runs the bundle
declare const chart: L.Map;

// the rest of it comes with the map
window.karamap = { time } as Karamap;
const ready = new Promise<Karamap>((done, failed) => {
  try {
    const data = readPayload(
      (name) => document.getElementById(`karamap-${name}`)?.textContent ?? "",
    );
    done(start(chart, data, document.body.dataset.host));
  } catch (error) {
    // page.html listens, and says so where the map would be
    window.dispatchEvent(new ErrorEvent("error", { message: messageOf(error) }));
    failed(error);
  }
});
Object.assign(window.karamap, { ready });
