import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { setTimeout as after } from "node:timers/promises";
import { ownFullScreen } from "./full-screen.ts";

// A browser that takes some time to fill the screen, and loses what it is asked meanwhile.
class Screen extends EventTarget {
  fullscreenElement: object | null = null;
  refuses = false;
  private busy = false;
  documentElement = { requestFullscreen: () => this.become(this.documentElement) };
  exitFullscreen = () => this.become(null);

  private async become(element: object | null) {
    if (this.busy) return new Promise<void>(() => {});
    this.busy = true;
    await after(2);
    this.busy = false;
    if (this.refuses) throw new TypeError("no");
    this.show(element);
  }

  show(element: object | null) {
    this.fullscreenElement = element;
    this.dispatchEvent(new Event("fullscreenchange"));
  }
}

const globals = globalThis as { document?: unknown; navigator?: unknown };
// node 20 has none yet
globals.navigator ??= {};

function opened() {
  const screen = new Screen();
  Object.assign(globals, { document: screen });
  let left = 0;
  const own = ownFullScreen(() => left++);
  return { screen, own, left: () => left, isFull: () => screen.fullscreenElement !== null };
}
afterEach(() => delete globals.document);

test("however fast a presentation begins and ends, the screen is as it was wanted last", async () => {
  // bits of a number are begins and ends, and waits between them
  for (let turns = 0; turns < 64; turns++) {
    const { own, isFull, left } = opened();
    let wanted = false;
    for (let at = 0; at < 6; at += 2) {
      wanted = Boolean(turns & (1 << at));
      if (wanted) own.fill();
      else own.leave();
      if (turns & (1 << (at + 1))) await after(1);
    }
    await after(12);
    assert.equal(isFull(), wanted, turns.toString(2));
    assert.equal(left(), 0);
  }
});

test("a browser's own key ends the presentation", async () => {
  const { screen, own, left, isFull } = opened();
  await own.fill();
  assert.ok(isFull());
  screen.show(null);
  assert.equal(left(), 1);
  await own.fill();
  assert.ok(isFull());
});

test("a screen that is refused is not asked for again", async () => {
  const { screen, own, isFull, left } = opened();
  screen.refuses = true;
  await own.fill();
  screen.refuses = false;
  await own.leave();
  assert.ok(!isFull());
  assert.equal(left(), 0);
});

test("a reader's own full screen stays", async () => {
  const { screen, own, isFull } = opened();
  screen.show({});
  await own.fill();
  await own.leave();
  assert.ok(isFull());
});
