// The last change before a day: ground that changed hands, lines and zones that began or ended.

import { unitName } from "./describe-ground.ts";
import { thereOn } from "./features.ts";
import { groupBy, sum } from "./lists.ts";
import type { Messages } from "./messages.ts";
import type { Day, Payload } from "./payload.ts";
import type { Telling } from "./telling.ts";
import * as time from "./time.ts";
import type { Transfer } from "./transfers.ts";
import { movesBetween } from "./transfers.ts";

const km2Of = (moves: Transfer[]) => sum(moves, ({ km2 }) => km2);
const largestFirst = <K>(groups: Map<K, Transfer[]>) =>
  [...groups]
    .map(([key, moves]) => ({ key, moves, km2: km2Of(moves) }))
    .sort((a, b) => b.km2 - a.km2);

// Who got how much ground from whom between two days, the largest first.
function moved(telling: Telling, since: Day, until: Day) {
  const { data, t } = telling;
  const pairs = groupBy(movesBetween(data, since, until), ({ from, to }) => `${from} ${to}`);
  return largestFirst(pairs).map(({ moves, km2 }) => {
    const [{ from, to }] = moves;
    const units = largestFirst(groupBy(moves, ({ feature }) => feature.unit));
    const names = units.map(({ key }) => unitName(telling, key, until));
    return t(from ? `moved.${from}.${to}` : "twin.first_shown", {
      holder: t(`class.control:${to}`),
      km2: t.number(Math.max(km2, 1)),
      districts: [...new Set(names)].join(", "),
    });
  });
}

const namesThere = ({ data, t }: Telling, day: Day) => [
  ...new Set(
    data.twin.told
      .flatMap((layer) => thereOn(data.features[layer], day))
      .filter(({ status }) => status !== "former")
      .map((item) => t.nameOf(item, day)),
  ),
];

// What of some names is there after and was not before, and the other way round.
export function cameAndWent(t: Messages, before: string[], after: string[]) {
  const only = (names: string[], others: string[], key: string) =>
    names.filter((name) => !others.includes(name)).map((name) => t(key, { name }));
  return [...only(after, before, "twin.began"), ...only(before, after, "twin.ended")];
}

const toldOf = (telling: Telling, since: Day, until: Day) => [
  ...moved(telling, since, until),
  ...cameAndWent(telling.t, namesThere(telling, since), namesThere(telling, until)),
];

const changesUpTo = (data: Payload, day: Day) => data.changes.filter((each) => each <= day);

export function changed(telling: Telling, day: Day) {
  const { data, t } = telling;
  for (const change of changesUpTo(data, day).reverse()) {
    const told = toldOf(telling, time.add(change, -1), change);
    if (told.length) return [t("twin.last_change", { date: t.date(change) }), ...told];
  }
  return [];
}
