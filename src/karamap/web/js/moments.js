// Moments of the story: a day with the layers, the comparison and the view that belong to it. What
// readers had chosen themselves comes back when the story lets the map go.

function moments(karamap, frame, map) {
  const NAMES = ["layers", "compare", "how", "view"];
  const now = () => Object.fromEntries(NAMES.map((name) => [name, karamap[name]]));
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  // what was there before the first moment, and what the latest one set
  let before = null;
  let latest = null;

  return {
    // Show a day with what matters then; `bounds` or `view` where it is.
    show({ date, layers, view, bounds, compare = null }) {
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
      if (before === null) return;
      const [old, set] = [before, latest];
      [before, latest] = [null, null];
      const kept = (name) => same(karamap[name], set[name]);
      if (kept("layers")) karamap.setLayers(old.layers);
      if (kept("compare") && kept("how")) karamap.setCompare(old.compare, old.how);
      if (kept("view")) karamap.setView(old.view);
      karamap.release();
    },
  };
}
