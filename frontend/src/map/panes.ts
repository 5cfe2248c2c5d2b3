// Panes of a Leaflet map: made once, then surely there.

export function makePane(map: L.Map, name: string, order: number) {
  const pane = map.createPane(name);
  pane.style.zIndex = String(order);
  return pane;
}

export const paneOf = (map: L.Map, name: string) => map.getPane(name) as HTMLElement;
