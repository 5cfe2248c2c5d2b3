// The page inside somebody else's page: messages that lead the map and tell of it.
// docs/embed.md is what their authors read.

import { messageOf } from "../core/errors.ts";
import type { How, Karamap } from "../core/karamap.ts";
import type { View } from "../core/payload.ts";
import { afterPause, oncePerFrame } from "../core/scheduling.ts";

// The messages that others may send, with their parts.
interface Messages {
  setDate: { date: string };
  setLayers: { layers: string[] };
  setView: { view: View };
  setCompare: { date: string | null; how?: How };
  setLanguage: { language: string };
  get: object;
}

type Parts = Record<string, unknown>;
type Handler<M> = [{ [P in keyof M]-?: (value: unknown) => boolean }, (message: M) => void];

interface Asker {
  source: MessageEventSource;
  origin: string;
}

export function embedHost(karamap: Karamap) {
  const VERSION = 1;
  const asked = new URLSearchParams(location.search);
  const allowed =
    asked
      .get("origin")
      ?.split(",")
      .map((each) => each.trim())
      .filter(Boolean) ?? null;
  // a page opened from disk has no origin to answer to
  const target = (origin: string) => (origin === "null" ? "*" : origin);

  const isText = (value: unknown) => typeof value === "string";
  const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
  const isView = (value: unknown) =>
    Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
  const isDayOrNone = (value: unknown) => value === null || isText(value);
  const isHow = (value: unknown) => value === undefined || isText(value);

  // Each message: what its parts must be, and what it does.
  const messages: { [T in keyof Messages]: Handler<Messages[T]> } = {
    setDate: [{ date: isText }, ({ date }) => karamap.setDate(date, { release: true })],
    setLayers: [{ layers: isTexts }, ({ layers }) => karamap.setLayers(layers)],
    setView: [{ view: isView }, ({ view }) => karamap.setView(view)],
    setCompare: [
      { date: isDayOrNone, how: isHow },
      ({ date, how }) => karamap.setCompare(date, how),
    ],
    setLanguage: [{ language: isText }, ({ language }) => karamap.setLanguage(language)],
    get: [{}, () => {}],
  };
  // what the parts of a message are is found out before it is acted upon
  const handlerOf = (type: string) => messages[type as keyof Messages] as Handler<Parts>;

  const stateNow = () => ({
    date: karamap.date,
    layers: karamap.layers,
    view: karamap.view,
    compare: karamap.compare,
    how: karamap.how,
    language: karamap.language,
  });

  let asker: Asker | null = null;
  const tell = ({ source, origin }: Asker, type: string, more: object) =>
    source.postMessage({ karamap: VERSION, type, ...more }, { targetOrigin: target(origin) });
  const tellState = oncePerFrame(() => asker && tell(asker, "state", { state: stateNow() }));

  function complaint(type: string, message: Parts) {
    const [parts] = handlerOf(type);
    const known = ["karamap", "type", ...Object.keys(parts)];
    const strange = Object.keys(message).find((name) => !known.includes(name));
    if (strange !== undefined) return `${type} takes no ${strange.slice(0, 40)}`;
    const wrong = Object.keys(parts).find((name) => !parts[name](message[name]));
    return wrong === undefined ? null : `${type} needs another ${wrong}`;
  }

  function hear({ data: message, source, origin }: MessageEvent) {
    if (source === null || typeof message !== "object" || message?.karamap !== VERSION) return;
    if (!Object.hasOwn(messages, message.type) || (allowed && !allowed.includes(origin))) return;
    asker = { source, origin };
    const { type } = message;
    const wrong = complaint(type, message);
    if (wrong) return tell(asker, "error", { of: type, message: wrong });
    try {
      handlerOf(type)[1](message);
    } catch (error) {
      return tell(asker, "error", { of: type, message: messageOf(error) });
    }
    tellState();
  }

  return {
    start() {
      document.body.classList.toggle("with-panels", asked.get("panels") === "1");
      window.addEventListener("message", hear);
      for (const event of ["date", "layers", "compare", "language"] as const)
        karamap.on(event, tellState);
      karamap.on("view", afterPause(tellState, 100));
      if (window.parent === window) return;
      const ready = { karamap: VERSION, type: "ready" };
      for (const origin of allowed ?? ["*"]) window.parent.postMessage(ready, target(origin));
    },
  };
}
