// The map put together: window.karamap, and what happens when the date, layers or view change.

import { messageOf } from "./core/errors.ts";
import { folding } from "./core/folding.ts";
import type { Clock, End, How, Karamap, Mode, Moment, Release } from "./core/karamap.ts";
import { listeners } from "./core/listeners.ts";
import { messages } from "./core/messages.ts";
import { HOWS, isHow, isMode, MODES } from "./core/modes.ts";
import type { Day, Feature, HistoricEvent, Payload, Place, View } from "./core/payload.ts";
import { linkTo } from "./core/permalink.ts";
import { subjects } from "./core/subject.ts";
import * as time from "./core/time.ts";
import { addressHost } from "./hosts/address.ts";
import { embedHost } from "./hosts/embed.ts";
import { streamlitHost } from "./hosts/streamlit.ts";
import { comparing, counterpart } from "./map/compare.ts";
import { setUpMap } from "./map/frame.ts";
import { hatches } from "./map/hatches.ts";
import { groundIndex } from "./map/identify.ts";
import type { Item } from "./map/in-view.ts";
import { itemsInView } from "./map/in-view.ts";
import type { Pressed } from "./map/labels.ts";
import { mapView } from "./map/map-view.ts";
import { moments } from "./map/moments.ts";
import { pictures } from "./map/picture.ts";
import { compareBar } from "./ui/compare-bar.ts";
import { copying } from "./ui/copy.ts";
import { byId } from "./ui/dom.ts";
import { foldingPanels } from "./ui/folding-panels.ts";
import { keyHelp } from "./ui/help.ts";
import { keyboard } from "./ui/keyboard.ts";
import { chosenLanguage, languageSwitch, writeTexts } from "./ui/language.ts";
import { layerSwitches } from "./ui/layer-switches.ts";
import { legendBox } from "./ui/legend.ts";
import { liveRegion } from "./ui/live-region.ts";
import { notices } from "./ui/notices.ts";
import { player } from "./ui/player.ts";
import { popups } from "./ui/popup.ts";
import { presentation } from "./ui/presentation.ts";
import { readOut } from "./ui/readout.ts";
import { rovingTabindex } from "./ui/roving-tabindex.ts";
import { skipLinks } from "./ui/skip-links.ts";
import { storyController } from "./ui/story-controller.ts";
import { theming } from "./ui/theme.ts";
import { timeline } from "./ui/timeline.ts";
import { parentSearch, welcome } from "./ui/welcome.ts";

