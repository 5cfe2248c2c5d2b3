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
  // whether it is our doing
  let ours = false;
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && ours) leave();
  });

  return {
    fill() {
      if (document.fullscreenElement || navigator.userActivation?.isActive === false) return;
      document.documentElement.requestFullscreen?.().then(
        () => {
          ours = isWanted();
          // who has left in the meantime has left the full screen, too
          if (!ours) document.exitFullscreen();
        },
        () => {},
      );
    },
    leave() {
      if (ours && document.fullscreenElement) document.exitFullscreen();
      ours = false;
    },
  };
}
