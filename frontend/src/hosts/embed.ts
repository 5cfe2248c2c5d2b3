// The page inside somebody else's page: messages that lead the map and tell of it.
// docs/embed.md is what their authors read.

import { messageOf } from "../core/errors.ts";
import type { How, Karamap } from "../core/karamap.ts";
import type { Messages as Texts } from "../core/messages.ts";
import type { View } from "../core/payload.ts";
import { afterPause, oncePerFrame } from "../core/scheduling.ts";
import * as notices from "../ui/notices.ts";

const VERSION = 1;

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

// The origin that a text names, however it is written; null if it names none.
function originOf(text: string): string | null {
  // that of pages from disk
  if (text === "null") return text;
  if (!/^[a-z][a-z0-9+.-]*:\/\/[\w.:[\]-]+\/?$/i.test(text)) return null;
  try {
    return new URL(text).origin;
  } catch {
    return null;
  }
}

// The origins that the address names, if it names any, and what of them is none.
function originsIn(asked: URLSearchParams) {
  const named = asked
    .get("origin")
    ?.split(",")
    .map((each) => each.trim())
    .filter(Boolean);
  const strange = named?.filter((each) => originOf(each) === null) ?? [];
  return {
    allowed: named?.map(originOf).filter((each) => each !== null) ?? null,
    strange: named?.length === 0 ? [""] : strange,
  };
}

// a page opened from disk has no origin to answer to
const targetOf = (origin: string) => (origin === "null" ? "*" : origin);

const isText = (value: unknown) => typeof value === "string";
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isView = (value: unknown) =>
  Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
const isDayOrNone = (value: unknown) => value === null || isText(value);
const isHow = (value: unknown) => value === undefined || isText(value);

// Each message: what its parts must be, and what it does.
const handlers = (karamap: Karamap): { [T in keyof Messages]: Handler<Messages[T]> } => ({
  setDate: [{ date: isText }, ({ date }) => karamap.setDate(date, { release: true })],
  setLayers: [{ layers: isTexts }, ({ layers }) => karamap.setLayers(layers)],
  setView: [{ view: isView }, ({ view }) => karamap.setView(view)],
  setCompare: [{ date: isDayOrNone, how: isHow }, ({ date, how }) => karamap.setCompare(date, how)],
  setLanguage: [{ language: isText }, ({ language }) => karamap.setLanguage(language)],
  get: [{}, () => {}],
});

// What is wrong with the parts of a message, if anything.
function complaint(parts: Handler<Parts>[0], type: string, message: Parts) {
  const known = ["karamap", "type", ...Object.keys(parts)];
  const strange = Object.keys(message).find((name) => !known.includes(name));
  if (strange !== undefined) return `${type} takes no ${strange.slice(0, 40)}`;
  const wrong = Object.keys(parts).find((name) => !parts[name](message[name]));
  return wrong === undefined ? null : `${type} needs another ${wrong}`;
}

const stateOf = ({ date, layers, view, compare, how, language }: Karamap) => ({
  date,
  layers,
  view,
  compare,
  how,
  language,
});

export function embedHost(karamap: Karamap, t: Texts) {
  const asked = new URLSearchParams(location.search);
  const { allowed, strange } = originsIn(asked);
  // what the parts of a message are is found out before it is acted upon
  const messages = handlers(karamap) as object as Record<string, Handler<Parts>>;

  let asker: Asker | null = null;
  const tell = ({ source, origin }: Asker, type: string, more: object) =>
    source.postMessage({ karamap: VERSION, type, ...more }, { targetOrigin: targetOf(origin) });
  const tellState = oncePerFrame(() => asker && tell(asker, "state", { state: stateOf(karamap) }));

  function hear({ data: message, source, origin }: MessageEvent) {
    if (source === null || typeof message !== "object" || message?.karamap !== VERSION) return;
    if (!Object.hasOwn(messages, message.type) || (allowed && !allowed.includes(origin))) return;
    asker = { source, origin };
    const { type } = message;
    const [parts, act] = messages[type];
    const wrong = complaint(parts, type, message);
    if (wrong) return tell(asker, "error", { of: type, message: wrong });
    try {
      act(message);
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
      // told when the map is there: what is no origin may lead nothing, and stops nothing
      if (strange.length) {
        const value = strange.join(", ").slice(0, 40);
        const expected = "https://example.org";
        notices.show(t("page.bad_parameter", { name: "origin", value, expected }));
      }
      if (window.parent === window) return;
      const ready = { karamap: VERSION, type: "ready" };
      for (const origin of allowed ?? ["*"]) window.parent.postMessage(ready, targetOf(origin));
    },
  };
}
