// Texts of the page that follow its language, and the choice of language.

import type { Messages } from "../core/messages.ts";
import type { Loaded } from "../core/payload.ts";
import type { Store } from "../core/store.ts";
import type { Attributes } from "./dom.ts";
import { byId, el, say } from "./dom.ts";

// A text that is written anew when the language changes.
export const told = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  t: Messages,
  key: string,
  attributes: Attributes = {},
  values: Record<string, string> = {},
) => el(tag, { "data-t": key, ...attributes, ...prefixed(values) }, t(key, values));

// Attributes of one text that are written anew, too.
export const toldAs = (t: Messages, key: string, ...names: ("title" | "aria-label")[]) =>
  Object.fromEntries(
    names.flatMap((name) => [
      [`data-t-${name}`, key],
      [name, t(key)],
    ]),
  );

const prefixed = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`data-${name}`, value]));

// Write every such text, wherever it is, in the language of now.
function writeTexts(t: Messages) {
  for (const node of document.querySelectorAll<HTMLElement>("[data-t]"))
    say(node, t(node.dataset.t ?? "", node.dataset));
  for (const name of ["title", "aria-label", "placeholder"]) {
    for (const node of document.querySelectorAll<HTMLElement>(`[data-t-${name}]`)) {
      const hint = name === "title" && node.dataset.key ? ` (${node.dataset.key})` : "";
      node.setAttribute(name, t(node.getAttribute(`data-t-${name}`) ?? "") + hint);
    }
  }
}

// The language to open in: that of the link, else the reader's own, else the page's.
export function chosenLanguage(data: Loaded, asked: string | null) {
  if (asked !== null && data.languages.includes(asked)) return asked;
  if (!data.follows_reader) return data.language;
  const own = navigator.languages.map((tag) => tag.slice(0, 2));
  return own.find((each) => data.languages.includes(each)) ?? data.language;
}

// Write the page in the language of the store, before anything else speaks it; `written` is the
// language that the page comes in.
export function pageLanguage(t: Messages, store: Store, written: string) {
  function write() {
    document.documentElement.lang = store.get("language");
    document.title = t("app.title");
    writeTexts(t);
  }
  if (store.get("language") !== written) write();
  store.subscribe(["language"], write);
}

// The choice of language in the page; `choose(language)` is called on a change.
export function languageSwitch(store: Store, choose: (language: string) => void) {
  const select = byId("language");
  select.addEventListener("change", () => choose(select.value));
  const draw = () => {
    select.value = store.get("language");
  };
  draw();
  store.subscribe(["language"], draw);
}
