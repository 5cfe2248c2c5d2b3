// Wheel and fingers over the map, where a page can be scrolled around it: what cannot move the map
// any further is the page's, and in somebody else's page the map moves only when it is meant.

import type { Messages } from "../core/messages.ts";
import { afterPause } from "../core/scheduling.ts";
import { byId, say } from "../ui/dom.ts";
import { boundsOf } from "./fitting.ts";

// as far as a finger may tremble
const TREMBLE_PX = 3;
const HINT_MS = 1800;

interface Point {
  x: number;
  y: number;
}

// What is heard before Leaflet hears it, and never held up.
const FIRST = { capture: true, passive: true };

// popups and buttons over the map have gestures of their own
const isOnMap = ({ target }: Event) =>
  target instanceof Element &&
  target.closest(".folium-map") !== null &&
  !target.closest(".leaflet-popup, .leaflet-control");

// `shy` where wheel and single fingers are always the page's: Ctrl with the wheel and two fingers
// then move the map.
export function gestures(map: L.Map, t: Messages, { shy }: { shy: boolean }) {
  const hint = byId("gesture");
  const isForPage = () => shy && document.fullscreenElement === null;
  const hide = afterPause(() => {
    hint.hidden = true;
  }, HINT_MS);
  function tell(key: string) {
    say(hint, t(key));
    hint.hidden = false;
    hide();
  }

  document.body.classList.toggle("framed", isFramed());
  heedWheel(map, isForPage, () => tell("map.hint.wheel"));
  heedFingers(map, isForPage, () => tell("map.hint.fingers"));
}

function heedWheel(map: L.Map, isForPage: () => boolean, tell: () => void) {
  byId("frame").addEventListener(
    "wheel",
    (event) => {
      // with Ctrl or ⌘ the browser would enlarge the page instead
      if (!isOnMap(event) || event.ctrlKey || event.metaKey) return;
      const zoom = map.getZoom();
      const end = event.deltaY > 0 ? zoom <= map.getMinZoom() : zoom >= map.getMaxZoom();
      if (!isForPage() && !end) return;
      event.stopPropagation();
      if (isForPage()) tell();
    },
    FIRST,
  );
}

// Whether the map can follow a finger that moves by so much.
function follows(map: L.Map, { x, y }: Point) {
  const bounds = boundsOf(map);
  const northWest = map.latLngToContainerPoint(bounds.getNorthWest());
  const southEast = map.latLngToContainerPoint(bounds.getSouthEast()).subtract(map.getSize());
  const axis = Math.abs(y) >= Math.abs(x) ? "y" : "x";
  const room = { x, y }[axis] > 0 ? -northWest[axis] : southEast[axis];
  return room > 1;
}

function heedFingers(map: L.Map, isForPage: () => boolean, tell: () => void) {
  const frame = byId("frame");
  const pointOf = ({ touches: [{ clientX: x, clientY: y }] }: TouchEvent): Point => ({ x, y });
  const isSingle = ({ touches }: TouchEvent) => touches.length === 1;
  let start: Point | null = null;
  // whose the finger is, once it has moved
  let owner: "map" | "page" | null = null;

  frame.addEventListener(
    "touchstart",
    (event) => {
      owner = null;
      start = isSingle(event) && isOnMap(event) ? pointOf(event) : null;
      // Leaflet does not hear of a finger that is not for it; a tap is a click, which it hears
      if (start && isForPage()) event.stopPropagation();
    },
    FIRST,
  );
  frame.addEventListener(
    "touchmove",
    (event) => {
      if (!start || !isSingle(event)) return;
      const { x, y } = pointOf(event);
      const moved = { x: x - start.x, y: y - start.y };
      if (owner === null && Math.abs(moved.x) + Math.abs(moved.y) < TREMBLE_PX) return;
      owner ??= isForPage() || !follows(map, moved) ? "page" : "map";
      if (owner === "map") return;
      event.stopPropagation();
      if (isForPage()) tell();
    },
    FIRST,
  );
}

// Whether somebody else's page is around this one.
export const isFramed = () => window.parent !== window;
