// The map put together: window.karamap, and what happens when the date, layers or view change.

function listeners() {
  const known = {};
  return {
    on: (event, act) => void (known[event] ??= []).push(act),
    tell: (event, what) => known[event]?.forEach((act) => act(what)),
  };
}

const MODES = ["present"];

function start(map, data, host) {
  const t = speaker(data);
  const { language: ours } = data;
  data.language = chosenLanguage(data, new URLSearchParams(location.search).get("lang"));
  const { on, tell } = listeners();
  const always = data.layers.filter(({ choice }) => !choice).map(({ id }) => id);
  const ids = data.layers.map(({ id }) => id);
  let layersOn = {};
  let date = null;
  let compare = null;
  let how = HOWS[0];
  // which of the two dates the timeline moves
  let led = "date";

  const karamap = Object.assign(window.karamap, {
    on,
    dragging: false,
    setDate,
    setLayers,
    setView: (view) => frame.setView(view),
    setCompare,
    setMode,
    setLanguage,
    showMoment: (moment) => shownMoment.show(moment),
    endMoment: () => shownMoment.end(),
    openAsked(asked) {
      const complaints = story.openAsked(asked);
      if (complaints.length) notices.show(complaints.join(" "));
    },
    text: () => story.text(),
    sound: sounds(data.sounds),
    link: () => linkTo(data, karamap),
    tell,
    picture: () => picture.draw(),
    setTheme: (name) => theme.wear(name),
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
    mode: { get: () => (talk.on ? "present" : null) },
    theme: { get: () => theme.name },
    language: { get: () => data.language },
    story: { get: () => story.tab },
  });

  // Both dates of a comparison as clocks that popups, timeline and player read and set.
  const clocks = {
    date: { get: () => date, set: setDate },
    compare: { get: () => compare, set: (day, options) => setCompare(day, how, options) },
  };
  const clockOf = (end) => ({
    get date() {
      return clocks[end()].get();
    },
    get layers() {
      return karamap.layers;
    },
    setDate: (day, options) => clocks[end()].set(day, options),
    pause: karamap.pause,
    release: karamap.release,
    drag: (now) => (karamap.dragging = now),
  });
  const ledClock = clockOf(() => led);

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
    date: popups(() => map, data, t, ground, clockOf(() => "date")),
    compare: popups(() => compared.far()?.popupMap ?? map, data, t, ground, clockOf(() => "compare")),
  };
  const openEvent = (end) => (feature) => choose(() => popup[end].event(feature), feature);
  const one = drawnMap(map, data, t, openEvent("date"));
  const inView = onView(one, data, t, ground, () => [date, ...(compare ? [compare] : [])]);
  const roving = rover(map, () => inView(karamap.layers), tellOf, () => data.style.colours);
  const legend = legendBox(data, t);
  const switches = layerSwitches(data, t, (id, checked) => {
    setLayers(ids.filter((each) => (each === id ? checked : layersOn[each])));
  });
  const read = readOut(data, t);
  const line = timeline(data, t, ledClock, read.periodAt);
  const play = player(data, t, ledClock, line);
  const compared = comparing(one, data, t, {
    openEvent: openEvent("compare"),
    identify,
    lead,
    layersNow: () => layersOn,
  });
  const bar = compareBar(t, {
    lead,
    swap: () => swapDates(),
    setHow: (way) => setCompare(compare, way, { release: true }),
    close: () => setCompare(null, how, { release: true }),
  });

  const talk = presenting(data, t, ledClock, line, play, compared.maps, {
    tour: () => story.tour,
    step: () => (story.touring ? story.tour.current() : null),
    toggleTheme: () => theme.wear(theme.name === "contrast" ? data.opens_in : "contrast"),
    told(on) {
      one.labels.resize();
      compared.resize();
      tell("mode", on ? "present" : null);
    },
  });

  const voice = speaking(data, t, read.periodAt, () => ({
    day: ledClock.date,
    compare: compare === null ? null : led === "date" ? compare : date,
    playing: play.playing,
    step: story.touring ? story.tour.current() : null,
  }));
  on("release", voice.tell);
  for (const event of ["date", "layers", "language"]) on(event, roving.renew);

  const tongue = languageSwitch(data, t, setLanguage);
  const story = storyDesk(data, t, karamap, { openPlace, openEvent: tellEvent, talk });

  // A place, or an event with its day, that was picked from a list: the map goes there and tells.
  function openPlace(place) {
    frame.showBounds([place.at, place.at]);
    choose(() => popup.date.place(place), place);
  }

  function tellEvent(event) {
    setDate(event.start, { release: true });
    if (!event.at) return;
    frame.showBounds([event.at, event.at]);
    openEvent("date")(event);
  }

  const picture = pictures(data, t, compared.frames);
  const copy = copying(t, picture, () => `nagorno-karabakh-${date}.png`);

  function parsed(text) {
    const day = time.parse(text, data.first, data.last);
    if (day === null) throw new RangeError(t("timeline.bad_date", { text: String(text).slice(0, 40) }));
    return day;
  }

  // Bring in line what tells of both dates.
  function drawBoth() {
    const far = compared.far();
    const maps = [{ day: date, tally: one.tally }];
    if (far) maps.push({ day: compare, tally: far.tally });
    legend.draw(maps);
    line.draw();
    read.draw("date", date);
    read.drawHolders("date", far && one.tally);
    read.drawAgainst(far ? null : compare);
    voice.tell();
    talk.draw(ledClock.date);
    if (compare === null) return bar.hide();
    read.draw("compare", compare);
    read.drawHolders("compare", far?.tally);
    bar.show({ date, compare, how, led });
  }

  // Show a day: YYYY-MM-DD, or YYYY for its 31 December.
  function setDate(text, { release = false } = {}) {
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
  function setCompare(text, way = how, { release = false } = {}) {
    const day = text === null ? null : parsed(text);
    if (!HOWS.includes(way)) {
      const asked = { name: "how", value: String(way).slice(0, 40), expected: HOWS.join(", ") };
      throw new RangeError(t("page.bad_parameter", asked));
    }
    if (day !== compare || way !== how) {
      compare = day;
      how = way;
      if (day === null) led = "date";
      compared.show(date, compare, how);
      drawBoth();
      popup.compare.renew();
      byId("compare").setAttribute("aria-pressed", day !== null);
      tell("compare", { compare, how });
    }
    if (release) karamap.release();
  }

  // Speak another language; date, view, layers and whatever is open stay.
  function setLanguage(language) {
    if (!data.languages.includes(language)) {
      const asked = { name: "lang", value: String(language).slice(0, 40), expected: data.languages.join(", ") };
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
    tongue.draw();
    drawBoth();
    popup.date.renew();
    popup.compare.renew();
  }

  // Present (mode "present"), or not (null).
  function setMode(mode) {
    if (mode !== null && !MODES.includes(mode)) {
      const asked = { name: "mode", value: String(mode).slice(0, 40), expected: MODES.join(", ") };
      throw new RangeError(t("page.bad_parameter", asked));
    }
    talk.set(mode === "present");
  }

  function lead(end) {
    if (compare === null || led === end) return;
    led = end;
    drawBoth();
  }

  function swapDates() {
    const [one, other] = [date, compare];
    setDate(other);
    setCompare(one, how, { release: true });
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
    const there = Object.fromEntries(ids.filter((id) => all || layersOn[id]).map((id) => [id, []]));
    for (const { layer, id } of one.there()) there[layer]?.push(id);
    return there;
  }

  function setLayers(wanted) {
    const unknown = wanted.find((id) => !ids.includes(id));
    if (unknown !== undefined) {
      const asked = { name: "layers", value: unknown, expected: ids.join(", ") };
      throw new RangeError(t("page.bad_parameter", asked));
    }
    layersOn = Object.fromEntries(ids.map((id) => [id, wanted.includes(id) || always.includes(id)]));
    for (const each of [one, compared, legend, switches]) each.showLayers(layersOn);
    if (date) drawBoth();
    popup.date.renew();
    popup.compare.renew();
    tell("layers", karamap.layers);
  }

  function choose(open, feature, at = feature.at) {
    open();
    tell("click", { layer: feature?.layer ?? null, id: feature?.id ?? null, lat: at.lat, lon: at.lng, date });
  }

  const REACH_PX = matchMedia("(pointer: coarse)").matches ? 18 : 10;
  // Tell what lies under a point of the map at one end of a comparison.
  function identify(event, end = compared.endAt(event.containerPoint)) {
    const { labels } = end === "date" ? one : compared.far();
    const place = labels.at(event, REACH_PX);
    if (place) return choose(() => popup[end].place(place), place);
    const [block] = ground.under("control", event.latlng, clocks[end].get());
    choose(() => popup[end].ground(event.latlng), block, event.latlng);
  }
  // Tell of something that was reached by keyboard.
  function tellOf({ kind, feature, at, point }) {
    const end = compared.endAt(point);
    if (kind === "event") return openEvent(end)(feature);
    choose(() => (kind === "place" ? popup[end].place(feature) : popup[end].ground(at)), feature, at);
  }
  map.on("click", (event) => identify(event));
  map.on("moveend", () => tell("view", karamap.view));

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch((error) => notices.show(error.message));
  }
  byId("full-screen").addEventListener("click", fullScreen);
  byId("compare").addEventListener("click", toggleCompare);
  byId("present").addEventListener("click", () => talk.set(!talk.on));
  byId("dismiss").addEventListener("click", notices.clear);
  const help = keyHelp(t);
  byId("help").addEventListener("click", help.open);
  skipLinks({ map: roving.focus, timeline: () => byId("year").focus(), words: story.words });
  keyboard(data, map, ledClock, line, [compared.handle, roving], story, {
    "?": help.open,
    " ": play.toggle,
    f: fullScreen,
    c: toggleCompare,
    i: copy,
    t: story.toggle,
    "/": story.search,
    s: () => talk.set(true),
    Escape() {
      if (story.has(document.activeElement)) return story.close();
      compared.maps().forEach((each) => each.closePopup());
    },
    identify: () => identify({ latlng: map.getCenter(), containerPoint: map.getSize().divideBy(2) }, "date"),
  });
  foldingPanels();
  frame.onFit(compared.fit);
  const door = welcome({ tour: () => story.openTour(1), present: () => talk.set(true) });

  frame.start();
  const { layers: opened, view: seen, compare: beside } = data.opens_with;
  setLayers(opened ?? data.layers.filter(({ shown }) => shown).map(({ id }) => id));
  setDate(data.opens_on);
  if (seen) frame.setView(seen);
  if (beside) setCompare(beside);
  tongue.draw();
  if (data.language !== ours) relabel();
  if (host === "component") component(karamap).start();
  else address(map, data, t, karamap, story).start({ follows: host !== "embed" });
  if (host === "embed") embedded(karamap).start();
  else door.open(host === "component" ? window.parent.location.search : location.search);
  document.body.classList.add("ready");
  return karamap;
}
