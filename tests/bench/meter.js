// Watches a map from inside its page: when a key was pressed, what the map showed in each frame
// after, and when the day asked for was painted. Runs in the outermost frame.
(() => {
  if (window.top !== window) {
    // keys pressed inside a frame are told to the outermost one, on its clock
    const lag = performance.timeOrigin - window.top.performance.timeOrigin;
    const tell = ({ timeStamp }) => window.top.meter?.pressed(timeStamp + lag);
    addEventListener("keydown", tell, true);
    return;
  }
  const meter = (window.meter = { look: null, first: null, pressed: () => {} });
  addEventListener("keydown", ({ timeStamp }) => meter.pressed(timeStamp), true);

  // look() tells { day, shown } by what is in the document: the day on the map, and whether any
  // of its features is there.
  const seen = () => {
    try {
      return meter.look?.() ?? { day: null, shown: false };
    } catch {
      return { day: null, shown: false };
    }
  };

  // One step: told once the frame in which `day` came into the document is behind us, that is when
  // the one after it begins. Nothing runs before the key is pressed: a page at rest stays at rest.
  meter.step = (day) => {
    const told = { frames: 0, blank: 0 };
    meter.done = new Promise((done) => {
      meter.pressed = (at) => {
        meter.pressed = () => {};
        let found = false;
        const frame = () => {
          if (found) return done({ ...told, painted: performance.now() - at });
          const { day: there, shown } = seen();
          told.frames += 1;
          if (!shown) told.blank += 1;
          found = shown && there === day;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      };
    });
  };

  // When the map was first painted, in ms since the page was asked for.
  const opening = (now) => {
    if (meter.found) return void (meter.first = now);
    meter.found = seen().shown;
    requestAnimationFrame(opening);
  };
  requestAnimationFrame(opening);

  // Interactions as the browser itself times them, from the event to the next paint, in steps of
  // 8 ms; those under 16 ms are not told.
  meter.slow = [];
  new PerformanceObserver((list) => {
    const keys = list.getEntries().filter(({ name }) => name === "keydown");
    meter.slow.push(...keys.map(({ duration }) => duration));
  }).observe({ type: "event", durationThreshold: 16 });
})();
