// What lies over the maps. A selector for the whole document would go through every path of the map
// at each step: here only boxes with few children are looked through.

import { byId } from "../ui/dom.ts";

const childrenOf = (boxes: Element[], kind = "*") =>
  boxes.flatMap(({ children }) => [...children]).filter((child) => child.matches(kind));

// Leaflet's controls, and the credits.
export function controls() {
  const corners = childrenOf(childrenOf([byId("frame")], ".leaflet-control-container"));
  return childrenOf(corners);
}

// Panels, titles and tools as well.
export function overlays() {
  const titles = [byId("read-out"), ...childrenOf([byId("frame")], ".read-out")];
  return [...controls(), ...childrenOf([byId("panels"), byId("tools"), ...titles])];
}
