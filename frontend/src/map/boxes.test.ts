import assert from "node:assert/strict";
import { test } from "node:test";
import type { Style } from "../core/payload.ts";
import { inLines } from "./area-labels.ts";
import { boxAround, boxes, takePin } from "./boxes.ts";

test("a box is free where no other was taken, edges may touch", () => {
  const { free, take } = boxes();
  const box = boxAround({ x: 10, y: 10 }, 5);
  assert.deepEqual(box, { x0: 5, x1: 15, y0: 5, y1: 15 });
  assert.ok(free(box));
  take(box);
  assert.ok(!free(box));
  assert.ok(!free(boxAround({ x: 14, y: 14 }, 5)));
  assert.ok(free(boxAround({ x: 20, y: 10 }, 5)));
  assert.ok(free(boxAround({ x: 10, y: 17 }, 5, 2)));
});

test("a long name takes two lines, broken at the space nearest its middle", () => {
  assert.deepEqual(inLines("Nagorno-Karabakh"), ["Nagorno-Karabakh"]);
  assert.deepEqual(inLines("Nakhchivan Autonomous Republic"), [
    "Nakhchivan",
    "Autonomous Republic",
  ]);
  assert.deepEqual(inLines("Khankendi (Stepanakert)"), ["Khankendi", "(Stepanakert)"]);
  assert.deepEqual(inLines("Llanfairpwllgwyngyll"), ["Llanfairpwllgwyngyll"]);
});

test("a name keeps clear of the stem and of the sign of a pin, and may stand beside the stem", () => {
  const { free, take } = boxes();
  const look = { radius: 6, width: 1 } as Style;
  takePin({ x: 0, y: 0 } as L.Point, look, 2, { free, take });
  assert.ok(!free(boxAround({ x: 0, y: -2 }, 1)), "the stem");
  assert.ok(!free(boxAround({ x: 12, y: -34 }, 1)), "the sign");
  assert.ok(free(boxAround({ x: 12, y: -2 }, 4)), "beside the stem");
  assert.ok(free(boxAround({ x: 0, y: -60 }, 8)), "above the sign");
});
