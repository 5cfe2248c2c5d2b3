// Filling the screen, where the browser lets pages do that.

import type { Messages } from "../core/messages.ts";
import { byId } from "./dom.ts";
import * as notices from "./notices.ts";

export function fullScreen(t: Messages) {
  const button = byId("full-screen");
  const root = document.documentElement;

  function toggle() {
    if (document.fullscreenElement) return document.exitFullscreen();
    // why it cannot be had the browser says in its own language
    const none = () => notices.show(t("page.no_full_screen"));
    if ("requestFullscreen" in root) root.requestFullscreen().catch(none);
    else none();
  }
  button.addEventListener("click", toggle);
  // an iPhone has none, nor a frame that may not
  button.hidden = !(document.fullscreenEnabled && "requestFullscreen" in root);
  return toggle;
}

// The full screen of a presentation: asked for, never insisted on, as some frames and browsers
// refuse it. `leave()` is called when the browser's own key has ended it.
export function ownFullScreen(leave: () => void) {
  // whether the screen shall be full, whether we have made it so, and whether a browser's answer
  // is waited for
  let [wanted, ours, waiting] = [false, false, false];

  // Fill the screen or give it back, and return whether that is done. A reader's own full screen is
  // neither ours to fill nor to end.
  async function change(full: boolean) {
    if (full === (document.fullscreenElement !== null)) return !full;
    if (!full) return document.exitFullscreen().then(() => true);
    if (navigator.userActivation?.isActive === false) return false;
    return document.documentElement.requestFullscreen().then(() => true);
  }

  // A browser may lose what it is asked before it has answered the question before, so that one
  // at a time is asked until the screen is as wanted.
  async function settle() {
    if (waiting) return;
    waiting = true;
    while (wanted !== ours) {
      const full = wanted;
      const done = await change(full).catch(() => !full);
      if (done) ours = full;
      else wanted = false;
    }
    waiting = false;
  }

  document.addEventListener("fullscreenchange", () => {
    if (waiting || !ours || document.fullscreenElement) return;
    [wanted, ours] = [false, false];
    leave();
  });

  return {
    fill: () => {
      wanted = true;
      return settle();
    },
    leave: () => {
      wanted = false;
      return settle();
    },
  };
}
