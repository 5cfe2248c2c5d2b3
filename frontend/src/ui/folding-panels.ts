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
  // paper has room for all of them
  let open: boolean[] = [];
  window.addEventListener("beforeprint", () => {
    printing = true;
    open = panels.map((panel) => panel.open);
    for (const panel of panels) panel.open = true;
  });
  window.addEventListener("afterprint", () => {
    printing = false;
    for (const [index, panel] of panels.entries()) panel.open = open[index];
  });
  fit();
}
