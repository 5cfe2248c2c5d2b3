// Who held a place, one after the other.

import type { Feature } from "./payload.ts";

// Join spans that follow each other with the same holder.
export function mergedHolders<F extends Feature>(spans: F[]) {
  const joined: F[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before && before.class === span.class && before.end === span.start) {
      before.end = span.end;
      before.end_edtf = span.end_edtf;
    } else joined.push({ ...span });
  }
  return joined;
}
