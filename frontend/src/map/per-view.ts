// What is found out once while the map stands still: a step in time asks for most of it again.

export function perView<K, V>(map: L.Map, find: (key: K) => V) {
  const known = new Map<K, V>();
  map.on("zoom move resize", () => known.clear());
  return (key: K) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
}
