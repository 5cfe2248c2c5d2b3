// Hatches: SVG patterns, one for each name in the style table, shared by map and legend.

const hatches = (() => {
  const line = (d, stroke, width) => svg("path", { d, stroke, "stroke-width": width, fill: "none" });

  const tile = (name, size, angle, ...marks) =>
    svg(
      "pattern",
      {
        id: `hatch-${name}`,
        width: size,
        height: size,
        patternUnits: "userSpaceOnUse",
        patternTransform: `rotate(${angle})`,
      },
      ...marks,
    );

  const drawings = {
    contested: (ink) => tile("contested", 7, 45, line("M0 3.5H7", ink, 1.5)),
    peacekeeping: (ink) => tile("peacekeeping", 9, -45, line("M0 4.5H9", ink, 1)),
    buffer: (ink) => tile("buffer", 8, 0, svg("circle", { cx: 4, cy: 4, r: 1.1, fill: ink })),
    corridor: (ink) => tile("corridor", 6, 20, line("M0 3H6M3 0V6", ink, 0.8)),
  };

  // Put the patterns into the document; each takes the stroke colour of the class that uses it.
  function define(style) {
    const inks = {};
    for (const look of Object.values(style.styles)) {
      if (look.hatch) inks[look.hatch] = look.stroke ?? style.colours.ink;
    }
    const patterns = Object.entries(inks).map(([name, ink]) => drawings[name](ink));
    document.body.append(
      svg("svg", { width: 0, height: 0, class: "patterns", "aria-hidden": "true" }, ...patterns),
    );
  }

  return { define, fill: (name) => `url(#hatch-${name})` };
})();
