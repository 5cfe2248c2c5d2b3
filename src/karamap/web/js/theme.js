// The look of everything, from one of the themes of the style table.

// `redraw` is called once `data.style` is the theme asked for.
function theming(data, t, redraw) {
  const expected = Object.keys(data.themes).join(", ");
  const root = document.documentElement;

  function wear(name) {
    data.style = data.themes[name];
    const { colours, relief } = data.style;
    root.dataset.theme = name;
    for (const [part, colour] of Object.entries(colours)) root.style.setProperty(`--${part}`, colour);
    root.style.setProperty("--relief", relief.strength);
    root.style.setProperty("--relief-filter", relief.grey ? "grayscale(1)" : "none");
    hatches.define(data.style);
    redraw();
  }

  return {
    get name() {
      return data.style.theme;
    },
    wear(name) {
      if (!Object.hasOwn(data.themes, name)) {
        const asked = { name: "theme", value: String(name).slice(0, 40), expected };
        throw new RangeError(t("page.bad_parameter", asked));
      }
      if (name !== data.style.theme) wear(name);
    },
  };
}
