// What stands around the maps, put together: legend, dates, timeline, comparison, story.

import { clockOf } from "../core/clock.ts";
import type { Context } from "../core/context.ts";
import type { Day } from "../core/payload.ts";
import { subjects } from "../core/subject.ts";
import { counterpart } from "../map/compare.ts";
import type { Maps } from "../map/maps.ts";
import { compareBar } from "./compare-bar.ts";
import { byId } from "./dom.ts";
import { foldingPanels } from "./folding-panels.ts";
import { languageSwitch } from "./language.ts";
import { layerSwitches } from "./layer-switches.ts";
import { legendBox } from "./legend.ts";
import { liveRegion } from "./live-region.ts";
import { player } from "./player.ts";
import { presentation } from "./presentation.ts";
import { presenterList } from "./presenter-list.ts";
import { readOut } from "./readout.ts";
import { stepping } from "./stepping.ts";
import { stopMarks } from "./stop-marks.ts";
import { storyController } from "./story-controller.ts";
import { timeline } from "./timeline.ts";

export type Panels = ReturnType<typeof makePanels>;

export function makePanels(context: Context, maps: Maps) {
  const { data, t, store, commands, karamap } = context;
  const { compared, chosen } = maps;
  legendBox(data, t, store, compared.shown);
  layerSwitches(data, t, store, commands.switchLayer);
  readOut(data, t, store, compared.shown);
  languageSwitch(store, commands.setLanguage);
  foldingPanels();

  const clock = clockOf(store, commands, karamap, () => store.get("active"));
  const line = timeline(data, t, store, clock);
  const play = player(data, t, store, clock, line);
  const endComparison = () => commands.setCompare(null, store.get("how"), { release: true });
  const bar = compareBar(t, store, {
    lead: commands.lead,
    swap: commands.swap,
    setHow: (how) => commands.setCompare(store.get("compare"), how, { release: true }),
    close: endComparison,
  });
  const announcer = liveRegion(data, t, store);
  karamap.on("release", announcer.tell);
  const story = storyController(data, t, store, karamap, {
    openPlace: chosen.goToPlace,
    openEvent: chosen.goToEvent,
  });
  const glideTo = (day: Day) => maps.frame.eased(() => line.goTo(day));
  const steps = stepping(context, subjects(data).stops, clock, glideTo);
  const list = presenterList(context, steps);
  const marks = stopMarks(context, glideTo);
  presentation(
    context,
    maps,
    { clock, play, steps, list },
    {
      tour: () => story.tour,
      toggleTheme: () =>
        commands.setTheme(store.get("theme") === "contrast" ? data.opens_in : "contrast"),
      leave: () => commands.setMode(null),
    },
  );

  // Open a comparison, or close the one there is.
  function toggleCompare() {
    if (store.get("compare") !== null) return endComparison();
    const day = counterpart(data, store.get("date"));
    commands.setCompare(day, store.get("how"), { release: true });
    commands.lead("compare");
    bar.focus();
  }
  byId("compare").addEventListener("click", toggleCompare);

  const present = () => commands.setMode("present");
  const togglePresent = () => commands.setMode(store.get("mode") === null ? "present" : null);
  byId("present").addEventListener("click", togglePresent);

  return { clock, line, play, story, marks, toggleCompare, present };
}
