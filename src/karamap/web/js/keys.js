// The keyboard: time from anywhere on the page, except where a key has a meaning of its own.

// `acts` has what a key does besides moving time: by key, and `identify` for the middle of the map.
function keyboard(data, map, clock, line, handle, acts) {
  const typing = (node) => node.matches("input:not([type=range]):not([type=checkbox]), select, textarea");
  const pressing = (node) => node.closest("button, summary, a, input[type=checkbox]");
  // The map pans by arrow keys when it was reached by keyboard, not when it was clicked.
  const reachedBy = (keyboard) => map.getContainer().classList.toggle("by-keyboard", keyboard);
  const panning = (node) => node === map.getContainer() && node.classList.contains("by-keyboard");
  document.addEventListener("pointerdown", () => reachedBy(false), true);

  const onDays = () => document.activeElement?.id === "day";
  const step = (by) => (onDays() ? line.stepDays(by) : line.stepYears(by));
  const DECADE = 10;
  const MONTH = 30;

  const timeKeys = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    ArrowDown: () => step(-1),
    ArrowUp: () => step(1),
    PageUp: () => step(onDays() ? MONTH : DECADE),
    PageDown: () => step(onDays() ? -MONTH : -DECADE),
    Home: () => line.goTo(onDays() ? `${time.year(clock.date)}-01-01` : data.first),
    End: () => line.goTo(onDays() ? time.yearEnd(time.year(clock.date)) : data.last),
    n: line.next,
    p: line.previous,
  };

  const actOf = (key) => timeKeys[key] ?? acts[key];

  document.addEventListener(
    "keydown",
    (event) => {
      const { key, target } = event;
      if (key === "Tab") reachedBy(true);
      if (event.ctrlKey || event.altKey || event.metaKey || typing(target)) return;
      if (panning(target)) {
        if (key === "Enter") acts.identify();
        if (key.startsWith("Arrow")) return;
      }
      if (key === " " && pressing(target)) return;
      const act = handle.has(target) && handle.act(key) || actOf(key) || actOf(key.toLowerCase());
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    true,
  );
}
