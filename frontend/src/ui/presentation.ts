// Presenting: map, date and one line in large type; a remote control leads from stop to stop.

import type { Context } from "../core/context.ts";
import type { Maps } from "../map/maps.ts";
import { captionStrip } from "./caption.ts";
import { byId, focused } from "./dom.ts";
import { ownFullScreen } from "./full-screen.ts";
import { pointer } from "./pointer.ts";
import { presenterStage, type Stage } from "./presenter-stage.ts";
import { type Acts, followRemote, type Parts } from "./remote.ts";

// `steps` are the stops of the talk, which `list` shows.
export function presentation(context: Context, maps: Maps, parts: Parts, acts: Acts) {
  const { store } = context;
  const stage = presenterStage(context, maps);
  const { isOn, tighten } = stage;
  const caption = captionStrip(context, parts.clock, parts.steps);
  const screen = ownFullScreen(acts.leave);

  function draw() {
    if (!isOn()) return;
    document.body.classList.toggle("touring", store.get("step") !== null);
    caption();
    tighten();
    byId("previous").disabled = false;
    byId("next").disabled = false;
  }

  function follow() {
    stage.turn();
    if (isOn()) {
      parts.list.restart();
      focused()?.blur();
      screen.fill();
    } else screen.leave();
  }

  followRemote(context, stage, parts, acts);
  showControlsWhenPointed(stage);
  // its rows follow the date, its letters the window
  new ResizeObserver(tighten).observe(byId("legend"));
  pointer(byId("frame"), isOn, maps.compared.maps);
  store.subscribe(["mode"], follow);
  store.subscribe(["date", "compare", "active", "language", "mode", "step", "talk"], draw);
}

// A pointer that only appears, as the screen changes under it, has not been moved.
function showControlsWhenPointed({ isOn, showControls }: Stage) {
  let pointed = "";
  document.addEventListener("pointermove", ({ screenX, screenY }) => {
    const now = `${screenX} ${screenY}`;
    if (isOn() && pointed !== "" && pointed !== now) showControls();
    pointed = now;
  });
}
