// What is found out once while the map stands still: a step in time asks for most of it again.

export function perView<K, V>(map: L.Map, find: (key: K) => V) {
  const known = new Map<K, V>();
  const renew = () => known.clear();
  map.on("zoom move resize", renew);
  const get = (key: K) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
  // where it changes in a view, too, it is renewed by hand
  return Object.assign(get, { renew });
}
