// The map needs no server once it is here. When there is none any more, Streamlit tells its host,
// which is its own window where nothing else shows it; a line above the panels says what stands
// still. It opens no dialog over the map: `server.py`.
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

  window.parent.addEventListener("message", ({ data }) => {
    if (data?.type === "CLIENT_ERROR_DIALOG") home.body.classList.add("alone");
  });

  window.addEventListener("message", ({ data }) => {
    if (data?.type === "streamlit:render" && !data.disabled) home.body.classList.remove("alone");
  });
})();
