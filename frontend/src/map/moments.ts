// Moments of the story: a day with the layers, the comparison and the view that belong to it. What
// readers had chosen themselves comes back when the story lets the map go.

import type { How, Karamap, Moment } from "../core/karamap.ts";
import { HOWS } from "../core/modes.ts";
import type { Day, View } from "../core/payload.ts";
import type { Frame } from "./frame.ts";

interface Chosen {
  layers: string[];
  compare: Day | null;
  how: How;
  view: View;
}

export function moments(karamap: Karamap, frame: Frame, map: L.Map) {
  const now = (): Chosen => {
    const { layers, compare, how, view } = karamap;
    return { layers, compare, how, view };
  };
  // what was there before the first moment, and what the latest one set
  let before: Chosen | null = null;
  let latest: Chosen | null = null;

  return {
    // Show a day with what matters then; `bounds` or `view` where it is.
    show({ date, layers, view, bounds, compare = null }: Moment) {
      before ??= now();
      karamap.pause();
      map.closePopup();
      karamap.setLayers(layers);
      karamap.setCompare(compare, HOWS[0]);
      karamap.setDate(date);
      if (bounds) frame.showBounds(bounds);
      else if (view) frame.setView(view);
      else frame.showSubject();
      karamap.release();
      latest = now();
    },
    // What a reader has changed since is left as it is.
    end() {
      if (before === null || latest === null) return;
      const [old, set] = [before, latest];
      [before, latest] = [null, null];
      const kept = (name: "layers" | "compare" | "how") =>
        JSON.stringify(karamap[name]) === JSON.stringify(set[name]);
      if (kept("layers")) karamap.setLayers(old.layers);
      if (kept("compare") && kept("how")) karamap.setCompare(old.compare, old.how);
      if (!frame.moved()) karamap.setView(old.view);
      karamap.release();
    },
  };
}
