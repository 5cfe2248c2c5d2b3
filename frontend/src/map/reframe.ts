// The map drawn in another shape than the window's: laid out anew under the box that asks for it,
// drawn as it then is, and given back.

import { byId, one, say } from "../ui/dom.ts";
import type { Frame } from "./frame.ts";
import type { Pictures } from "./picture.ts";

export type Reframed = ReturnType<typeof reframing>;

// Width and height in pixels of the page; a picture has twice as many.
export const SHAPES: Record<string, [number, number] | undefined> = {
  square: [540, 540],
  story: [540, 960],
  slide: [960, 540],
};

export function reframing(frame: Frame, pictures: Pictures) {
  const { body } = document;
  const heading = one("h1", byId("read-out"));
  const key = byId("legend-panel");

  function layOut([width, height]: [number, number]) {
    const wasOpen = key.open;
    const back = frame.reshaped(() => {
      body.classList.add("framing");
      body.style.setProperty("--framed", `${width}px`);
      body.style.setProperty("--framed-height", `${height}px`);
      key.open = true;
    });
    return () => {
      body.classList.remove("framing");
      key.open = wasOpen;
      back();
    };
  }

  // Draw the map in a shape (null: as it is on screen) under a title (empty: that of the page).
  return async (shape: [number, number] | null, title: string): Promise<Blob> => {
    const usual = heading.textContent ?? "";
    if (title) say(heading, title);
    const back = shape && layOut(shape);
    try {
      const drawn = await pictures.draw({ whole: shape !== null });
      if (drawn) return drawn;
      throw new Error("the browser made no picture");
    } finally {
      say(heading, usual);
      back?.();
    }
  };
}
