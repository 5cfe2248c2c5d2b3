// A text that the browser keeps for its reader, where it keeps anything: some frames and files may not.

import { messageOf } from "../core/errors.ts";

export function remembered(name: string) {
  function attempt<T>(act: (store: Storage) => T): T | null {
    try {
      return act(localStorage);
    } catch (error) {
      console.info(messageOf(error));
      return null;
    }
  }
  return {
    read: () => attempt((store) => store.getItem(name)),
    write: (text: string | null) =>
      attempt((store) => (text === null ? store.removeItem(name) : store.setItem(name, text))),
  };
}
