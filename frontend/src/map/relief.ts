// The relief, which folium has put on the map.

export function reliefOf(map: L.Map): L.ImageOverlay {
  let relief: L.ImageOverlay | undefined;
  map.eachLayer((layer) => {
    if (layer instanceof L.ImageOverlay) relief ??= layer;
  });
  if (!relief) throw new Error("the map has no relief");
  return relief;
}
