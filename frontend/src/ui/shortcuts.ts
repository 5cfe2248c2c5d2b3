// Keys of a single letter or sign: readers who dictate, or whose hand slips, may turn them off.

import { messageOf } from "../core/errors.ts";

// The keys of an event that may have a meaning, the likeliest first: as typed, in lower case, and
// where the layout has a letter there that English lacks, as the key of that place has on one that does.
export function keysOf({ key, code, shiftKey }: KeyboardEvent): string[] {
  if (key.length > 1 || key < "\u0080") return [key, key.toLowerCase()];
  const letter = code.match(/^Key([A-Z])$/)?.[1].toLowerCase();
  const slash = code === "Slash" ? (shiftKey ? "?" : "/") : undefined;
  return [key, letter ?? slash ?? key];
}

export const shortcuts = (() => {
  const KEPT_AS = "karamap.letters";
  const OFF = "off";
  let on = true;
  // some frames and files may keep nothing: the choice then lasts as long as the page
  try {
    on = localStorage.getItem(KEPT_AS) !== OFF;
  } catch (error) {
    console.info(messageOf(error));
  }

  return {
    // whether this key is free to act anywhere on the page
    free: (key: string) => on || key.length > 1 || key === " ",
    get on() {
      return on;
    },
    set(to: boolean) {
      on = to;
      try {
        if (on) localStorage.removeItem(KEPT_AS);
        else localStorage.setItem(KEPT_AS, OFF);
      } catch (error) {
        console.info(messageOf(error));
      }
    },
  };
})();
