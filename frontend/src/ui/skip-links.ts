// Ways past the map for those who come by keyboard.

import { byId } from "./dom.ts";

// Ways past the map: `to` has what each of the links at the top of the page does.
export function skipLinks(to: Record<string, () => void>) {
  for (const link of byId("skip").querySelectorAll("a")) {
    link.addEventListener("click", (event) => {
      // the address belongs to the map
      event.preventDefault();
      to[link.dataset.to ?? ""]?.();
    });
  }
}
