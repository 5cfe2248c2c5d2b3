// `window.karamap` put together (docs/api.md): what the store has to be read, and what may be asked.

import type { Commands } from "./core/commands.ts";
import { folding } from "./core/folding.ts";
import type { Karamap } from "./core/karamap.ts";
import type { Listeners } from "./core/listeners.ts";
import type { Messages } from "./core/messages.ts";
import type { Payload, View } from "./core/payload.ts";
import { linkTo } from "./core/permalink.ts";
import type { Store } from "./core/store.ts";
import { subjects } from "./core/subject.ts";

// What only parts of the page can do.
type Abilities = Pick<
  Karamap,
  | "setView"
  | "showMoment"
  | "endMoment"
  | "openAsked"
  | "visible"
  | "project"
  | "text"
  | "picture"
  | "pause"
>;

// `parts()` are asked for when they are needed: they are made after this.
export function api(
  data: Payload,
  t: Messages,
  store: Store,
  commands: Commands,
  { on, tell }: Listeners,
  parts: () => Abilities,
): Karamap {
  const { subjectOf, between } = subjects(data);
  const karamap: Karamap = Object.assign(window.karamap, {
    on,
    tell,
    dragging: false,
    setDate: commands.setDate,
    setLayers: commands.setLayers,
    setCompare: commands.setCompare,
    setMode: commands.setMode,
    setTheme: commands.setTheme,
    setTalk: commands.setTalk,
    setLanguage: commands.setLanguage,
    release: () => tell("release", store.get("date")),
    sound: folding(data.sounds),
    link: () => linkTo(data, karamap),
    subject() {
      const { headline, bounds, stop } = subjectOf(store.get("date"));
      const compare = store.get("compare");
      const ground = compare === null ? bounds : between(store.get("date"), compare);
      return { bounds: ground, headline: t.words(headline), stop };
    },
    project: (...asked: Parameters<Karamap["project"]>) => parts().project(...asked),
    setView: (view: View) => parts().setView(commands.checkedView(view)),
    showMoment: (...asked: Parameters<Karamap["showMoment"]>) => parts().showMoment(...asked),
    endMoment: () => parts().endMoment(),
    openAsked: (...asked: Parameters<Karamap["openAsked"]>) => parts().openAsked(...asked),
    visible: (...asked: Parameters<Karamap["visible"]>) => parts().visible(...asked),
    text: () => parts().text(),
    picture: () => parts().picture(),
    pause: () => parts().pause(),
  });
  return Object.defineProperties(karamap, {
    date: { get: () => store.get("date") },
    layers: { get: () => [...store.get("layers")] },
    view: { get: () => [...store.get("view")] },
    compare: { get: () => store.get("compare") },
    how: { get: () => store.get("how") },
    mode: { get: () => store.get("mode") },
    theme: { get: () => store.get("theme") },
    talk: { get: () => store.get("talk") },
    language: { get: () => store.get("language") },
    story: { get: () => store.get("tab") },
  });
}
