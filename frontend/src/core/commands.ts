// What readers and other pages may ask of the map: each thing asked is checked, then kept in the
// store.

import type { End, How, Karamap, Mode, Release } from "./karamap.ts";
import type { Messages } from "./messages.ts";
import { HOWS, isHow, isMode, MODES } from "./modes.ts";
import type { Payload, View } from "./payload.ts";
import type { Store } from "./store.ts";
import { subjects } from "./subject.ts";
import { talkOf } from "./talk.ts";
import * as time from "./time.ts";

// What was asked for, as a sentence can name it; other pages may ask for anything.
function named(value: unknown): string {
  try {
    const text = Array.isArray(value) || typeof value !== "object" ? String(value) : null;
    return (text ?? JSON.stringify(value)).slice(0, 40);
  } catch {
    return typeof value;
  }
}

export type Commands = ReturnType<typeof commandsOf>;

// `release()` tells that the reader let go of the timeline.
export function commandsOf(data: Payload, t: Messages, store: Store, release: Karamap["release"]) {
  const refused: Refuse = (name, value, expected) =>
    new RangeError(
      t("page.bad_parameter", { name, value: named(value), expected: expected.join(", ") }),
    );
  return {
    ...dateCommands(data, t, store, refused, release),
    ...layerCommands(data, store, refused),
    ...pageCommands(data, store, refused),

    // A view that was asked for, which is the map's to show.
    checkedView(view: View): View {
      const good = Array.isArray(view) && view.length === 3 && view.every(Number.isFinite);
      if (!good) throw refused("view", view, [t("page.view_form")]);
      return view;
    },
  };
}

// The complaint about something asked for in vain.
type Refuse = (name: string, value: unknown, expected: string[]) => RangeError;

function dateCommands(
  data: Payload,
  t: Messages,
  store: Store,
  refused: Refuse,
  release: Karamap["release"],
) {
  function parsed(text: string) {
    const day = time.parse(text, data.first, data.last);
    if (day === null) throw new RangeError(t("timeline.bad_date", { text: named(text) }));
    return day;
  }

  return {
    // Show a day: YYYY-MM-DD, or YYYY for its 31 December.
    setDate(text: string, { release: letGo = false }: Release = {}) {
      store.set({ date: parsed(text) });
      if (letGo) release();
    },

    // Compare with another day (null: no more), in one of the ways changes, swipe or side.
    setCompare(
      text: string | null,
      how: How = store.get("how"),
      { release: letGo = false }: Release = {},
    ) {
      const compare = text === null ? null : parsed(text);
      if (!isHow(how)) throw refused("how", how, HOWS);
      const active = compare === null ? "date" : store.get("active");
      store.set({ compare, how, active });
      if (letGo) release();
    },

    // The timeline moves that one of two dates.
    lead(end: End) {
      if (store.get("compare") !== null) store.set({ active: end });
    },

    swap() {
      const [date, compare] = [store.get("date"), store.get("compare")];
      if (compare === null) return;
      store.set({ date: compare, compare: date });
      release();
    },
  };
}

function layerCommands({ layers }: Payload, store: Store, refused: Refuse) {
  const ids = layers.map(({ id }) => id);
  const always = layers.filter(({ choice }) => !choice).map(({ id }) => id);

  function setLayers(wanted: string[]) {
    if (!Array.isArray(wanted)) throw refused("layers", wanted, ids);
    const unknown = wanted.find((id) => !ids.includes(id));
    if (unknown !== undefined) throw refused("layers", unknown, ids);
    store.set({ layers: ids.filter((id) => wanted.includes(id) || always.includes(id)) });
  }

  return {
    setLayers,
    switchLayer(id: string, on: boolean) {
      const others = store.get("layers").filter((each) => each !== id);
      setLayers(on ? [...others, id] : others);
    },
  };
}

function pageCommands(data: Payload, store: Store, refused: Refuse) {
  return {
    // Present (mode "present"), or not (null).
    setMode(mode: Mode | null) {
      if (mode !== null && !isMode(mode)) throw refused("mode", mode, MODES);
      store.set({ mode });
    },

    // A talk of one's own, as a link writes it; null for that of all stops.
    setTalk(talk: string | null) {
      const { stops } = subjects(data);
      if (talk !== null && talkOf(talk, stops) === null)
        throw refused("talk", talk, [`${stops[0]},\u2026`]);
      store.set({ talk });
    },

    setTheme(theme: string) {
      if (!Object.hasOwn(data.themes, theme))
        throw refused("theme", theme, Object.keys(data.themes));
      store.set({ theme });
    },

    // Speak another language; date, view, layers and whatever is open stay.
    setLanguage(language: string) {
      if (!data.languages.includes(language)) throw refused("lang", language, data.languages);
      store.set({ language });
    },
  };
}
