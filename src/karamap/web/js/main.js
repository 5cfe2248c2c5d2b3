// The map put together: window.karamap, and what happens when the date, layers or view change.

function listeners() {
  const known = {};
  return {
    on: (event, act) => void (known[event] ??= []).push(act),
    tell: (event, what) => known[event]?.forEach((act) => act(what)),
  };
}

// A pin over the place, so that the place and its name stay readable.
function eventMarker(map, data, feature, open) {
  const sign = svg("svg", { viewBox: "-12 -28 24 28", width: 24, height: 28 }, symbols.pin(data.style.styles.events));
  const icon = L.divIcon({ className: "event", html: sign, iconSize: [24, 28], iconAnchor: [12, 28] });
  const marker = L.marker(feature.at, { icon, pane: "events", title: feature.title, alt: feature.title });
  marker.on("click", () => open(feature)).addTo(map);
  const show = (on) => (marker.getElement().style.display = on ? "" : "none");
  show(false);
  return { enter: () => show(true), leave: () => show(false) };
}

// The map's own settings: the folium map comes with its relief, the rest is set here.
function setUpMap(map, data, t) {
  map.createPane("events").style.zIndex = 640;
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 140 }).addTo(map);
  L.control
    .attribution({ prefix: false, position: "bottomright" })
    .addAttribution(el("span", {}, t("attribution", { version: data.version })).outerHTML)
    .addTo(map);
  L.control.zoom({ position: "bottomright", zoomInTitle: t("map.zoom_in"), zoomOutTitle: t("map.zoom_out") }).addTo(map);
  fill(map.getContainer(), { role: "region", "aria-label": t("map.label") }, []);
}

