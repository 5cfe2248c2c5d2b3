// The keyboard: time from anywhere on the page, except where a key has a meaning of its own.

// `acts` has what a key does besides moving time: by key, and `identify` for the middle of the map.
// `own` are parts of the page in which keys have a meaning of their own.
function keyboard(data, map, clock, line, own, story, acts) {
  const typing = (node) => node.matches("input:not([type=range]):not([type=checkbox]), select, textarea");
  const pressing = (node) => node.closest("button, summary, a, input[type=checkbox]");
  // The map pans by arrow keys when it was reached by keyboard, not when it was clicked.
  const reachedBy = (keyboard) => map.getContainer().classList.toggle("by-keyboard", keyboard);
  const panning = (node) => node === map.getContainer() && node.classList.contains("by-keyboard");
  document.addEventListener("pointerdown", () => reachedBy(false), true);

  // What scrolls and has the focus is scrolled, and tabs are gone through, by the browser's own keys.
  const SCROLLING = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];
  const scrolls = (node) =>
    node.scrollHeight > node.clientHeight + 1 && getComputedStyle(node).overflowY === "auto";
  const paging = (key) => story.touring && key.startsWith("Page");
  const keepsKey = (node, key) =>
    (node.role === "tab" && /^(Arrow|Home|End)/.test(key)) ||
    (SCROLLING.includes(key) && !paging(key) && scrolls(node));

  const onDays = () => document.activeElement?.id === "day";
  const step = (by) => (onDays() ? line.stepDays(by) : line.stepYears(by));
  const DECADE = 10;
  const MONTH = 30;

  const timeKeys = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    ArrowDown: () => step(-1),
    ArrowUp: () => step(1),
    // while the tour is on, these lead through it, as a remote control does
    PageUp: () => (story.touring ? story.tour.previous() : step(onDays() ? MONTH : DECADE)),
    PageDown: () => (story.touring ? story.tour.next() : step(onDays() ? -MONTH : -DECADE)),
    Home: () => line.goTo(onDays() ? `${time.year(clock.date)}-01-01` : data.first),
    End: () => line.goTo(onDays() ? time.yearEnd(time.year(clock.date)) : data.last),
    n: line.next,
    p: line.previous,
  };

  const actOf = (key) => (letters.free(key) ? timeKeys[key] ?? acts[key] : undefined);
  const ownAct = (node, key) => own.find((part) => part.has(node))?.act(key);

  document.addEventListener(
    "keydown",
    (event) => {
      const { key, target } = event;
      if (key === "Tab") reachedBy(true);
      if (event.ctrlKey || event.altKey || event.metaKey || typing(target)) return;
      // the box of keys is over everything, and closes by itself
      if (target.closest("dialog")) return;
      if (keepsKey(target, key)) return;
      if (panning(target)) {
        if (key === "Enter") acts.identify();
        if (key.startsWith("Arrow")) return;
      }
      if (key === " " && target.matches("a[role=button]")) {
        event.preventDefault();
        return target.click();
      }
      if (key === " " && pressing(target)) return;
      const act = ownAct(target, key) ?? actOf(key) ?? actOf(key.toLowerCase());
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    true,
  );
}
