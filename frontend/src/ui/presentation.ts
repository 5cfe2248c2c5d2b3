// Presenting: map, date and one line in large type; a remote control leads from stop to stop.

import type { Context } from "../core/context.ts";
import type { Clock } from "../core/karamap.ts";
import type { View } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import type { Maps } from "../map/maps.ts";
import { captionStrip } from "./caption.ts";
import { byId, focused, isDialogOpen } from "./dom.ts";
import type { Player } from "./player.ts";
import { pointer } from "./pointer.ts";
import type { PresenterList } from "./presenter-list.ts";
import { keysOf, shortcuts } from "./shortcuts.ts";
import type { Stepping } from "./stepping.ts";
import type { StoryController } from "./story-controller.ts";

interface Parts {
  clock: Clock;
  play: Player;
  steps: Stepping;
  list: PresenterList;
}

interface Acts {
  tour(): Pick<StoryController["tour"], "next" | "previous" | "go">;
  toggleTheme(): void;
  leave(): void;
}

// `steps` are the stops of the talk, which `list` shows.
export function presentation(
  context: Context,
  maps: Maps,
  { clock, play, steps, list }: Parts,
  acts: Acts,
) {
  const { data, store } = context;
  const caption = captionStrip(context, clock, steps);
  const closePopups = () => {
    for (const map of maps.compared.maps()) map.closePopup();
  };
  const SHOWN_MS = 3000;
  const body = document.body;
  const blank = byId("blank");
  const isOn = () => store.get("mode") === "present";
  const touring = () => store.get("step") !== null;
  // whether the full screen is our doing
  let ours = false;

  const hideControls = afterPause(() => body.classList.remove("controls"), SHOWN_MS);
  function showControls() {
    body.classList.add("controls");
    if (!byId("timeline").matches(":hover")) hideControls();
  }

  function draw() {
    if (!isOn()) return;
    body.classList.toggle("touring", touring());
    caption();
    tighten();
    byId("previous").disabled = false;
    byId("next").disabled = false;
  }

  function tighten() {
    body.classList.remove("tight");
    body.classList.toggle("tight", isOn() && isLong());
  }

  // Whether the legend has no room for all its rows.
  function isLong() {
    const panel = byId("legend-panel");
    return panel.scrollHeight > panel.clientHeight + 1;
  }

  function cover(colour: string | null) {
    blank.hidden = colour === null;
    blank.className = colour ?? "";
  }

  // The screen is asked for, never insisted on: some frames and browsers refuse it.
  function fillScreen() {
    if (document.fullscreenElement || navigator.userActivation?.isActive === false) return;
    document.documentElement.requestFullscreen?.().then(
      () => {
        ours = isOn();
        // who has left in the meantime has left the full screen, too
        if (!ours) document.exitFullscreen();
      },
      () => {},
    );
  }

  // What a speaker saw before, but for the day: a presentation leaves nothing switched.
  let before: View | null = null;
  function follow() {
    const on = isOn();
    if (on) before = [...store.get("view")];
    body.classList.toggle("presenting", on);
    // a size for all letters is one of the root
    document.documentElement.classList.toggle("in-large", on);
    body.classList.remove("controls", "no-legend", "touring", "tight");
    maps.frame.refit();
    if (on) maps.frame.showSubject();
    else if (before) maps.frame.setView(before);
    // without its heading it is reached by itself, should it be longer than the screen
    if (on) byId("legend-panel").tabIndex = 0;
    else byId("legend-panel").removeAttribute("tabindex");
    cover(null);
    closePopups();
    if (on) {
      list.restart();
      focused()?.blur();
      fillScreen();
    } else if (ours) {
      if (document.fullscreenElement) document.exitFullscreen();
      ours = false;
    }
  }

  function toggleLegend() {
    body.classList.toggle("no-legend");
    maps.frame.refit();
    maps.frame.showSubject();
  }

  // The stop as one came to it.
  function reset() {
    body.classList.remove("no-legend");
    closePopups();
    cover(null);
    maps.frame.refit();
    maps.frame.eased(maps.frame.showSubject);
  }

  // With a step of the tour on screen the remote leads from step to step.
  const step = (inTour: () => void, inTalk: () => void) => () => {
    closePopups();
    maps.frame.eased(touring() ? inTour : inTalk);
  };
  const next = step(() => acts.tour().next(), steps.next);
  const previous = step(() => acts.tour().previous(), steps.previous);
  const remote: Record<string, () => void> = {
    ArrowRight: next,
    PageDown: next,
    n: next,
    ArrowLeft: previous,
    PageUp: previous,
    p: previous,
    Home: step(() => acts.tour().go(0), steps.first),
    End: step(() => acts.tour().go(data.story.tour.length - 1), steps.last),
    l: list.open,
    j: list.open,
    h: toggleLegend,
    r: reset,
    " ": play.toggle,
    b: () => cover("black"),
    ".": () => cover("black"),
    w: () => cover("white"),
    ",": () => cover("white"),
    x: acts.toggleTheme,
    s: acts.leave,
    Escape: acts.leave,
  };
  // a control reached by Tab keeps its own keys
  const controlling = (node: Element) =>
    body.classList.contains("controls") && node.matches("input, select, button, #swipe");

  function press(event: KeyboardEvent) {
    const { key, ctrlKey, altKey, metaKey } = event;
    if (isDialogOpen()) return;
    if (!isOn() || ctrlKey || altKey || metaKey || !shortcuts.free(key)) return;
    const meant = keysOf(event).find((each) => each in remote);
    const act = blank.hidden ? meant && remote[meant] : () => cover(null);
    if (!act || (controlling(event.target as Element) && key !== "Escape")) return showControls();
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }
  document.addEventListener("keydown", press, true);
  // a pointer that only appears, as the screen changes under it, has not been moved
  let pointed = "";
  document.addEventListener("pointermove", ({ screenX, screenY }) => {
    const now = `${screenX} ${screenY}`;
    if (isOn() && pointed !== "" && pointed !== now) showControls();
    pointed = now;
  });
  blank.addEventListener("click", () => cover(null));
  // the browser's own key for leaving the full screen ends the presentation, too
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && ours) acts.leave();
  });
  // the buttons lead as the remote does
  const pressed: Record<string, () => void> = { previous, next };
  byId("buttons").addEventListener(
    "click",
    (event) => {
      const act = pressed[(event.target as Element).closest("button")?.id ?? ""];
      if (!isOn() || !act) return;
      event.stopPropagation();
      act();
    },
    true,
  );
  const buttons: Record<string, () => void> = {
    "open-stops": list.open,
    "toggle-legend": toggleLegend,
    "reset-stop": reset,
    "leave-talk": acts.leave,
  };
  for (const [id, act] of Object.entries(buttons)) byId(id).addEventListener("click", act);
  // its rows follow the date, its letters the window
  new ResizeObserver(tighten).observe(byId("legend"));
  pointer(byId("frame"), isOn, maps.compared.maps);
  store.subscribe(["mode"], follow);
  store.subscribe(["date", "compare", "active", "language", "mode", "step", "talk"], draw);
}
