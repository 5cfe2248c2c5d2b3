// The page's address follows the map, and the map the address: ?date= or ?year=, layers=, view=,
// compare= with how=, mode=, theme= and lang=; place=, claim= and tour= are read only; a presentation has talk=.

import type { How, Karamap, Mode } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import { HOWS, isHow, isMode, MODES } from "../core/modes.ts";
import type { Day, Payload, View } from "../core/payload.ts";
import { afterPause } from "../core/scheduling.ts";
import * as time from "../core/time.ts";
import { boundsOf } from "../map/frame.ts";
import { notices } from "../ui/notices.ts";
import type { StoryController } from "../ui/story-controller.ts";

// Plain digits, as core/numerals.py reads them, and the least zoom that a link may name: where a
// window needs more, it shows more.
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const LEAST_ZOOM = 7;

// What an address may ask for, as it is read.
interface Asked {
  date: Day;
  year: Day;
  layers: string[];
  view: View;
  compare: Day;
  mode: Mode;
  theme: string;
  lang: string;
  how: How;
}

export function addressHost(
  map: L.Map,
  data: Payload,
  t: Messages,
  karamap: Karamap,
  story: StoryController,
) {
  const dateForm = `YYYY-MM-DD, ${data.first} … ${data.last}`;
  const yearForm = `YYYY, ${time.year(data.first)} … ${time.year(data.last)}`;
  const layerIds = data.layers.map(({ id }) => id);

  function readLayers(text: string): string[] | null {
    const ids = text
      .split(",")
      .map((id) => id.trim())
      .filter(Boolean);
    return ids.every((id) => layerIds.includes(id)) ? ids : null;
  }

  function readView(text: string): View | null {
    const words = text.split(",");
    if (words.length !== 3 || !words.every((word) => DECIMAL.test(word))) return null;
    const [lat, lon, zoom] = words.map(Number);
    const there =
      boundsOf(map).contains([lat, lon]) && zoom >= LEAST_ZOOM && zoom <= map.getMaxZoom();
    return there ? [lat, lon, zoom] : null;
  }

  const readers: { [N in keyof Asked]: [(text: string) => Asked[N] | null, string] } = {
    date: [(text) => time.parse(text, data.first, data.last), dateForm],
    year: [
      (text: string) => (/^\d{4}$/.test(text) ? time.parse(text, data.first, data.last) : null),
      yearForm,
    ],
    layers: [readLayers, layerIds.join(", ")],
    view: [readView, t("page.view_form")],
    compare: [(text) => time.parse(text, data.first, data.last), dateForm],
    mode: [(text) => (isMode(text) ? text : null), MODES.join(", ")],
    theme: [
      (text) => (Object.hasOwn(data.themes, text) ? text : null),
      Object.keys(data.themes).join(", "),
    ],
    lang: [(text) => (data.languages.includes(text) ? text : null), data.languages.join(", ")],
    how: [(text) => (isHow(text) ? text : null), HOWS.join(", ")],
  };

  const choosable = new Set(data.layers.filter(({ choice }) => choice).map(({ id }) => id));
  const { date, layers, view, compare, language } = karamap;
  const initial = { date, layers, view, compare, language };

  // Apply what the address asks for, or what the page opened with; name what is asked for in vain.
  function read() {
    const asked = new URLSearchParams(location.search);
    const wanted: Partial<Asked> = {};
    const complaints: string[] = [];
    function readOne<N extends keyof Asked>(name: N) {
      const value = asked.get(name);
      if (value === null) return;
      const [parse, expected]: [(text: string) => Asked[N] | null, string] = readers[name];
      const found = parse(value);
      if (found !== null) wanted[name] = found;
      else complaints.push(t("page.bad_parameter", { name, value: value.slice(0, 40), expected }));
    }
    for (const name of Object.keys(readers)) readOne(name as keyof Asked);
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
    complaints.push(...story.openAsked(asked));
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
    return `?${asked.toString().replaceAll("%2C", ",")}${location.hash}`;
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
    const [how, next] = [due, current()];
    due = null;
    if (next === location.search + location.hash) return;
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

  // `follow` whether the address follows the map, or is only read once.
  function start({ follows = true } = {}) {
    readQuietly();
    if (!follows) return;
    karamap.on("date", follow);
    karamap.on("compare", follow);
    for (const event of ["view", "mode", "talk", "theme", "language"] as const) {
      karamap.on(event, () => later("replaceState"));
    }
    karamap.on("layers", () => later("pushState"));
    karamap.on("release", () => {
      moving = false;
    });
    window.addEventListener("popstate", readQuietly);
  }

  return { start };
}
