// Presenting: map, date and one line in large type; a remote control leads from change to change.

import { captions } from "../core/captions.ts";
import type { Clock } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { Payload } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import type { Store } from "../core/store.ts";
import { tourStep } from "../core/tour-step.ts";
import { byId, el, focused } from "./dom.ts";
import type { Player } from "./player.ts";
import { pointer } from "./pointer.ts";
import { keysOf, shortcuts } from "./shortcuts.ts";
import type { StoryController } from "./story-controller.ts";
import type { Timeline } from "./timeline.ts";

interface Acts {
  tour(): Pick<StoryController["tour"], "next" | "previous">;
  toggleTheme(): void;
  leave(): void;
}

export function presentation(
  data: Payload,
  t: Messages,
  store: Store,
  clock: Clock,
  line: Timeline,
  play: Player,
  maps: () => L.Map[],
  acts: Acts,
) {
  const SHOWN_MS = 3000;
  const body = document.body;
  const blank = byId("blank");
  const strip = byId("caption");
  const captionOf = captions(data, t);
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
    const step = tourStep(data, t, store.get("step"));
    body.classList.toggle("touring", step !== null);
    if (step) {
      strip.replaceChildren(el("strong", {}, step.title), el("span", {}, step.text));
      return;
    }
    strip.replaceChildren(...captionOf(clock.date).map((sentence) => el("span", {}, sentence)));
    // what has no room in two lines is left out, the least weighty first
    while (strip.children.length > 1 && strip.scrollHeight > strip.clientHeight)
      strip.lastChild?.remove();
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
      },
      () => {},
    );
  }

  function follow() {
    const on = isOn();
    body.classList.toggle("presenting", on);
    body.classList.remove("controls");
    // without its heading it is reached by itself, should it be longer than the screen
    if (on) byId("legend-panel").tabIndex = 0;
    else byId("legend-panel").removeAttribute("tabindex");
    cover(null);
    for (const map of maps()) map.closePopup();
    if (on) {
      focused()?.blur();
      fillScreen();
    } else if (ours) {
      if (document.fullscreenElement) document.exitFullscreen();
      ours = false;
    }
  }

  // With a step of the tour on screen the remote leads from step to step.
  const next = () => (touring() ? acts.tour().next() : line.next());
  const previous = () => (touring() ? acts.tour().previous() : line.previous());
  const remote: Record<string, () => void> = {
    ArrowRight: next,
    PageDown: next,
    n: next,
    ArrowLeft: previous,
    PageUp: previous,
    p: previous,
    Home: () => line.goTo(data.first),
    End: () => line.goTo(data.last),
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
    if (!isOn() || ctrlKey || altKey || metaKey || !shortcuts.free(key)) return;
    const meant = keysOf(event).find((each) => each in remote);
    const act = blank.hidden ? meant && remote[meant] : () => cover(null);
    if (!act || (controlling(event.target as Element) && key !== "Escape")) return showControls();
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }
  document.addEventListener("keydown", press, true);
  document.addEventListener("pointermove", ({ movementX, movementY }) => {
    if (isOn() && (movementX || movementY)) showControls();
  });
  blank.addEventListener("click", () => cover(null));
  // the browser's own key for leaving the full screen ends the presentation, too
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && ours) acts.leave();
  });
  pointer(byId("frame"), isOn, maps);
  store.subscribe(["mode"], follow);
  store.subscribe(["date", "compare", "active", "language", "mode", "step"], draw);
}