function start(map, data, host) {
  const t = speaker(data.strings);
  const { on, tell } = listeners();
  const always = data.layers.filter(({ choice }) => !choice).map(({ id }) => id);
  const ids = data.layers.map(({ id }) => id);
  let layersOn = {};
  let date = null;
  let untouched = true;

  const karamap = Object.assign(window.karamap, {
    on,
    dragging: false,
    setDate,
    setLayers,
    setView,
    visible,
    pause: () => play.pause(),
    release: () => tell("release", date),
  });
  Object.defineProperties(karamap, {
    date: { get: () => date },
    layers: { get: () => ids.filter((id) => layersOn[id]) },
    view: { get: view },
  });

  hatches.define(data.style);
  setUpMap(map, data, t);
  const drawn = drawing(map, data);
  const labels = labelling(map, data);
  const legend = legendBox(data, t);
  const switches = layerSwitches(data, t, (id, checked) => {
    setLayers(ids.filter((each) => (each === id ? checked : layersOn[each])));
  });
  const ground = groundIndex(data);
  const popup = popups(map, data, t, ground, karamap);
  const line = timeline(data, t, karamap);
  const play = player(data, t, karamap, line);

  const entries = [];
  const enter = (parts) => () => parts.forEach((part) => part.enter());
  const leave = (parts) => () => parts.forEach((part) => part.leave());
  const entry = (feature, span, parts) => {
    entries.push({ feature, start: span.start, end: span.end, enter: enter(parts), leave: leave(parts) });
  };

  function addEvent(feature) {
    entry(feature, feature, []);
    if (!feature.at) return;
    const marker = eventMarker(map, data, feature, () => choose(() => popup.event(feature), feature));
    const stays = time.add(feature.start, data.event_days);
    const recent = { start: feature.start, end: feature.end > stays ? feature.end : stays };
    entry(null, recent, [marker, legend.add(feature)]);
  }

  function addFeature(feature) {
    if (feature.layer === "events") return addEvent(feature);
    if (!feature.shape) return entry(feature, feature, []);
    const parts = [legend.add(feature)];
    if (feature.layer === "places" || feature.spots) parts.push(labels.add(feature));
    if (feature.layer !== "places") parts.push(drawn.add(feature));
    entry(feature, feature, parts);
    for (const span of feature.names ?? []) {
      entry(null, span, [{ enter: labels.renew, leave: labels.renew }]);
    }
  }

  ids.forEach((id) => data.features[id].forEach(addFeature));
  const index = changeIndex(entries);

  // Show a day: YYYY-MM-DD, or YYYY for its 31 December.
  function setDate(text, { release = false } = {}) {
    const day = time.parse(text, data.first, data.last);
    if (day === null) throw new RangeError(t("timeline.bad_date", { text: String(text).slice(0, 40) }));
    if (day !== date) {
      date = day;
      labels.setDay(day);
      index.move(day);
      legend.draw(day);
      line.draw();
      line.announce();
      popup.renew();
      tell("date", day);
    }
    if (release) karamap.release();
  }

  // The ids of the features there now, by layer; of the layers that are on, or of all.
  function visible({ all = false } = {}) {
    const there = Object.fromEntries(ids.filter((id) => all || layersOn[id]).map((id) => [id, []]));
    for (const { feature, on: now } of entries) {
      if (now && feature) there[feature.layer]?.push(feature.id);
    }
    return there;
  }

  function setLayers(wanted) {
    const unknown = wanted.find((id) => !ids.includes(id));
    if (unknown !== undefined) {
      const asked = { name: "layers", value: unknown, expected: ids.join(", ") };
      throw new RangeError(t("page.bad_parameter", asked));
    }
    layersOn = Object.fromEntries(ids.map((id) => [id, wanted.includes(id) || always.includes(id)]));
    ids.forEach((id) => drawn.showLayer(id, layersOn[id]));
    labels.showLayers(layersOn);
    legend.showLayers(layersOn);
    switches.showLayers(layersOn);
    if (date) legend.draw(date);
    popup.renew();
    tell("layers", karamap.layers);
  }

  function view() {
    const { lat, lng } = map.getCenter();
    return [Number(lat.toFixed(4)), Number(lng.toFixed(4)), map.getZoom()];
  }

  function setView([lat, lon, zoom]) {
    untouched = false;
    map.setView([lat, lon], zoom, { animate: false });
  }

  function choose(open, feature, at = feature.at) {
    open();
    tell("click", { layer: feature?.layer ?? null, id: feature?.id ?? null, lat: at.lat, lon: at.lng, date });
  }

  const REACH_PX = matchMedia("(pointer: coarse)").matches ? 18 : 10;
  function identify(event) {
    const place = labels.at(event, REACH_PX);
    if (place) return choose(() => popup.place(place), place);
    const [block] = ground.under("control", event.latlng, date);
    choose(() => popup.ground(event.latlng), block, event.latlng);
  }
  map.on("click", identify);
  map.on("moveend", () => tell("view", view()));

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch((error) => notices.show(error.message));
  }
  byId("full-screen").addEventListener("click", fullScreen);
  byId("dismiss").addEventListener("click", notices.clear);
  keyboard(data, map, karamap, line, play, fullScreen, () =>
    identify({ latlng: map.getCenter(), containerPoint: map.getSize().divideBy(2) }),
  );
  foldingPanels();
  // The map never shows more than there is: the picture of the relief fills it.
  const leastZoom = map.options.minZoom;
  function fit() {
    map.invalidateSize({ animate: false });
    map.setMinZoom(Math.max(leastZoom, map.getBoundsZoom(map.options.maxBounds, true)));
    if (untouched) showSubject();
  }
  // Until somebody moves the map, its subject fills it, whatever size the frame comes to have.
  function showSubject() {
    // on screens of middling width the open legend would lie over the subject
    const panels = byId("panels").getBoundingClientRect().width;
    const beside = innerWidth > 700 && innerWidth < 1150 ? panels : 0;
    map.fitBounds(data.view, { animate: false, paddingBottomRight: [beside, 0] });
  }
  for (const touch of ["pointerdown", "wheel", "keydown"]) {
    map.getContainer().addEventListener(touch, () => (untouched = false), { capture: true, passive: true });
  }
  new ResizeObserver(fit).observe(map.getContainer());

  fit();
  setLayers(data.layers.filter(({ shown }) => shown).map(({ id }) => id));
  setDate(data.opens_on);
  if (host === "component") component(karamap).start();
  else address(map, data, t, karamap).start();
  document.body.classList.add("ready");
  return karamap;
}
