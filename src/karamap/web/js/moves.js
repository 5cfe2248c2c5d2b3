// The ground that has another holder on one day than on another: twin of karamap.Atlas.changes.

// [{ feature, from, to, km2 }]; `feature` is the ground as it is on the later day.
function movesBetween(data, since, until) {
  // ground whose feature is the same on both days has moved to nobody
  const { control } = data.features;
  const before = new Map();
  for (const { block, controller, start } of turned(control, "end", since, until)) {
    if (start <= since) before.set(block, controller);
  }
  return turned(control, "start", since, until)
    .filter(({ end }) => end === null || until < end)
    .map((feature) => ({
      feature,
      from: before.get(feature.block) ?? null,
      to: feature.controller,
      km2: feature.km2,
    }))
    .filter(({ from, to }) => from !== to);
}

// What each holder gained: [{ holder, km2, districts: [{ name, km2 }] }], the largest first.
function gainsOf(moves, nameOf) {
  const byHolder = new Map();
  for (const { feature, to, km2 } of moves) {
    if (!byHolder.has(to)) byHolder.set(to, new Map());
    const districts = byHolder.get(to);
    const name = nameOf(feature);
    districts.set(name, (districts.get(name) ?? 0) + km2);
  }
  const largestFirst = (list) => list.sort((a, b) => b.km2 - a.km2);
  return largestFirst(
    [...byHolder].map(([holder, named]) => {
      const districts = largestFirst([...named].map(([name, km2]) => ({ name, km2 })));
      return { holder, districts, km2: districts.reduce((sum, { km2 }) => sum + km2, 0) };
    }),
  );
}

// The edges of a shape, [start, end, key of start, key of end, key of both], reckoned once.
const edgesOf = (() => {
  const known = new WeakMap();
  const keyOf = ({ lat, lng }) => Math.round(lat * 1e4) * 1e7 + Math.round(lng * 1e4);
  const edges = (shape) =>
    shape.flat().flatMap((ring) => {
      const keys = ring.map(keyOf);
      return ring.map((end, index) => {
        const [a, b] = [keys.at(index - 1), keys[index]];
        return [ring.at(index - 1), end, a, b, a < b ? `${a} ${b}` : `${b} ${a}`];
      });
    });
  return (shape) => known.get(shape) ?? known.set(shape, edges(shape)).get(shape);
})();

// The outline of ground made of many blocks: edges that two of them share cancel out.
function outlineOf(shapes) {
  const outer = new Map();
  for (const shape of shapes) {
    for (const edge of edgesOf(shape)) if (!outer.delete(edge[4])) outer.set(edge[4], edge);
  }
  return chained([...outer.values()]);
}

// Join edges end to end into as few paths as there are.
function chained(edges) {
  const from = new Map();
  for (const edge of edges) from.set(edge[2], [...(from.get(edge[2]) ?? []), edge]);
  const used = new Set();
  const paths = [];
  for (const first of edges) {
    if (used.has(first)) continue;
    const path = [first[0]];
    for (let edge = first; edge; edge = from.get(edge[3])?.find((next) => !used.has(next))) {
      used.add(edge);
      path.push(edge[1]);
    }
    paths.push(path);
  }
  return paths;
}
