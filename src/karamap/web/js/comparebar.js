// The row that governs a comparison: both dates, which of them the timeline moves, and the way.

function compareBar(t, { lead, swap, setHow, close }) {
  const bar = byId("compare-bar");
  const chips = Object.fromEntries(["date", "compare"].map((end) => [end, byId(`chip-${end}`)]));
  const ways = [...bar.querySelectorAll("[data-how]")];
  for (const [end, chip] of Object.entries(chips)) chip.addEventListener("click", () => lead(end));
  for (const way of ways) way.addEventListener("click", () => setHow(way.dataset.how));
  byId("swap").addEventListener("click", swap);
  byId("end-compare").addEventListener("click", close);

  const shortDate = (day) =>
    t("date.long", {
      day: Number(day.slice(8)),
      month: t(`month_short.${Number(day.slice(5, 7))}`),
      year: day.slice(0, 4),
    });

  return {
    shortDate,
    show({ date, compare, how, led }) {
      const days = { date, compare };
      for (const [end, chip] of Object.entries(chips)) {
        say(chip, shortDate(days[end]));
        chip.setAttribute("aria-pressed", end === led);
        chip.title = t(end === led ? "compare.led" : "compare.lead", { date: longDate(t, days[end]) });
      }
      for (const way of ways) way.setAttribute("aria-pressed", way.dataset.how === how);
      bar.hidden = false;
    },
    hide: () => (bar.hidden = true),
    focus: () => chips.compare.focus(),
  };
}
