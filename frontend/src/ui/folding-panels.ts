// Panels that fold.

// Panels that fold: open on a desk, closed on a phone, one at a time there.
export function foldingPanels() {
  const narrow = matchMedia("(max-width: 700px)");
  const panels = [...document.querySelectorAll<HTMLDetailsElement>("details.panel")];
  const fit = () => {
    for (const panel of panels) panel.open = !narrow.matches && !("folded" in panel.dataset);
  };
  for (const panel of panels) {
    panel.addEventListener("toggle", () => {
      if (!narrow.matches || !panel.open) return;
      for (const other of panels) other.open = other === panel;
    });
  }
  narrow.addEventListener("change", fit);
  fit();
}
