// Where in a frame something of given proportions is drawn largest, clear of what lies over it.

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const overlap = (a: Rect, b: Rect) =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

// The parts of a rectangle beside, above and below another one.
const around = (whole: Rect, taken: Rect): Rect[] =>
  [
    { ...whole, left: taken.right },
    { ...whole, right: taken.left },
    { ...whole, top: taken.bottom },
    { ...whole, bottom: taken.top },
  ].filter(({ left, top, right, bottom }) => right > left && bottom > top);

// How many times a box `aspect` wide and 1 high fits in.
const scaleIn = ({ left, top, right, bottom }: Rect, aspect: number) =>
  Math.min((right - left) / aspect, bottom - top);

// `aspect` is width by height; where all is taken, the frame itself must do.
export function clearPart(frame: Rect, taken: Rect[], aspect: number): Rect {
  let parts = [frame];
  for (const each of taken) {
    parts = parts.flatMap((part) => (overlap(part, each) ? around(part, each) : [part]));
  }
  const largest = (best: Rect | null, part: Rect) =>
    best && scaleIn(best, aspect) >= scaleIn(part, aspect) ? best : part;
  return parts.reduce<Rect | null>(largest, null) ?? frame;
}
