// How the map fits its frame: no more than there is, and its subject, until somebody moves it.

import type { Context } from "../core/context.ts";
import { isCalm } from "../core/motion.ts";
import { cornersOf, standFor } from "./subject-view.ts";

const EASE_S = 0.8;
// the credits lie along the foot
const FOOT_PX = 24;

// How far the map may be moved.
export const boundsOf = (map: L.Map) => map.options.maxBounds as L.LatLngBounds;

// What is compared, or what the day is about; while a presentation plays, all the ground.
function groundOf({ data, store, karamap }: Context) {
  const whole = store.get("date") === "" || (store.get("mode") !== null && store.get("playing"));
  return L.latLngBounds(whole ? data.view : cornersOf(karamap.subject().bounds));
}

export type Fitting = ReturnType<typeof fitting>;

export function fitting(map: L.Map, context: Context) {
  const bounds = boundsOf(map);
  const leastZoom = map.getMinZoom();
  const fitted: (() => void)[] = [];
  // whether a view was chosen, by hand or by a link: until then the subject fills the map
  let held = false;
  // whether a hand has moved the map since it was last led
  let moved = false;
  let eased = false;
  // where the subject was last shown, unless another view has been seen since
  let led = "";

  // Until somebody moves the map, its subject fills it, whatever size the frame comes to have. What
  // is returned is the zoom that takes.
  function showSubject() {
    [held, moved] = [false, false];
    const { center, zoom, seen } = standFor(map, groundOf(context));
    const target = `${center} ${zoom} ${map.getSize()}`;
    if (target === led) return zoom;
    led = target;
    // where ground this wide leaves part of the frame over, plain paper lies there
    map.options.maxBounds = L.latLngBounds(bounds.getSouthWest(), bounds.getNorthEast()).extend(
      seen,
    );
    if (zoom < map.getMinZoom()) map.setMinZoom(zoom);
    if (eased && !isCalm()) map.flyTo(center, zoom, { duration: EASE_S });
    else map.setView(center, zoom, { animate: false });
    return zoom;
  }

  return {
    showSubject,
    // The view is somebody's choice.
    leave(byHand: boolean) {
      [held, moved, led] = [true, byHand, ""];
    },
    // Another view has been seen since the subject was shown.
    reset() {
      led = "";
    },
    // What `act` leads the map to, it glides to.
    eased(act: () => void) {
      eased = true;
      act();
      eased = false;
    },
    onFit: (act: () => void) => fitted.push(act),
    held: () => held,
    moved: () => moved,

    // The map shows no more than there is, the picture of the relief fills it; but where a frame is
    // so wide or so high that the subject would be cut, plain ground lies beside the relief.
    fit() {
      map.invalidateSize({ animate: false });
      // Leaflet answers with no zoom below the least there was, which a smaller frame may need
      map.options.minZoom = 0;
      const subject = map.getBoundsZoom(context.data.view, false, L.point(0, FOOT_PX));
      const filled = Math.min(subject, Math.max(leastZoom, map.getBoundsZoom(bounds, true)));
      const least = held ? filled : Math.min(filled, showSubject());
      // by itself Leaflet would glide there, and come to rest after whatever is set meanwhile
      if (map.getZoom() < least) map.setZoom(least, { animate: false });
      map.setMinZoom(least);
      for (const act of fitted) act();
    },
  };
}
