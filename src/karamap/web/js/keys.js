// The keyboard: time from anywhere on the page, except where a key has a meaning of its own.

function keyboard(data, map, karamap, line, play, fullScreen, identifyCentre) {
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
    Home: () => line.goTo(onDays() ? `${time.year(karamap.date)}-01-01` : data.first),
    End: () => line.goTo(onDays() ? time.yearEnd(time.year(karamap.date)) : data.last),
    n: line.next,
    p: line.previous,
    f: fullScreen,
  };

  document.addEventListener(
    "keydown",
    (event) => {
      const { key, target } = event;
      if (key === "Tab") reachedBy(true);
      if (event.ctrlKey || event.altKey || event.metaKey || typing(target)) return;
      if (key === "Escape") return void map.closePopup();
      if (panning(target)) {
        if (key === "Enter") identifyCentre();
        if (key.startsWith("Arrow")) return;
      }
      const act = key === " " && !pressing(target) ? play.toggle : timeKeys[key] ?? timeKeys[key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    true,
  );
}
