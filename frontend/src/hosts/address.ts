// The page's address follows the map, and the map the address: ?date= or ?year=, layers=, view=,
// compare= with how=, mode=, theme= and lang=; place=, claim= and tour= are read only; a presentation has talk=.

import type { Karamap } from "../core/karamap.ts";
import { type Complaint, type Known, readLink } from "../core/linked.ts";
import type { Messages } from "../core/messages.ts";
import { HOWS } from "../core/modes.ts";
import type { Payload } from "../core/payload.ts";
import { keep, search } from "../core/saved.ts";
import { afterPause } from "../core/scheduling.ts";
import { boundsOf } from "../map/fitting.ts";
import { notices } from "../ui/notices.ts";
import type { StoryController } from "../ui/story-controller.ts";

// The least zoom that a link may name: where a window needs more, it shows more.
const LEAST_ZOOM = 7;

// `follows`: whether the address follows the map, or is only read once.
export function addressHost(
  map: L.Map,
  data: Payload,
  t: Messages,
  karamap: Karamap,
  story: StoryController,
  { follows = true } = {},
) {
  function known(): Known {
    const { first, last, languages } = data;
    const bounds = boundsOf(map);
    return {
      first,
      last,
      languages,
      layers: data.layers.map(({ id }) => id),
      themes: Object.keys(data.themes),
      bounds: [
        [bounds.getSouth(), bounds.getWest()],
        [bounds.getNorth(), bounds.getEast()],
      ],
      zooms: [LEAST_ZOOM, map.getMaxZoom()],
    };
  }

  const inShort = (text: string) => (text.length <= 40 ? text : `${text.slice(0, 39)}…`);
  function told({ name, value, expected, kind }: Complaint) {
    const key = kind === "twice" ? "page.parameter_twice" : "page.bad_parameter";
    const good =
      kind === "twice" ? inShort(expected) : name === "view" ? t("page.view_form") : expected;
    return t(key, { name: inShort(name), value: inShort(value), expected: good });
  }

  const choosable = new Set(data.layers.filter(({ choice }) => choice).map(({ id }) => id));
  const { date, layers, view, compare, language } = karamap;
  const initial = { date, layers, view, compare, language };

  // Apply what the address asks for, or what the page opened with; name what is asked for in vain.
  function read() {
    const asked = new URLSearchParams(search());
    const { asks: wanted, complaints: found } = readLink(asked, known());
    karamap.setLanguage(wanted.lang ?? initial.language);
    karamap.setDate(wanted.date ?? wanted.year ?? initial.date);
    karamap.setLayers(wanted.layers ?? initial.layers);
    // until a view is asked for, the map fits what its day is about
    if (wanted.view || opened) karamap.setView(wanted.view ?? initial.view);
    opened = true;
    karamap.setCompare(wanted.compare ?? initial.compare, wanted.how ?? HOWS[0]);
    karamap.setTheme(wanted.theme ?? data.opens_in);
    karamap.setMode(wanted.mode ?? null);
    if (wanted.mode && wanted.view) karamap.setView(wanted.view);
    const complaints = [...found.map(told), ...story.openAsked(asked)];
    if (complaints.length) notices.show(complaints.join(" "));
  }

  function current() {
    const asked = new URLSearchParams(location.search);
    asked.delete("year");
    asked.set("date", karamap.date);
    asked.set("layers", karamap.layers.filter((id) => choosable.has(id)).join(","));
    // a presentation fits its view to each stop
    if (karamap.mode === null) asked.set("view", karamap.view.join(","));
    else asked.delete("view");
    for (const name of ["compare", "how", "mode", "theme", "talk"]) asked.delete(name);
    // what was opened is behind us once the reader moves on
    for (const name of ["place", "claim", "tour"]) asked.delete(name);
    if (karamap.language !== initial.language || asked.has("lang"))
      asked.set("lang", karamap.language);
    if (karamap.mode !== null) asked.set("mode", karamap.mode);
    if (karamap.mode !== null && karamap.talk !== null) asked.set("talk", karamap.talk);
    if (karamap.theme !== data.opens_in) asked.set("theme", karamap.theme);
    if (karamap.compare !== null) asked.set("compare", karamap.compare);
    if (karamap.compare !== null && karamap.how !== HOWS[0]) asked.set("how", karamap.how);
    return asked;
  }

  const written = (asked: URLSearchParams) => `?${asked.toString().replaceAll("%2C", ",")}`;

  // A page may be saved at any moment, and opened where another language is the reader's.
  function keepCurrent() {
    const asked = current();
    asked.set("lang", karamap.language);
    keep(written(asked));
  }

  let opened = false;
  let reading = false;
  // The first move of a drag makes a new entry in the history; the rest of it rewrites that one.
  let moving = false;
  // The address waits for a pause in what readers do, since the browser redraws its own frame for
  // each: back leads to where a reader paused, not through every step of the way.
  const PAUSE_MS = 400;
  let due: "pushState" | "replaceState" | null = null;

  // An address that cannot be rewritten (some viewers forbid it) is no reason to stop.
  function write() {
    if (due === null) return;
    const [how, next] = [due, written(current()) + location.hash];
    due = null;
    keepCurrent();
    if (!follows || next === location.search + location.hash) return;
    try {
      history[how](null, "", next);
    } catch (error) {
      console.warn(error);
    }
  }
  const afterAll = afterPause(write, PAUSE_MS);

  function later(how: "pushState" | "replaceState") {
    if (reading) return;
    due = due === "pushState" ? due : how;
    afterAll();
  }

  function follow() {
    later(moving ? "replaceState" : "pushState");
    moving = true;
  }

  function readQuietly() {
    due = null;
    reading = true;
    read();
    reading = false;
  }

  function start() {
    readQuietly();
    keepCurrent();
    karamap.on("date", follow);
    karamap.on("compare", follow);
    for (const event of ["view", "mode", "talk", "theme", "language"] as const) {
      karamap.on(event, () => later("replaceState"));
    }
    karamap.on("layers", () => later("pushState"));
    karamap.on("release", () => {
      moving = false;
    });
    if (follows) window.addEventListener("popstate", readQuietly);
  }

  return { start };
}
