// A link to what is on screen, the same as karamap.core.permalink: only what differs from how the map opens.

import type { Karamap } from "./karamap.ts";
import type { Payload } from "./payload.ts";

export function linkTo(data: Payload, karamap: Karamap) {
  const usual = data.layers.filter(({ shown, choice }) => shown && choice).map(({ id }) => id);
  const choosable = data.layers.filter(({ choice }) => choice).map(({ id }) => id);
  const layers = choosable.filter((id) => karamap.layers.includes(id));
  const parts = [`date=${karamap.date}`];
  if (layers.join() !== usual.join()) parts.push(`layers=${layers.join()}`);
  parts.push(`view=${karamap.view.join()}`);
  if (karamap.compare !== null) parts.push(`compare=${karamap.compare}`);
  parts.push(`lang=${karamap.language}`);
  return `${homeAddress()}?${parts.join("&")}`;
}

// The address the page is published under; none for a page from disk.
function homeAddress() {
  let home: Location = location;
  try {
    if (document.body.dataset.host === "component") home = window.parent.location;
  } catch {
    // a frame of another origin: its own address must do
  }
  return home.protocol.startsWith("http") ? home.origin + home.pathname : "";
}