export function start(map: L.Map, data: Payload, host: string | undefined) {
  const t = messages(data);
  const { language: ours } = data;
  data.language = chosenLanguage(data, new URLSearchParams(location.search).get("lang"));
  const { on, tell } = listeners();
  const { subjectOf } = subjects(data);
  const always = data.layers.filter(({ choice }) => !choice).map(({ id }) => id);
  const ids = data.layers.map(({ id }) => id);
  let layersOn: Record<string, boolean> = {};
  // none until the first is set
  let date: Day = "";
  let compare: Day | null = null;
  let how: How = HOWS[0];
  // which of the two dates the timeline moves
  let active: End = "date";

  const karamap: Karamap = Object.assign(window.karamap, {
    on,
    dragging: false,
    setDate,
    setLayers,
    setView: (view: View) => frame.setView(view),
    setCompare,
    setMode,
    setLanguage,
    showMoment: (moment: Moment) => shownMoment.show(moment),
    endMoment: () => shownMoment.end(),
    openAsked(asked: URLSearchParams) {
      const complaints = story.openAsked(asked);
      if (complaints.length) notices.show(complaints.join(" "));
    },
    subject() {
      const { headline, ...about } = subjectOf(date);
      return { ...about, headline: t.words(headline) };
    },
    project: (lat: number, lon: number) => frame.project(lat, lon),
    text: () => story.text(),
    sound: folding(data.sounds),
    link: () => linkTo(data, karamap),
    tell,
    picture: () => picture.draw(),
    setTheme: (name: string) => theme.set(name),
    visible,
    pause: () => play.pause(),
    release: () => tell("release", date),
  });
  Object.defineProperties(karamap, {
    date: { get: () => date },
    layers: { get: () => ids.filter((id) => layersOn[id]) },
    view: { get: () => frame.view() },
    compare: { get: () => compare },
    how: { get: () => how },
    mode: { get: () => (presenter.on ? "present" : null) },
    theme: { get: () => theme.name },
    language: { get: () => data.language },
    story: { get: () => story.tab },
  });

  // Both dates of a comparison as clocks that popups, timeline and player read and set.
  const clocks = {
    date: { get: () => date, set: setDate },
    compare: {
      get: () => compare ?? date,
      set: (day: string, options?: Release) => setCompare(day, how, options),
    },
  };
  const clockOf = (end: () => End): Clock => ({
    get date() {
      return clocks[end()].get();
    },
    get layers() {
      return karamap.layers;
    },
    setDate: (day, options) => clocks[end()].set(day, options),
    pause: karamap.pause,
    release: karamap.release,
    drag(now) {
      karamap.dragging = now;
    },
  });
  const activeClock = clockOf(() => active);

  const theme = theming(data, t, () => {
    for (const part of [one, compared, legend]) part.restyle();
    drawBoth();
    tell("theme", theme.name);
  });
  hatches.define(data.style);
  const frame = setUpMap(map, data, t);
  const shownMoment = moments(karamap, frame, map);
  const ground = groundIndex(data);
  const popup = {
    date: popups(
      () => map,
      data,
      t,
      ground,
      clockOf(() => "date"),
    ),
    compare: popups(
      () => compared.secondary()?.popupMap ?? map,
      data,
      t,
      ground,
      clockOf(() => "compare"),
    ),
  };
  const openEvent = (end: End) => (event: HistoricEvent) =>
    event.at && choose(() => popup[end].event(event), event, event.at);
  const one = mapView(map, data, t, openEvent("date"));
  const inView = itemsInView(one, data, t, ground, () => [date, ...(compare ? [compare] : [])]);
  const roving = rovingTabindex(
    map,
    () => inView(karamap.layers),
    tellOf,
    () => data.style.colours,
  );
  const legend = legendBox(data, t);
  const switches = layerSwitches(data, t, (id, checked) => {
    setLayers(ids.filter((each) => (each === id ? checked : layersOn[each])));
  });
  const read = readOut(data, t);
  const line = timeline(data, t, activeClock, read.periodAt);
  const play = player(data, t, activeClock, line);
  const compared = comparing(one, data, t, {
    openEvent: openEvent("compare"),
    identify,
    lead,
    layersNow: () => layersOn,
  });
  const bar = compareBar(t, {
    lead,
    swap: () => swapDates(),
    setHow: (way: How) => setCompare(compare, way, { release: true }),
    close: () => setCompare(null, how, { release: true }),
  });

  const presenter = presentation(data, t, activeClock, line, play, compared.maps, {
    tour: () => story.tour,
    step: () => (story.touring ? story.tour.current() : null),
    toggleTheme: () => theme.set(theme.name === "contrast" ? data.opens_in : "contrast"),
    told(on) {
      one.labels.resize();
      compared.resize();
      tell("mode", on ? "present" : null);
    },
  });

  const announcer = liveRegion(data, t, read.periodAt, () => ({
    day: activeClock.date,
    compare: compare === null ? null : active === "date" ? compare : date,
    playing: play.playing,
    step: story.touring ? story.tour.current() : null,
  }));
  on("release", announcer.tell);
  for (const event of ["date", "layers", "language"] as const) on(event, roving.renew);

  const languages = languageSwitch(data, setLanguage);
  const story = storyController(data, t, karamap, { openPlace, openEvent: tellEvent, presenter });

  // A place, or an event with its day, that was picked from a list: the map goes there and tells.
  function openPlace(place: Place) {
    frame.showBounds(L.latLngBounds(place.at, place.at));
    choose(() => popup.date.place(place), place, place.at);
  }

  function tellEvent(event: HistoricEvent) {
    setDate(event.start, { release: true });
    if (!event.at) return;
    frame.showBounds(L.latLngBounds(event.at, event.at));
    openEvent("date")(event);
  }

  const picture = pictures(data, compared.frames);
  const copy = copying(t, picture, () => `nagorno-karabakh-${date}.png`);

  function parsed(text: string) {
    const day = time.parse(text, data.first, data.last);
    if (day === null)
      throw new RangeError(t("timeline.bad_date", { text: String(text).slice(0, 40) }));
    return day;
  }

  // Bring in line what tells of both dates.
  function drawBoth() {
    const second = compared.secondary();
    const maps = [{ day: date, counts: one.counts }];
    if (second && compare !== null) maps.push({ day: compare, counts: second.counts });
    legend.draw(maps);
    line.draw();
    read.draw("date", date);
    read.drawHolders("date", second && one.counts);
    read.drawAgainst(second ? null : compare);
    announcer.tell();
    presenter.draw(activeClock.date);
    if (compare === null) return bar.hide();
    read.draw("compare", compare);
    read.drawHolders("compare", second?.counts);
    bar.show({ date, compare, how, active });
  }

  // Show a day: YYYY-MM-DD, or YYYY for its 31 December.
  function setDate(text: string, { release = false } = {}) {
    const day = parsed(text);
    if (day !== date) {
      date = day;
      one.move(day);
      if (compare !== null) compared.show(date, compare, how);
      drawBoth();
      popup.date.renew();
      tell("date", day);
    }
    if (release) karamap.release();
  }

  // Compare with another day (null: no more), in one of the ways changes, swipe or side.
  function setCompare(text: string | null, way: How = how, { release = false } = {}) {
    const day = text === null ? null : parsed(text);
    if (!isHow(way)) {
      const asked = { name: "how", value: String(way).slice(0, 40), expected: HOWS.join(", ") };
      throw new RangeError(t("page.bad_parameter", asked));
    }
    if (day !== compare || way !== how) {
      compare = day;
      how = way;
      if (day === null) active = "date";
      compared.show(date, compare, how);
      drawBoth();
      popup.compare.renew();
      byId("compare").setAttribute("aria-pressed", String(day !== null));
      tell("compare", { compare, how });
    }
    if (release) karamap.release();
  }

  // Speak another language; date, view, layers and whatever is open stay.
  function setLanguage(language: string) {
    if (!data.languages.includes(language)) {
      const asked = {
        name: "lang",
        value: String(language).slice(0, 40),
        expected: data.languages.join(", "),
      };
      throw new RangeError(t("page.bad_parameter", asked));
    }
    if (language === data.language) return;
    data.language = language;
    relabel();
    tell("language", language);
  }

  function relabel() {
    document.documentElement.lang = data.language;
    document.title = t("app.title");
    writeTexts(t);
    for (const part of [one, compared, line, play]) part.relabel();
    languages.draw();
    drawBoth();
    popup.date.renew();
    popup.compare.renew();
  }

  // Present (mode "present"), or not (null).
  function setMode(mode: Mode | null) {
    if (mode !== null && !isMode(mode)) {
      const asked = { name: "mode", value: String(mode).slice(0, 40), expected: MODES.join(", ") };
      throw new RangeError(t("page.bad_parameter", asked));
    }
    presenter.set(mode === "present");
  }

  function lead(end: End) {
    if (compare === null || active === end) return;
    active = end;
    drawBoth();
  }

  function swapDates() {
    if (compare === null) return;
    const [first, second] = [date, compare];
    setDate(second);
    setCompare(first, how, { release: true });
  }

  // Open a comparison, or close the one there is.
  function toggleCompare() {
    if (compare !== null) return setCompare(null, how, { release: true });
    setCompare(counterpart(data, date), how, { release: true });
    lead("compare");
    bar.focus();
  }

  // The ids of the features there now, by layer; of the layers that are on, or of all.
  function visible({ all = false } = {}) {
    const shown = ids.filter((id) => all || layersOn[id]);
    const there: Record<string, string[]> = Object.fromEntries(shown.map((id) => [id, []]));
    for (const { layer, id } of one.there()) there[layer]?.push(id);
    return there;
  }

  function setLayers(wanted: string[]) {
    const unknown = wanted.find((id) => !ids.includes(id));
    if (unknown !== undefined) {
      const asked = { name: "layers", value: unknown, expected: ids.join(", ") };
      throw new RangeError(t("page.bad_parameter", asked));
    }
    layersOn = Object.fromEntries(
      ids.map((id) => [id, wanted.includes(id) || always.includes(id)]),
    );
    for (const each of [one, compared, legend, switches]) each.showLayers(layersOn);
    if (date) drawBoth();
    popup.date.renew();
    popup.compare.renew();
    tell("layers", karamap.layers);
  }

  function choose(open: () => void, feature: Feature | undefined, at: L.LatLng) {
    open();
    tell("click", {
      layer: feature?.layer ?? null,
      id: feature?.id ?? null,
      lat: at.lat,
      lon: at.lng,
      date,
    });
  }

  const REACH_PX = matchMedia("(pointer: coarse)").matches ? 18 : 10;
  // Tell what lies under a point of the map at one end of a comparison.
  function identify(event: Pressed, end = compared.endAt(event.containerPoint)) {
    const pressed = end === "date" ? one : compared.secondary();
    const place = pressed?.labels.at(event, REACH_PX);
    if (place) return choose(() => popup[end].place(place), place, place.at);
    const [block] = ground.under("control", event.latlng, clocks[end].get());
    choose(() => popup[end].ground(event.latlng), block, event.latlng);
  }
  // Tell of something that was reached by keyboard.
  function tellOf({ kind, feature, at, point }: Item) {
    const end = compared.endAt(point);
    if (kind === "event") return openEvent(end)(feature as HistoricEvent);
    const open = () =>
      kind === "place" ? popup[end].place(feature as Place) : popup[end].ground(at);
    choose(open, feature, at);
  }
  map.on("click", (event: L.LeafletMouseEvent) => identify(event));
  map.on("moveend", () => tell("view", karamap.view));

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else {
      const asked = document.documentElement.requestFullscreen?.();
      asked?.catch((error) => notices.show(messageOf(error)));
    }
  }
  byId("full-screen").addEventListener("click", fullScreen);
  // an iPhone has none, nor a frame that may not
  const root = document.documentElement;
  byId("full-screen").hidden = !(document.fullscreenEnabled && "requestFullscreen" in root);
  byId("compare").addEventListener("click", toggleCompare);
  byId("present").addEventListener("click", () => presenter.set(!presenter.on));
  byId("dismiss").addEventListener("click", notices.clear);
  const help = keyHelp(t);
  byId("help").addEventListener("click", help.open);
  skipLinks({ map: roving.focus, timeline: () => byId("year").focus(), words: story.words });
  keyboard(data, map, activeClock, line, [compared.handle, roving], story, {
    "?": help.open,
    " ": play.toggle,
    f: fullScreen,
    c: toggleCompare,
    i: copy,
    t: story.toggle,
    "/": story.search,
    s: () => presenter.set(true),
    Escape() {
      if (!popup.date.open && !popup.compare.open) return story.close();
      for (const each of compared.maps()) each.closePopup();
    },
    identify: () =>
      identify({ latlng: map.getCenter(), containerPoint: map.getSize().divideBy(2) }, "date"),
  });
  foldingPanels();
  frame.onFit(compared.fit);
  const door = welcome({ tour: () => story.openTour(1), present: () => presenter.set(true) });

  frame.start();
  const { layers: opened, view: seen, compare: beside } = data.opens_with;
  setLayers(opened ?? data.layers.filter(({ shown }) => shown).map(({ id }) => id));
  setDate(data.opens_on);
  if (seen) frame.setView(seen);
  if (beside) setCompare(beside);
  languages.draw();
  if (data.language !== ours) relabel();
  if (host === "component") streamlitHost(karamap).start();
  else addressHost(map, data, t, karamap, story).start({ follows: host !== "embed" });
  if (host === "embed") embedHost(karamap, t).start();
  else door.open(host === "component" ? parentSearch() : location.search);
  document.body.classList.add("ready");
  return karamap;
}
