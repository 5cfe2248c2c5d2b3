// What is on a map now, counted by class: for the legend.

import type { Feature, Payload } from "./payload.ts";

interface Count {
  count: number;
  km2: number;
}

const NONE: Count = { count: 0, km2: 0 };

export type Counts = ReturnType<typeof classCounts>;

export function classCounts(data: Payload) {
  const { styles, dashed, doubt } = data.style;
  const classes = new Map(Object.keys(styles).map((key) => [key, { count: 0, km2: 0 }]));
  const accuracies = new Map<number, number>();
  let approximate = 0;

  function count(feature: Feature, by: number) {
    const there = classes.get(feature.class);
    if (!there) return;
    there.count += by;
    there.km2 += by * (feature.km2 ?? 0);
    if (!styles[feature.class].casing) return;
    if (dashed.includes(feature.confidence)) approximate += by;
    accuracies.set(feature.accuracy_m, (accuracies.get(feature.accuracy_m) ?? 0) + by);
  }

  // the accuracy of the least sure line there, in metres
  const worst = () =>
    Math.max(0, ...[...accuracies].filter(([, n]) => n > 0).map(([metres]) => metres));

  return {
    add: (feature: Feature) => ({
      enter: () => count(feature, 1),
      leave: () => count(feature, -1),
    }),
    of: (key: string): Count => classes.get(key) ?? NONE,
    approximate: () => approximate > 0,
    worst,
    // whether a shade along a line tells how sure it is
    shaded: () => worst() >= doubt.least_m,
  };
}
