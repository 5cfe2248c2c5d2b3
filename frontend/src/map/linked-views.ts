// Two maps that show the same view: each follows the other, and neither follows itself.

export function linkViews(one: L.Map, other: L.Map, linked: () => boolean) {
  const SAME_DEGREES = 1e-9;
  const animating = new Set();
  let leader: L.Map | null = null;

  const sameView = (a: L.Map, b: L.Map) =>
    a.getZoom() === b.getZoom() && a.getCenter().equals(b.getCenter(), SAME_DEGREES);

  // What a map does because it was led is no reason to lead.
  function lead(from: L.Map, act: () => void) {
    if (!linked() || leader !== null) return;
    leader = from;
    act();
    leader = null;
  }

  function follow(from: L.Map, to: L.Map) {
    from.on("zoomanim", ({ center, zoom, noUpdate }) => {
      if (noUpdate || animating.has(from)) return;
      animating.add(from);
      if (!animating.has(to)) lead(from, () => to.setView(center, zoom, { animate: true }));
    });
    from.on("zoomend", () => animating.delete(from));
    from.on("move", () => {
      if (animating.size || sameView(from, to)) return;
      lead(from, () => to.setView(from.getCenter(), from.getZoom(), { animate: false }));
    });
    from.on("moveend", () => {
      if (!animating.size && !sameView(from, to)) {
        lead(from, () => to.setView(from.getCenter(), from.getZoom(), { animate: false }));
      }
    });
  }
  follow(one, other);
  follow(other, one);
}
