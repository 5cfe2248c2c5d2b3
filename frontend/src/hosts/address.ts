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
import * as notices from "../ui/notices.ts";
import type { StoryController } from "../ui/story-controller.ts";
import { askedNow, written } from "./address-link.ts";

// The least zoom that a link may name: where a window needs more, it shows more.
const LEAST_ZOOM = 7;

// The address waits for a pause in what readers do, since the browser redraws its own frame for
// each: back leads to where a reader paused, not through every step of the way.
const PAUSE_MS = 400;

// `follows`: whether the address follows the map, or is only read once.
export function addressHost(
  map: L.Map,
  data: Payload,
  t: Messages,
  karamap: Karamap,
  story: StoryController,
  { follows = true } = {},
) {
  const initialLanguage = karamap.language;
  const read = addressReader(map, data, t, karamap, story);

  // A page may be saved at any moment, and opened where another language is the reader's.
  function keepCurrent() {
    const asked = askedNow(data, karamap, initialLanguage);
    const now = written(asked);
    asked.set("lang", karamap.language);
    keep(written(asked));
    return now;
  }

  const entries = historyEntries(keepCurrent, follows);
  let reading = false;
  // The first move of a drag makes a new entry in the history; the rest of it rewrites that one.
  let moving = false;

  function readQuietly() {
    entries.drop();
    reading = true;
    read();
    reading = false;
  }
  const later = (isNew: boolean) => {
    if (!reading) entries.later(isNew);
  };
  function follow() {
    later(!moving);
    moving = true;
  }

  function start() {
    readQuietly();
    keepCurrent();
    karamap.on("date", follow);
    karamap.on("compare", follow);
    for (const event of ["view", "mode", "talk", "theme", "language"] as const)
      karamap.on(event, () => later(false));
    karamap.on("layers", () => later(true));
    karamap.on("release", () => {
      moving = false;
    });
    if (follows) window.addEventListener("popstate", readQuietly);
  }

  return { start };
}

// Entries of the browser's history; `current()` is the address of now.
function historyEntries(current: () => string, follows: boolean) {
  let due: "pushState" | "replaceState" | null = null;

  // An address that cannot be rewritten (some viewers forbid it) is no reason to stop.
  function write() {
    if (due === null) return;
    const [how, next] = [due, current() + location.hash];
    due = null;
    if (!follows || next === location.search + location.hash) return;
    try {
      history[how](null, "", next);
    } catch (error) {
      console.warn(error);
    }
  }
  const afterAll = afterPause(write, PAUSE_MS);

  return {
    // Write it once there is a pause: into a new entry, or over that of now.
    later(isNew: boolean) {
      due = isNew || due === "pushState" ? "pushState" : "replaceState";
      afterAll();
    },
    drop() {
      due = null;
    },
  };
}

// Apply what the address asks for, or what the page opened with; name what is asked for in vain.
function addressReader(
  map: L.Map,
  data: Payload,
  t: Messages,
  karamap: Karamap,
  story: StoryController,
) {
  const { layers, view, compare, language } = karamap;
  let opened = false;

  return function read() {
    const asked = new URLSearchParams(search());
    const { asks: wanted, complaints: found } = readLink(asked, knownTo(map, data));
    karamap.setLanguage(wanted.lang ?? language);
    karamap.setDate(wanted.date ?? wanted.year ?? data.opens_on);
    karamap.setLayers(wanted.layers ?? layers);
    // until a view is asked for, the map fits what its day is about
    if (wanted.view || opened) karamap.setView(wanted.view ?? view);
    opened = true;
    karamap.setCompare(wanted.compare ?? compare, wanted.how ?? HOWS[0]);
    karamap.setTheme(wanted.theme ?? data.opens_in);
    karamap.setMode(wanted.mode ?? null);
    if (wanted.mode && wanted.view) karamap.setView(wanted.view);
    const complaints = [...found.map((each) => complaintOf(t, each)), ...story.openAsked(asked)];
    if (complaints.length) notices.show(complaints.join(" "));
  };
}

// The day that the page opens on: what its address asks for is drawn at once, and nothing before it.
export function openingDay(map: L.Map, data: Payload) {
  const { date, year } = readLink(new URLSearchParams(search()), knownTo(map, data)).asks;
  return date ?? year ?? data.opens_on;
}

function knownTo(map: L.Map, { first, last, languages, layers, themes }: Payload): Known {
  const bounds = boundsOf(map);
  return {
    first,
    last,
    languages,
    layers: layers.map(({ id }) => id),
    themes: Object.keys(themes),
    bounds: [
      [bounds.getSouth(), bounds.getWest()],
      [bounds.getNorth(), bounds.getEast()],
    ],
    zooms: [LEAST_ZOOM, map.getMaxZoom()],
  };
}

const inShort = (text: string) => (text.length <= 40 ? text : `${text.slice(0, 39)}…`);

function complaintOf(t: Messages, { name, value, expected, kind }: Complaint) {
  const key = kind === "twice" ? "page.parameter_twice" : "page.bad_parameter";
  const good =
    kind === "twice" ? inShort(expected) : name === "view" ? t("page.view_form") : expected;
  return t(key, { name: inShort(name), value: inShort(value), expected: good });
}
