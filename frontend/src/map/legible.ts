// How small a name may be for the back row of a class: a capital a sixtieth of the window's height.

import { penOf } from "./pen.ts";

// with a little over, since browsers set capitals to whole pixels
const SHARE = 1.03 / 60;
const TRIAL_PX = 100;

// The least size in pixels of letters of a face while it is presented; else none.
export function leastSize(face: string) {
  if (!document.body.classList.contains("presenting")) return 0;
  const pen = penOf(document.createElement("canvas"));
  pen.font = `${TRIAL_PX}px ${face}`;
  const capital = pen.measureText("H").actualBoundingBoxAscent / TRIAL_PX;
  return Math.ceil(10 * ((innerHeight * SHARE) / capital)) / 10;
}
