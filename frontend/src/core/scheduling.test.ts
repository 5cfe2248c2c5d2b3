import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { doWaiting, whileIdle } from "./scheduling.ts";

test("where no browser tells of idle moments, none is taken between steps in time", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let now = 1000;
  mock.method(performance, "now", () => now);
  Object.assign(globalThis, { window: {} });
  const pass = (ms: number) => {
    now += ms;
    mock.timers.tick(ms);
  };
  let made = 0;
  doWaiting();
  whileIdle([() => made++, () => made++]);
  for (let step = 0; step < 20; step++) {
    pass(100);
    doWaiting();
  }
  assert.equal(made, 0);
  for (let moment = 0; moment < 10; moment++) pass(50);
  assert.equal(made, 2);
});
