// Inside the app the page sits in a frame: the address that follows the map, and that back and
// forward lead the map along, is that of the window around it. Python hears of the date from the
// page's own report, and reads the address only once, when a reader arrives.
((choosable, languages) => {
  "use strict";
  const home = window.parent;
  const SETTLED_MS = 250;
  const USUAL_HOW = "changes";
  const USUAL_THEME = "screen";
  // the language a reader gets without asking for one
  const own = navigator.language.slice(0, 2);
  const usualLanguage = languages.includes(own) ? own : "en";
  let usual = "";

  const layersNow = () => choosable.filter((id) => karamap.layers.includes(id)).join();

  // Layers are named only where they are not those the map opens with.
  function addressNow() {
    const asked = new URLSearchParams(home.location.search);
    for (const name of ["year", "layers", "compare", "how", "mode", "theme", "lang", "place", "claim", "tour"]) asked.delete(name);
    asked.set("date", karamap.date);
    if (layersNow() !== usual) asked.set("layers", layersNow());
    asked.set("view", karamap.view.join());
    if (karamap.compare !== null) asked.set("compare", karamap.compare);
    if (karamap.compare !== null && karamap.how !== USUAL_HOW) asked.set("how", karamap.how);
    if (karamap.language !== usualLanguage) asked.set("lang", karamap.language);
    if (karamap.mode !== null) asked.set("mode", karamap.mode);
    if (karamap.theme !== USUAL_THEME) asked.set("theme", karamap.theme);
    return `?${asked.toString().replaceAll("%2C", ",")}`;
  }

  const whatIsShown = (search) => {
    const asked = new URLSearchParams(search);
    const [date, compare, how] = ["date", "compare", "how"].map((name) => asked.get(name));
    return `${date} ${asked.get("layers") ?? usual} ${compare} ${how}`;
  };

  // Another date, comparison or other layers make a new entry in the history; panning alters the one there is,
  // and so does the first address, which only completes the one the reader came by.
  let arrived = false;
  let leading = false;
  function write() {
    const next = addressNow();
    if (leading || next === home.location.search) return;
    const anew = arrived && whatIsShown(next) !== whatIsShown(home.location.search);
    home.history[anew ? "pushState" : "replaceState"](home.history.state, "", next + home.location.hash);
    arrived = true;
  }

  let timer = 0;
  function writeSoon() {
    clearTimeout(timer);
    timer = setTimeout(write, SETTLED_MS);
  }

  // Presenting and its look are of the window alone: Python has nothing to say to them.
  function dress() {
    const asked = new URLSearchParams(home.location.search);
    try {
      karamap.setTheme(asked.get("theme") ?? USUAL_THEME);
      karamap.setMode(asked.get("mode"));
    } catch (error) {
      console.warn(error.message);
    }
  }

  function lead() {
    const asked = new URLSearchParams(home.location.search);
    leading = true;
    try {
      karamap.setDate(asked.get("date"));
      karamap.setLayers((asked.get("layers") ?? usual).split(",").filter(Boolean));
      karamap.setView(asked.get("view").split(",").map(Number));
      karamap.setCompare(asked.get("compare"), asked.get("how") ?? USUAL_HOW);
      karamap.setLanguage(asked.get("lang") ?? usualLanguage);
    } catch (error) {
      // an address typed by hand: the map stays as it is
      console.warn(error.message);
    }
    dress();
    karamap.release();
    leading = false;
  }

  window.karamap.ready.then(() => {
    usual = layersNow();
    dress();
    karamap.on("release", write);
    karamap.on("layers", writeSoon);
    karamap.on("view", writeSoon);
    for (const event of ["compare", "mode", "theme", "language"]) karamap.on(event, writeSoon);
    home.addEventListener("popstate", lead);
    // what Python asks for is on the map by then: the page listened first
    window.addEventListener("message", ({ data }) => {
      if (data?.type !== "streamlit:render" || data.args.date !== karamap.date) return;
      if (arrived) return karamap.release();
      const asked = new URLSearchParams(home.location.search);
      write();
      karamap.openAsked(asked);
    });
  });
})(CHOOSABLE, LANGUAGES);
