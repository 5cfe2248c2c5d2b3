// The look of everything, from one of the themes of the style table.

import type { Messages } from "../core/messages.ts";
import type { Payload } from "../core/payload.ts";
import { hatches } from "../map/hatches.ts";

// `redraw` is called once `data.style` is the theme asked for.
export function theming(data: Payload, t: Messages, redraw: () => void) {
  const expected = Object.keys(data.themes).join(", ");
  const root = document.documentElement;

  function apply(name: string) {
    data.style = data.themes[name];
    const { colours, relief } = data.style;
    root.dataset.theme = name;
    for (const [part, colour] of Object.entries(colours))
      root.style.setProperty(`--${part}`, colour);
    root.style.setProperty("--relief", String(relief.strength));
    root.style.setProperty("--relief-filter", relief.grey ? "grayscale(1)" : "none");
    hatches.define(data.style);
    redraw();
  }

  return {
    get name() {
      return data.style.theme;
    },
    set(name: string) {
      if (!Object.hasOwn(data.themes, name)) {
        const asked = { name: "theme", value: String(name).slice(0, 40), expected };
        throw new RangeError(t("page.bad_parameter", asked));
      }
      if (name !== data.style.theme) apply(name);
    },
  };
}
