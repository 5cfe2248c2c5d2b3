// The front door: what the map is, and three ways in. Shown until a reader has taken one.

import { byId } from "./dom.ts";

// `ways` has what each button does, by its `data-way`.
export function welcome(ways: Record<string, () => void>) {
  const box = byId("welcome");
  const KEY = "karamap-welcomed";

  // some frames and browsers keep nothing: then each visit is the first
  function remembered<T>(act: (store: Storage) => T): T | null {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  }

  for (const button of box.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      box.hidden = true;
      remembered((store) => store.setItem(KEY, "1"));
      ways[button.dataset.way ?? ""]?.();
    });
  }

  return {
    // A link that asks for something leads past the door.
    open(asked: string) {
      box.hidden = asked !== "" || remembered((store) => store.getItem(KEY)) !== null;
    },
  };
}
