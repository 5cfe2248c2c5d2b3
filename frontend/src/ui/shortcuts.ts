// Keys of a single letter or sign: readers who dictate, or whose hand slips, may turn them off.

import { messageOf } from "../core/errors.ts";

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
