// The change index: going from one day to another touches only what begins or ends between.

// How many of some days in order lie on or before a day.
function countUpTo(days, day) {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The days on which something of some features begins or ends, their names too, in order.
function turningDays(features) {
  const ends = features.flatMap((feature) => [feature, ...(feature.names ?? [])])
    .flatMap(({ start, end }) => [start, end]);
  return ends.filter((day) => day !== null).sort();
}

// Whether one of these days lies after `eve` and not after `day`.
const turnsBetween = (days, eve, day) => countUpTo(days, eve) < countUpTo(days, day);

// The features of a list that begin (`which` "start") or end after `eve` and not after `day`; the
// list is put in order once.
const turned = (() => {
  const known = new WeakMap();
  function inOrder(features, which) {
    const those = features.filter((feature) => feature[which] !== null);
    those.sort((a, b) => (a[which] < b[which] ? -1 : a[which] > b[which] ? 1 : 0));
    return { features: those, days: those.map((feature) => feature[which]) };
  }
  return (list, which, eve, day) => {
    if (!known.has(list)) known.set(list, {});
    const { features, days } = (known.get(list)[which] ??= inOrder(list, which));
    return features.slice(countUpTo(days, eve), countUpTo(days, day));
  };
})();

// `entries` have start, end (ISO, end null: still), enter() and leave().
function changeIndex(entries) {
  const days = new Set();
  for (const { start, end } of entries) {
    days.add(start);
    if (end !== null) days.add(end);
  }
  const stops = [...days].sort();
  const place = new Map(stops.map((day, index) => [day, index]));
  const begins = stops.map(() => []);
  const ends = stops.map(() => []);
  for (const entry of entries) {
    entry.on = false;
    if (entry.end !== null && entry.end <= entry.start) continue;
    begins[place.get(entry.start)].push(entry);
    if (entry.end !== null) ends[place.get(entry.end)].push(entry);
  }

  let now = 0;

  // Move to a day; leave and enter what differs, and tell how many did.
  function move(day) {
    const target = countUpTo(stops, day);
    const touched = new Map();
    const mark = (list, on) => {
      for (const entry of list) touched.set(entry, on);
    };
    for (; now < target; now++) {
      mark(ends[now], false);
      mark(begins[now], true);
    }
    for (; now > target; now--) {
      mark(begins[now - 1], false);
      mark(ends[now - 1], true);
    }
    const entering = [];
    let changed = 0;
    for (const [entry, on] of touched) {
      if (entry.on === on) continue;
      entry.on = on;
      changed++;
      if (on) entering.push(entry);
      else entry.leave();
    }
    for (const entry of entering) entry.enter();
    return changed;
  }

  return { move, stops };
}
