// Presenting: map, date and one line in large type; a remote control leads from stop to stop.

import type { Context } from "../core/context.ts";
import type { Clock } from "../core/karamap.ts";
import type { View } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import type { Maps } from "../map/maps.ts";
import { captionStrip } from "./caption.ts";
import { byId, focused } from "./dom.ts";
import { ownFullScreen } from "./full-screen.ts";
import type { Player } from "./player.ts";
import { pointer } from "./pointer.ts";
import type { PresenterList } from "./presenter-list.ts";
import { followRemote } from "./remote.ts";
import type { Stepping } from "./stepping.ts";
import type { StoryController } from "./story-controller.ts";

const SHOWN_MS = 3000;

export interface Parts {
  clock: Clock;
  play: Player;
  steps: Stepping;
  list: PresenterList;
}

export interface Acts {
  tour(): Pick<StoryController["tour"], "next" | "previous" | "go">;
  toggleTheme(): void;
  leave(): void;
}

export type Stage = ReturnType<typeof presenterStage>;

// `steps` are the stops of the talk, which `list` shows.
export function presentation(context: Context, maps: Maps, parts: Parts, acts: Acts) {
  const { store } = context;
  const stage = presenterStage(context, maps);
  const { isOn, tighten } = stage;
  const caption = captionStrip(context, parts.clock, parts.steps);
  const screen = ownFullScreen(isOn, acts.leave);

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

// Whether the legend has no room for all its rows.
function isLegendLong() {
  const { scrollHeight, clientHeight } = byId("legend-panel");
  return scrollHeight > clientHeight + 1;
}

// What an audience sees, and how it is changed.
function presenterStage({ store }: Context, { compared, frame }: Maps) {
  const { body, documentElement: root } = document;
  const blank = byId("blank");
  // what a speaker saw before, but for the day: a presentation leaves nothing switched
  let before: View | null = null;
  const isOn = () => store.get("mode") === "present";
  const hideControls = afterPause(() => body.classList.remove("controls"), SHOWN_MS);

  function closePopups() {
    for (const map of compared.maps()) map.closePopup();
  }
  function cover(colour: string | null) {
    blank.hidden = colour === null;
    blank.className = colour ?? "";
  }
  blank.addEventListener("click", () => cover(null));

  return {
    isOn,
    closePopups,
    cover,
    isCovered: () => !blank.hidden,
    eased: frame.eased,
    showControls() {
      body.classList.add("controls");
      if (!byId("timeline").matches(":hover")) hideControls();
    },
    tighten() {
      body.classList.remove("tight");
      body.classList.toggle("tight", isOn() && isLegendLong());
    },
    toggleLegend() {
      body.classList.toggle("no-legend");
      frame.refit();
      frame.showSubject();
    },
    // The stop as one came to it.
    reset() {
      body.classList.remove("no-legend");
      closePopups();
      cover(null);
      frame.refit();
      frame.eased(frame.showSubject);
    },
    // Lay the page out for an audience, or for a reader again.
    turn() {
      const on = isOn();
      if (on) before = [...store.get("view")];
      body.classList.toggle("presenting", on);
      // a size for all letters is one of the root
      root.classList.toggle("in-large", on);
      body.classList.remove("controls", "no-legend", "touring", "tight");
      frame.refit();
      if (on) frame.showSubject();
      else if (before) frame.setView(before);
      // without its heading it is reached by itself, should it be longer than the screen
      if (on) byId("legend-panel").tabIndex = 0;
      else byId("legend-panel").removeAttribute("tabindex");
      cover(null);
      closePopups();
    },
  };
}
