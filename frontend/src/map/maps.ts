// The maps put together: the one of the date, the one beside it, and what is chosen on them.

import type { Context } from "../core/context.ts";
import { choosing } from "./choosing.ts";
import { comparing } from "./compare.ts";
import { setUpMap } from "./frame.ts";
import { groundIndex } from "./identify.ts";
import { itemsInView } from "./in-view.ts";
import { follow, mapView } from "./map-view.ts";
import { moments } from "./moments.ts";
import { pictures } from "./picture.ts";
import { reframing } from "./reframe.ts";

export type Maps = ReturnType<typeof makeMaps>;

export function makeMaps(context: Context, map: L.Map) {
  const { data, t, store, commands, karamap } = context;
  const frame = setUpMap(map, context);
  const ground = groundIndex(data);
  const chosen = choosing(context, map, ground, () => ({ frame, first, compared }));
  const first = mapView(map, data, t, chosen.openEvent("date"));
  follow(first, store);
  const compared = comparing(first, data, t, store, {
    openEvent: chosen.openEvent("compare"),
    identify: chosen.identify,
    lead: commands.lead,
  });
  frame.onFit(compared.fit);
  map.on("moveend", () => karamap.tell("view", karamap.view));
  const days = () => [store.get("date"), store.get("compare")].filter((day) => day !== null);

  const picture = pictures(data, compared.frames);

  // The ids of the features there now, by layer; of the layers that are on, or of all.
  function visible({ all = false } = {}) {
    const ids = data.layers.map(({ id }) => id).filter((id) => all || isOn(id));
    const there: Record<string, string[]> = Object.fromEntries(ids.map((id) => [id, []]));
    for (const { layer, id } of first.there()) there[layer]?.push(id);
    return there;
  }
  const isOn = (id: string) => store.get("layers").includes(id);

  return {
    frame,
    chosen,
    compared,
    visible,
    moments: moments(karamap, frame, map),
    picture,
    reframed: reframing(frame, picture),
    inView: itemsInView(first, data, t, ground, days),
  };
}
