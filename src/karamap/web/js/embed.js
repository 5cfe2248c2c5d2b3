// The page inside somebody else's page: messages that lead the map and tell of it.
// docs/embed.md is what their authors read.

function embedded(karamap) {
  const VERSION = 1;
  const asked = new URLSearchParams(location.search);
  const allowed = asked.get("origin")?.split(",").map((each) => each.trim()).filter(Boolean) ?? null;
  // a page opened from disk has no origin to answer to
  const target = (origin) => (origin === "null" ? "*" : origin);

  const isText = (value) => typeof value === "string";
  const isTexts = (value) => Array.isArray(value) && value.every(isText);
  const isView = (value) => Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
  const isDayOrNone = (value) => value === null || isText(value);
  const isHow = (value) => value === undefined || isText(value);

  // Each message: what its parts must be, and what it does.
  const messages = {
    setDate: [{ date: isText }, ({ date }) => karamap.setDate(date, { release: true })],
    setLayers: [{ layers: isTexts }, ({ layers }) => karamap.setLayers(layers)],
    setView: [{ view: isView }, ({ view }) => karamap.setView(view)],
    setCompare: [{ date: isDayOrNone, how: isHow }, ({ date, how }) => karamap.setCompare(date, how)],
    setLanguage: [{ language: isText }, ({ language }) => karamap.setLanguage(language)],
    get: [{}, () => {}],
  };

  const stateNow = () => ({
    date: karamap.date,
    layers: karamap.layers,
    view: karamap.view,
    compare: karamap.compare,
    how: karamap.how,
    language: karamap.language,
  });

  let asker = null;
  const tell = ({ source, origin }, type, more) =>
    source.postMessage({ karamap: VERSION, type, ...more }, target(origin));
  const tellState = oncePerFrame(() => asker && tell(asker, "state", { state: stateNow() }));

  function complaint(type, message) {
    const [parts] = messages[type];
    const known = ["karamap", "type", ...Object.keys(parts)];
    const strange = Object.keys(message).find((name) => !known.includes(name));
    if (strange !== undefined) return `${type} takes no ${strange.slice(0, 40)}`;
    const wrong = Object.keys(parts).find((name) => !parts[name](message[name]));
    return wrong === undefined ? null : `${type} needs another ${wrong}`;
  }

  function hear({ data: message, source, origin }) {
    if (source === null || typeof message !== "object" || message?.karamap !== VERSION) return;
    if (!Object.hasOwn(messages, message.type) || (allowed && !allowed.includes(origin))) return;
    asker = { source, origin };
    const { type } = message;
    const wrong = complaint(type, message);
    if (wrong) return tell(asker, "error", { of: type, message: wrong });
    try {
      messages[type][1](message);
    } catch (error) {
      return tell(asker, "error", { of: type, message: error.message });
    }
    tellState();
  }

  return {
    start() {
      document.body.classList.toggle("with-panels", asked.get("panels") === "1");
      window.addEventListener("message", hear);
      for (const event of ["date", "layers", "compare", "language"]) karamap.on(event, tellState);
      karamap.on("view", afterPause(tellState, 100));
      if (window.parent === window) return;
      const ready = { karamap: VERSION, type: "ready" };
      for (const origin of allowed ?? ["*"]) window.parent.postMessage(ready, target(origin));
    },
  };
}
