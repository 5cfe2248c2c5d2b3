// Marks along a track that lie too close to be pressed one by one, taken together.

export interface Cluster<T> {
  // from 0 to 1 along the track
  at: number;
  items: T[];
}

// `placed` are in order of their place; what is nearer than `gap` to what is before it joins that.
export function clustered<T>(placed: { at: number; item: T }[], gap: number): Cluster<T>[] {
  let groups = placed.map(({ at, item }) => ({ from: at, to: at, items: [item] }));
  const middle = ({ from, to }: { from: number; to: number }) => (from + to) / 2;
  // joined, two marks have a middle of their own, which may come too near the next
  for (let joined = true; joined; ) {
    joined = false;
    const next: typeof groups = [];
    for (const group of groups) {
      const before = next.at(-1);
      if (before && middle(group) - middle(before) < gap) {
        next[next.length - 1] = {
          from: before.from,
          to: group.to,
          items: [...before.items, ...group.items],
        };
        joined = true;
      } else next.push(group);
    }
    groups = next;
  }
  return groups.map((group) => ({ at: middle(group), items: group.items }));
}
