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
export function ownFullScreen(isWanted: () => boolean, leave: () => void) {
  // whether the full screen is our doing, and whether we have asked for its end
  let [ours, ending] = [false, false];

  function fill() {
    if (document.fullscreenElement || navigator.userActivation?.isActive === false) return;
    ours = true;
    const refused = () => {
      ours = false;
    };
    document.documentElement.requestFullscreen?.().catch(refused);
  }

  function end() {
    if (!ours || !document.fullscreenElement) return;
    ending = true;
    document.exitFullscreen().catch(() => {});
  }

  document.addEventListener("fullscreenchange", () => {
    // an end that is asked for before the screen is full may be lost
    if (document.fullscreenElement) {
      if (!isWanted()) end();
      return;
    }
    const [was, asked] = [ours, ending];
    [ours, ending] = [false, false];
    if (!was || !isWanted()) return;
    // begun anew before the end of the last one
    if (asked) fill();
    else leave();
  });

  return { fill, leave: end };
}
