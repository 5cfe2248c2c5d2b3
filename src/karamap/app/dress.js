// Streamlit brings the app's style sheet in its own time, but the page measures its room at once,
// to choose the view it opens with: so the page brings the sheet to the window itself.
(() => {
  "use strict";
  const style = window.parent.document.createElement("style");
  style.textContent = SHEET;
  window.parent.document.head.append(style);
})();
