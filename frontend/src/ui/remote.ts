// A presentation's keys, which are those of remote controls, and the buttons that do the same.

import type { Context } from "../core/context.ts";
import type { Clock } from "../core/karamap.ts";
import { byId, isDialogOpen } from "./dom.ts";
import type { Player } from "./player.ts";
import type { PresenterList } from "./presenter-list.ts";
import type { Stage } from "./presenter-stage.ts";
import { keysOf, shortcuts } from "./shortcuts.ts";
import type { Stepping } from "./stepping.ts";
import type { StoryController } from "./story-controller.ts";

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

export function followRemote(context: Context, stage: Stage, parts: Parts, acts: Acts) {
  const keys = remoteKeys(context, stage, parts, acts);

  // a control reached by Tab keeps its own keys
  const isControl = (node: Element) =>
    document.body.classList.contains("controls") && node.matches("input, select, button, #swipe");

  function press(event: KeyboardEvent) {
    const { key, ctrlKey, altKey, metaKey } = event;
    if (isDialogOpen()) return;
    if (!stage.isOn() || ctrlKey || altKey || metaKey || !shortcuts.free(key)) return;
    const meant = keysOf(event).find((each) => each in keys);
    const act = stage.isCovered() ? () => stage.cover(null) : meant && keys[meant];
    if (!act || (isControl(event.target as Element) && key !== "Escape"))
      return stage.showControls();
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }
  document.addEventListener("keydown", press, true);

  // the buttons lead as the remote does
  const pressed: Record<string, () => void> = { previous: keys.p, next: keys.n };
  byId("buttons").addEventListener(
    "click",
    (event) => {
      const act = pressed[(event.target as Element).closest("button")?.id ?? ""];
      if (!stage.isOn() || !act) return;
      event.stopPropagation();
      act();
    },
    true,
  );
  const buttons = { "open-stops": "l", "toggle-legend": "h", "reset-stop": "r", "leave-talk": "s" };
  for (const [id, key] of Object.entries(buttons)) byId(id).addEventListener("click", keys[key]);
}

// What each key does. With a step of the tour on screen they lead from step to step.
function remoteKeys(
  { data, store }: Context,
  stage: Stage,
  { play, steps, list }: Parts,
  { tour, toggleTheme, leave }: Acts,
): Record<string, () => void> {
  const step = (inTour: () => void, inTalk: () => void) => () => {
    stage.closePopups();
    stage.eased(store.get("step") === null ? inTalk : inTour);
  };
  const next = step(() => tour().next(), steps.next);
  const previous = step(() => tour().previous(), steps.previous);
  const black = () => stage.cover("black");
  const white = () => stage.cover("white");
  return {
    ArrowRight: next,
    PageDown: next,
    n: next,
    ArrowLeft: previous,
    PageUp: previous,
    p: previous,
    Home: step(() => tour().go(0), steps.first),
    End: step(() => tour().go(data.story.tour.length - 1), steps.last),
    l: list.open,
    j: list.open,
    h: stage.toggleLegend,
    r: stage.reset,
    " ": play.toggle,
    b: black,
    ".": black,
    w: white,
    ",": white,
    x: toggleTheme,
    s: leave,
    Escape: leave,
  };
}
