// Filling the screen, where the browser lets pages do that.

import { messageOf } from "../core/errors.ts";
import { byId } from "./dom.ts";
import { notices } from "./notices.ts";

export function fullScreen() {
  const button = byId("full-screen");
  const root = document.documentElement;

  function toggle() {
    if (document.fullscreenElement) return document.exitFullscreen();
    const asked = root.requestFullscreen?.();
    asked?.catch((error) => notices.show(messageOf(error)));
  }
  button.addEventListener("click", toggle);
  // an iPhone has none, nor a frame that may not
  button.hidden = !(document.fullscreenEnabled && "requestFullscreen" in root);
  return toggle;
}
