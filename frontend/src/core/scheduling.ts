// When work is done: once a frame, after a pause, or while nothing else is to be done.

// Call `act` at most once a frame, however often it is asked for; all share one frame request.
export const oncePerFrame = (act: () => void) => () => {
  // asked of the browser once the caller is done: the request may cost more than the caller's work
  if (waiting.size === 0) queueMicrotask(() => requestAnimationFrame(doWaiting));
  waiting.add(act);
};

const waiting = new Set<() => void>();
// when the page was last drawn anew
let drawn = 0;

// Do at once what waits for the next frame: before printing there is none.
export function doWaiting() {
  const acts = [...waiting];
  waiting.clear();
  for (const act of acts) act();
  drawn = performance.now();
}

// Call `act` when it has not been asked for during `ms`.
export function afterPause(act: () => void, ms: number) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, ms);
  };
}

// Where nothing tells of idle moments (as in Safari), a short one now and then, while no step is taken.
const CALM_MS = 300;
const MOMENT_MS = 8;
const soon = (act: IdleRequestCallback) =>
  setTimeout(() => {
    const now = performance.now();
    if (now - drawn < CALM_MS) soon(act);
    else act({ didTimeout: false, timeRemaining: () => now + MOMENT_MS - performance.now() });
  }, 50);

// Do what waits, the last first, a little in each idle moment.
export function whileIdle(waiting: (() => void)[]) {
  const idle = window.requestIdleCallback ?? soon;
  const work = (deadline: IdleDeadline) => {
    while (waiting.length && deadline.timeRemaining() > 2) waiting.pop()?.();
    if (waiting.length) idle(work);
  };
  idle(work);
}
