// Messages to the reader, inside the page.

import { byId, one } from "./dom.ts";

export const notices = {
  show(text: string) {
    const box = byId("notice");
    one("p", box).textContent = text;
    box.hidden = false;
  },
  clear() {
    byId("notice").hidden = true;
  },
};
