// Panels that fold.

// As narrow as a phone, as page.css has it: in letters, so that large ones make a screen narrow.
const NARROW = "(max-width: 43.75em)";

// Panels that fold: open on a desk, closed on a phone, one at a time there.
export function foldingPanels() {
  const narrow = matchMedia(NARROW);
  const panels = [...document.querySelectorAll<HTMLDetailsElement>("details.panel")];
  let printing = false;
  const fit = () => {
    for (const panel of panels) panel.open = !narrow.matches && !("folded" in panel.dataset);
  };
  for (const panel of panels) {
    panel.addEventListener("toggle", () => {
      if (!narrow.matches || !panel.open || printing) return;
      for (const other of panels) other.open = other === panel;
    });
  }
  narrow.addEventListener("change", fit);
  // paper has room for all of them, and for what is folded in the story
  window.addEventListener("beforeprint", () => {
    const folded = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    const fold = (open: boolean) => {
      printing = open;
      for (const each of folded) each.open = open;
    };
    fold(true);
    window.addEventListener("afterprint", () => fold(false), { once: true });
  });
  fit();
}
