// Adding up and grouping what is in a list.

export const sum = <I>(items: I[], of: (item: I) => number) =>
  items.reduce((total, item) => total + of(item), 0);

// The items of each key, in the order in which the keys come.
export function groupBy<K, I>(items: I[], keyOf: (item: I) => K) {
  const groups = new Map<K, I[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
