import assert from "node:assert/strict";
import { test } from "node:test";
import { playback } from "./playback.ts";

// A window in which every frame and every pause is over at once when it is told to go on.
function atOnce() {
  const waiting: (() => void)[] = [];
  const later = (act: () => void) => waiting.push(act);
  Object.assign(globalThis, {
    window: { setTimeout: later },
    requestAnimationFrame: later,
    clearTimeout: () => {},
  });
  return () => waiting.shift()?.();
}

test("playing steps until there is no step, and tells that it began and ended", () => {
  const goOn = atOnce();
  const told: string[] = [];
  let left = 3;
  const player = playback({
    step: () => left-- > 0,
    pauseMs: () => 0,
    turned: () => void told.push(`${player.playing}, ${left} left`),
  });
  player.toggle();
  for (let act = 0; act < 20; act++) goOn();
  assert.deepEqual(told, ["true, 3 left", "false, -1 left"]);
});

test("what is paused takes no step more", () => {
  const goOn = atOnce();
  let steps = 0;
  const player = playback({
    step: () => Boolean(++steps),
    pauseMs: () => 0,
    turned: () => {},
  });
  player.play();
  goOn();
  player.toggle();
  assert.equal(player.playing, false);
  goOn();
  goOn();
  assert.equal(steps, 1);
});
