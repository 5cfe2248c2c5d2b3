// One drawn map: its ground, lines, names and pins, and the index that leads it from day to day.

// A pin over the place, so that the place and its name stay readable; made when first shown.
function eventMarker(map, data, t, feature, open) {
  let marker = null;
  let shown = false;
  const sign = svg("svg", { viewBox: "-12 -28 24 28", width: 24, height: 28 });

  function make() {
    const sizes = { iconSize: [24, 28], iconAnchor: [12, 28] };
    const icon = L.divIcon({ className: "event", html: sign, ...sizes });
    // by keyboard it is reached with all else that is on the map
    marker = L.marker(feature.at, { icon, pane: "events", keyboard: false });
    marker.on("click", () => open(feature)).addTo(map);
    restyle();
    relabel();
  }
  function show(on) {
    shown = on;
    if (!marker) make();
    marker.getElement().style.display = on ? "" : "none";
  }
  function restyle() {
    if (marker) sign.replaceChildren(symbols.pin(data.style.styles.events));
  }
  function relabel() {
    const title = t.words(feature.name);
    if (marker) fill(marker.getElement(), { title, role: "img", "aria-label": title }, []);
  }
  return {
    enter: () => show(true),
    leave: () => show(false),
    // made while nothing else is to be done, it costs nothing when it is shown
    warm() {
      if (!marker) show(false);
    },
    restyle,
    relabel,
    feature,
    get shown() {
      return shown;
    },
  };
}

// `open(feature)` is called when the pin of an event is pressed.
function drawnMap(map, data, t, open) {
  map.createPane("events").style.zIndex = 640;
  const ids = data.layers.map(({ id }) => id);
  const drawn = drawing(map, data, () => pins);
  const labels = labelling(map, data, t);
  const tally = tallies(data);
  const pins = [];
  const entries = [];

  const enter = (parts) => () => parts.forEach((part) => part.enter());
  const leave = (parts) => () => parts.forEach((part) => part.leave());
  const entry = (feature, span, parts) => {
    entries.push({ feature, start: span.start, end: span.end, enter: enter(parts), leave: leave(parts) });
  };

  function addEvent(feature) {
    entry(feature, feature, []);
    if (!feature.at) return;
    const pin = eventMarker(map, data, t, feature, open);
    pins.push(pin);
    const stays = time.add(feature.start, data.event_days);
    const recent = { start: feature.start, end: feature.end > stays ? feature.end : stays };
    entry(null, recent, [pin, tally.add(feature)]);
  }

  function addFeature(feature) {
    if (feature.layer === "events") return addEvent(feature);
    if (!feature.form) return entry(feature, feature, []);
    const parts = [tally.add(feature)];
    if (feature.layer === "places" || feature.spots) parts.push(labels.add(feature));
    if (feature.layer !== "places") parts.push(drawn.add(feature));
    entry(feature, feature, parts);
    for (const span of feature.names ?? []) {
      entry(null, span, [{ enter: labels.renew, leave: labels.renew }]);
    }
  }

  ids.forEach((id) => data.features[id].forEach(addFeature));
  const index = changeIndex(entries);

  return {
    map,
    labels,
    tally,
    move(day) {
      labels.setDay(day);
      index.move(day);
    },
    showLayers(on) {
      ids.forEach((id) => drawn.showLayer(id, on[id]));
      labels.showLayers(on);
    },
    // Draw everything in the look that `data.style` has now.
    restyle() {
      for (const part of [drawn, labels, ...pins]) part.restyle();
    },
    // Write everything in the language that `data.language` names now.
    relabel() {
      labels.renew();
      pins.forEach((pin) => pin.relabel());
    },
    // the events whose pins are on the map
    pinned: () => pins.filter(({ shown }) => shown).map(({ feature }) => feature),
    // the features there now
    there: () => entries.filter(({ feature, on }) => feature && on).map(({ feature }) => feature),
  };
}
