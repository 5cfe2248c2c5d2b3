// What an audience sees of the page, and how it is changed.

import type { Context } from "../core/context.ts";
import type { View } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import type { Maps } from "../map/maps.ts";
import { byId } from "./dom.ts";

const SHOWN_MS = 3000;

export type Stage = ReturnType<typeof presenterStage>;

// Whether the legend has no room for all its rows.
function isLegendLong() {
  const { scrollHeight, clientHeight } = byId("legend-panel");
  return scrollHeight > clientHeight + 1;
}

export function presenterStage({ store }: Context, { compared, frame }: Maps) {
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
