// The dates in large type: that of the map, and that of the map beside or under it.

function readOut(data, t) {
  const holders = Object.keys(data.style.styles).filter((key) => key.startsWith("control:"));
  const periodAt = (day) => t(data.periods.findLast(([start]) => start <= day)[1]);
  const boxes = Object.fromEntries(
    ["date", "compare"].map((end) => {
      const box = document.querySelector(`.read-out[data-end="${end}"]`);
      const part = (name) => box.querySelector(`.${name}`);
      const [date, period, note, holding] = ["date", "period", "year-note", "holders"].map(part);
      return [end, { date, period, note, holders: holding }];
    }),
  );
  const against = byId("against");

  // Day and year, each kept on a line, in the order of the language ("1992 թ. մայիսի 18").
  function dayAndYear(text) {
    const parts = text.match(/^(\d{4} \S+) (.+)$/) ?? text.match(/^(.+?) (\d{4}.*)$/) ?? [text, text];
    return parts.slice(1).flatMap((part, index) => [
      index ? " " : "",
      el("span", { class: /^\d{4}/.test(part) ? "year" : "" }, part),
    ]);
  }

  // Show a day at one end of a comparison; the map's own is `date`.
  function draw(end, day) {
    const { date, period, note } = boxes[end];
    date.replaceChildren(...dayAndYear(t.date(day)));
    say(period, periodAt(day));
    note.hidden = !day.endsWith("-12-31");
  }

  // Under each of two dates, who held how much.
  function drawHolders(end, tally) {
    const there = tally ? holders.filter((key) => tally.of(key).count > 0) : [];
    boxes[end].holders.replaceChildren(
      ...there.map((key) => {
        const sign = symbols.swatch(key, data.style.styles[key], "area", data.style.control_opacity);
        const area = t("legend.area", { km2: t.number(tally.of(key).km2) });
        return el("li", {}, sign, el("span", {}, t(`class.${key}`)), el("span", { class: "km2" }, area));
      }),
    );
  }

  // Name the day that the one map is compared with (null: none).
  function drawAgainst(day) {
    against.hidden = day === null;
    if (day !== null) say(against, t("compare.against", { date: t.date(day) }));
  }

  return { draw, drawHolders, drawAgainst, periodAt };
}
