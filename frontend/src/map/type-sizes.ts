// How large names are set: on a projector's screen larger than on a desk, and never too small to be
// read; and how wide they are.

import { leastSize } from "./legible.ts";
import { penOf } from "./pen.ts";

export type TypeSizes = ReturnType<typeof typeSizes>;

export function typeSizes() {
  const pen = penOf(document.createElement("canvas"));
  const widths = new Map<string, number>();
  let set = "";
  const read = () => {
    const root = getComputedStyle(document.documentElement);
    const font = getComputedStyle(document.body).fontFamily;
    const quiet = root.getPropertyValue("--serif");
    return {
      // how much larger than on a desk everything is drawn
      scale: parseFloat(root.fontSize) / 16,
      // of places, and of land, areas and what is said on ground
      font,
      quiet,
      least: leastSize(font),
      quietLeast: leastSize(quiet),
    };
  };
  let now: ReturnType<typeof read> | null = null;

  return {
    get now() {
      now ??= read();
      return now;
    },
    // The type of the page has another size, or its face has come.
    readAgain() {
      now = null;
      set = "";
      widths.clear();
    },
    widthOf(text: string, px: number, weight: number, face: string) {
      const key = `${weight} ${px} ${face} ${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      // to set it costs more than to measure a name
      const type = `${weight} ${px}px ${face}`;
      if (type !== set) pen.font = set = type;
      const { width } = pen.measureText(text);
      widths.set(key, width);
      return width;
    },
  };
}
