// When work is done: once a frame, or after a pause.

// Call `act` at most once a frame, however often it is asked for; all share one frame request.
export const oncePerFrame = (() => {
  const waiting = new Set<() => void>();
  const flush = () => {
    const acts = [...waiting];
    waiting.clear();
    for (const act of acts) act();
  };
  return (act: () => void) => () => {
    // asked of the browser once the caller is done: the request may cost more than the caller's work
    if (waiting.size === 0) queueMicrotask(() => requestAnimationFrame(flush));
    waiting.add(act);
  };
})();

// Call `act` when it has not been asked for during `ms`.
export function afterPause(act: () => void, ms: number) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, ms);
  };
}
