import assert from "node:assert/strict";
import { test } from "node:test";
import { clearPart } from "./clear-part.ts";

const frame = { left: 0, top: 0, right: 100, bottom: 60 };

test("without anything over it the whole frame is clear", () => {
  assert.deepEqual(clearPart(frame, [], 1), frame);
});

test("a wide box keeps clear of a corner above it, a high one beside it", () => {
  const corner = { left: 80, top: 40, right: 100, bottom: 60 };
  assert.deepEqual(clearPart(frame, [corner], 4), { ...frame, bottom: 40 });
  assert.deepEqual(clearPart(frame, [corner], 0.5), { ...frame, right: 80 });
});

test("of two corners each is passed on the side that costs least", () => {
  const scale = { left: 0, top: 54, right: 30, bottom: 60 };
  const zoom = { left: 90, top: 20, right: 100, bottom: 60 };
  assert.deepEqual(clearPart(frame, [scale, zoom], 1.5), {
    left: 0,
    top: 0,
    right: 90,
    bottom: 54,
  });
});

test("what lies beside the frame costs nothing", () => {
  assert.deepEqual(clearPart(frame, [{ left: 100, top: 0, right: 120, bottom: 60 }], 1), frame);
});

test("a frame that is all taken is given whole", () => {
  assert.deepEqual(clearPart(frame, [{ left: -1, top: -1, right: 101, bottom: 61 }], 1), frame);
});
