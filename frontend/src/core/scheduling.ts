// When work is done: once a frame, or after a pause.

// Call `act` at most once a frame, however often it is asked for; all share one frame request.
export const oncePerFrame = (act: () => void) => () => {
  // asked of the browser once the caller is done: the request may cost more than the caller's work
  if (waiting.size === 0) queueMicrotask(() => requestAnimationFrame(doWaiting));
  waiting.add(act);
};

const waiting = new Set<() => void>();

// Do at once what waits for the next frame: before printing there is none.
export function doWaiting() {
  const acts = [...waiting];
  waiting.clear();
  for (const act of acts) act();
}

// Call `act` when it has not been asked for during `ms`.
export function afterPause(act: () => void, ms: number) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, ms);
  };
}
