// The map needs no server once it is here. When there is none any more, Streamlit lays a dialog
// over the whole window; it goes, and a line above the panels says what stands still.
(() => {
  "use strict";
  const home = window.parent.document;

  // the window is in the language of the map, and so is the name of the frame it is in
  function name() {
    home.documentElement.lang = document.documentElement.lang;
    window.frameElement.title = document.title;
  }
  karamap.ready.then(() => {
    karamap.on("language", name);
    name();
  });

  new MutationObserver(() => {
    const dialog = home.querySelector('[data-testid="stDialog"]');
    if (!dialog) return;
    dialog.querySelector("button")?.click();
    home.body.classList.add("alone");
  }).observe(home.body, { childList: true, subtree: true });

  window.addEventListener("message", ({ data }) => {
    if (data?.type === "streamlit:render" && !data.disabled) home.body.classList.remove("alone");
  });
})();
