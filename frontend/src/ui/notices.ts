// Messages to the reader, inside the page.

import { byId, one } from "./dom.ts";

export function show(text: string) {
  const box = byId("notice");
  one("p", box).textContent = text;
  box.hidden = false;
}

export function clear() {
  byId("notice").hidden = true;
}
