// The page inside the Streamlit app: its component messages, spoken without a library.

function component(karamap) {
  const API_VERSION = 1;
  const DEFAULT_HEIGHT = 720;
  const send = (type, message) =>
    window.parent.postMessage({ isStreamlitMessage: true, type, ...message }, "*");
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  // a date of null: nothing is compared
  const compareNow = () => ({ date: karamap.compare, how: karamap.how });
  const readers = {
    date: [() => karamap.date, (day) => karamap.setDate(day)],
    layers: [() => karamap.layers, (ids) => karamap.setLayers(ids)],
    language: [() => karamap.language, (language) => karamap.setLanguage(language)],
    view: [() => karamap.view, (view) => karamap.setView(view)],
    compare: [compareNow, ({ date, how }) => karamap.setCompare(date, how)],
  };

  let clicked = null;
  let reported = null;
  // what was reported and has not come back from Python yet: never to be applied again
  const underway = Object.fromEntries(Object.keys(readers).map((name) => [name, []]));
  const given = {};

  function report() {
    const now = Object.entries(readers).map(([name, [read]]) => [name, read()]);
    const value = { ...Object.fromEntries(now), clicked };
    if (same(value, reported)) return;
    for (const name of Object.keys(readers)) {
      if (!same(value[name], reported?.[name])) underway[name].push(value[name]);
    }
    reported = value;
    send("streamlit:setComponentValue", { value, dataType: "json" });
  }

  // A server that comes back may know nothing of this map, or what it was told before it went:
  // the map tells it all anew, and takes nothing from it until all of that has come back.
  let alone = false;
  let telling = false;
  function tellAnew() {
    for (const name of Object.keys(readers)) underway[name].length = 0;
    reported = null;
    telling = true;
    report();
  }
  const heard = (args) => Object.keys(readers).every((name) => same(args[name], reported[name]));

  // Apply what Python asks for, unless it only gives back what the reader did.
  function follow(args) {
    if (telling && !heard(args)) return;
    telling = false;
    for (const [name, [now, apply]] of Object.entries(readers)) {
      const wanted = args[name];
      if (wanted === undefined || wanted === null || same(wanted, given[name])) continue;
      given[name] = wanted;
      const echo = underway[name].findIndex((value) => same(value, wanted));
      if (echo >= 0) underway[name].splice(0, echo + 1);
      else if (!karamap.dragging && !same(wanted, now())) apply(wanted);
    }
  }

  let applying = false;
  window.addEventListener("message", ({ data, source }) => {
    if (source !== window.parent || data?.type !== "streamlit:render") return;
    const args = data.args ?? {};
    const back = alone && !data.disabled;
    // Streamlit disables what nobody answers
    alone = Boolean(data.disabled);
    if (back) return tellAnew();
    applying = true;
    try {
      follow(args);
    } catch (error) {
      notices.show(error.message);
    }
    applying = false;
    send("streamlit:setFrameHeight", { height: args.height ?? DEFAULT_HEIGHT });
  });

  karamap.on("release", report);
  for (const event of ["layers", "language"]) karamap.on(event, () => !applying && report());
  karamap.on("view", afterPause(report, 400));
  karamap.on("click", (what) => {
    clicked = what;
    report();
  });

  return {
    start() {
      send("streamlit:componentReady", { apiVersion: API_VERSION });
      send("streamlit:setFrameHeight", { height: DEFAULT_HEIGHT });
    },
  };
}
