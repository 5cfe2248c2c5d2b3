// The look of everything, from one of the themes of the style table.

import type { Payload } from "../core/payload.ts";
import type { Store } from "../core/store.ts";
import * as hatches from "../map/hatches.ts";

// Follow the theme before anything is drawn in its colours.
export function theming(data: Payload, store: Store) {
  const root = document.documentElement;
  hatches.define(data.style);
  store.subscribe(["theme"], ({ theme }) => {
    const { colours, relief } = data.style;
    root.dataset.theme = theme;
    for (const [part, colour] of Object.entries(colours))
      root.style.setProperty(`--${part}`, colour);
    root.style.setProperty("--relief", String(relief.strength));
    root.style.setProperty("--relief-filter", relief.grey ? "grayscale(1)" : "none");
    hatches.define(data.style);
  });
}
