// The sources of something told.

import type { Messages } from "../core/messages.ts";
import type { Payload } from "../core/payload.ts";
import { el, linkTo } from "./dom.ts";

// The sources of something told, folded until asked for.
export function sourceList(data: Payload, t: Messages, keys: number[]) {
  if (!keys.length) return null;
  const items = keys.map((key) => {
    const { title, url } = data.sources[key];
    return el("li", {}, linkTo(url, title));
  });
  return el(
    "details",
    { class: "sources" },
    el("summary", {}, t("popup.sources")),
    el("ul", {}, items),
  );
}
