// A switch for each layer that users may choose.

import type { Messages } from "../core/messages.ts";
import type { Payload } from "../core/payload.ts";
import type { Store } from "../core/store.ts";
import { byId, el } from "./dom.ts";
import { told } from "./language.ts";

// A switch for each layer that users may choose; `choose(id, on)` is called on a change.
export function layerSwitches(
  data: Payload,
  t: Messages,
  store: Store,
  choose: (id: string, on: boolean) => void,
) {
  const boxesById: Record<string, HTMLInputElement> = {};
  const list = byId("layer-list");
  for (const { id, choice } of data.layers) {
    if (!choice) continue;
    const box = el("input", {
      type: "checkbox",
      id: `layer-${id}`,
      change: () => choose(id, box.checked),
    });
    boxesById[id] = box;
    list.prepend(el("label", { for: box.id }, box, told("span", t, `layer.${id}`)));
  }
  store.subscribe(["layers"], ({ layers }) => {
    for (const [id, box] of Object.entries(boxesById)) box.checked = layers.includes(id);
  });
}
