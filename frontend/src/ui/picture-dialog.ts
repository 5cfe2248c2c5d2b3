// A picture to take away: under a title of one's own, in the shape of the screen or another.

import type { Context } from "../core/context.ts";
import type { Reframed } from "../map/reframe.ts";
import { SHAPES } from "../map/reframe.ts";
import type { Taking } from "./copy.ts";
import { byId } from "./dom.ts";

export function pictureDialog({ karamap }: Context, reframed: Reframed, takes: Taking) {
  const dialog = byId("picture");
  const title = byId("picture-title");
  const shape = byId("picture-shape");

  const drawn = () => reframed(SHAPES[shape.value] ?? null, title.value.trim());
  const take = (way: keyof Taking) => async () => {
    await takes[way](drawn);
    dialog.close();
  };
  byId("picture-copy").addEventListener("click", take("copy"));
  byId("picture-save").addEventListener("click", take("save"));
  byId("close-picture").addEventListener("click", () => dialog.close());
  byId("copy").addEventListener("click", () => {
    title.value = karamap.subject().headline;
    dialog.showModal();
    title.select();
  });

  // the map as it is, at once
  return () => takes.copy(() => reframed(null, ""));
}
