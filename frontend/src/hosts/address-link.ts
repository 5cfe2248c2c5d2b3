// The link to what is on screen, as the page's address has it.

import type { Karamap } from "../core/karamap.ts";
import { HOWS } from "../core/modes.ts";
import type { Payload } from "../core/payload.ts";

export const written = (asked: URLSearchParams) => `?${asked.toString().replaceAll("%2C", ",")}`;

// What the address asks for once it follows the map; `language` is that of the page as it opened.
export function askedNow(data: Payload, karamap: Karamap, language: string) {
  const asked = new URLSearchParams(location.search);
  const { mode, compare, theme } = karamap;
  const isChoosable = (id: string) => data.layers.some((each) => each.choice && each.id === id);
  const write = (name: string, value: string | null) => {
    if (value === null) asked.delete(name);
    else asked.set(name, value);
  };
  asked.delete("year");
  asked.set("date", karamap.date);
  asked.set("layers", karamap.layers.filter(isChoosable).join(","));
  // a presentation fits its view to each stop
  write("view", mode === null ? karamap.view.join(",") : null);
  for (const name of ["compare", "how", "mode", "theme", "talk"]) asked.delete(name);
  // what was opened is behind us once the reader moves on
  for (const name of ["place", "claim", "tour"]) asked.delete(name);
  if (karamap.language !== language || asked.has("lang")) asked.set("lang", karamap.language);
  write("mode", mode);
  write("talk", mode === null ? null : karamap.talk);
  write("theme", theme === data.opens_in ? null : theme);
  write("compare", compare);
  write("how", compare === null || karamap.how === HOWS[0] ? null : karamap.how);
  return asked;
}
