// What is on view, for those who go through the map by keyboard: the ground each side holds in a
// district, zones, places and events; what is said of each, and where on the screen it is.

// A point well inside an area and inside `view` (bounds), or null: the middle of its widest stretch
// from west to east.
function pointInside(shape, bounds, view) {
  const ROWS = 9;
  const south = Math.max(bounds.getSouth(), view.getSouth());
  const north = Math.min(bounds.getNorth(), view.getNorth());
  let best = null;
  for (let row = 1; row < ROWS; row++) {
    const lat = south + ((north - south) * row) / ROWS;
    for (const [from, to] of stretches(shape, lat)) {
      const [west, east] = [Math.max(from, view.getWest()), Math.min(to, view.getEast())];
      if (east > west && !(best?.width >= east - west)) {
        best = { width: east - west, at: L.latLng(lat, (west + east) / 2) };
      }
    }
  }
  return best?.at ?? null;
}

// Where a parallel runs inside an area: [[from, to], ...] in degrees of longitude.
function stretches(shape, lat) {
  const crossings = [];
  for (const ring of shape.flat()) {
    ring.forEach((b, index) => {
      const a = ring.at(index - 1);
      if (a.lat > lat === b.lat > lat) return;
      crossings.push(((b.lng - a.lng) * (lat - a.lat)) / (b.lat - a.lat) + a.lng);
    });
  }
  crossings.sort((a, b) => a - b);
  return crossings.flatMap((from, i) => (i % 2 ? [] : [[from, crossings[i + 1]]]));
}

// `drawn` is the map as it is drawn; `days()` are the day it shows and the one compared with.
function onView(drawn, data, t, ground, days) {
  const { map } = drawn;
  const DIFFERING = "differing_accounts";
  const ZONES = [DIFFERING, "peacekeeping_zone", "lachin_corridor", "buffer_zone", "autonomous_oblast"];

  const nameOf = (feature) => t.namesOf(feature, days()[0])[0] ?? t(`class.${feature.class}`);

  // Who holds it since when, on each day: "held by … since …, on …".
  function holding(at, day) {
    const spans = mergedHolders(ground.history(at));
    const now = spans.find(({ start, end }) => time.visible(start, end, day));
    const on = t("map.on_day", { date: t.date(day) });
    if (!now) return `${t(spans.length ? "popup.not_yet" : "popup.no_holder")}, ${on}`;
    const since = sinceOrUntil(t, "since", now.start, now.start_edtf);
    const contested = now.class === "control:contested";
    const holder = contested
      ? t("map.contested")
      : t("map.held_by", { holder: t(now.class.replace("control:", "holder.")) });
    return t("map.held", { holder, since, day: on });
  }

  const held = (name, at) => [name, ...days().map((day) => holding(at, day))].join(", ");

  const place = (feature) => ({
    key: `place ${feature.id}`,
    kind: "place",
    feature,
    at: feature.at,
    get text() {
      return held(nameOf(feature), feature.at);
    },
  });

  const event = (feature) => ({
    key: `event ${feature.id}`,
    kind: "event",
    feature,
    at: feature.at,
    get text() {
      const when = sourceDate(t, feature.start, feature.start_edtf);
      return `${t("search.event")}: ${t.words(feature.name)}, ${when}`;
    },
  });

  // Areas that are told of together; named where the largest of them is in view.
  function area(key, parts, textOf) {
    const view = map.getBounds();
    const bySize = [...parts].sort((a, b) => (b.km2 ?? 0) - (a.km2 ?? 0));
    for (const feature of bySize) {
      const { bounds } = feature;
      const at = bounds.intersects(view) && pointInside(feature.shape, bounds, view);
      if (!at) continue;
      const shapes = parts.map(({ shape }) => shape);
      return {
        key,
        kind: "ground",
        feature,
        at,
        shapes,
        get text() {
          return textOf(at);
        },
      };
    }
    return null;
  }

  function groupBy(features, keyOf) {
    const groups = new Map();
    for (const feature of features) {
      const key = keyOf(feature);
      groups.set(key, [...(groups.get(key) ?? []), feature]);
    }
    return [...groups];
  }

  // Since when the ground of a feature has been held as it is now.
  function heldSince(feature, byBlock) {
    const spans = mergedHolders(byBlock.get(feature.block));
    return spans.find(({ start, end }) => time.visible(start, end, feature.start)).start;
  }

  function grounds(there) {
    const byBlock = new Map(groupBy(data.features.control, ({ block }) => block));
    for (const spans of byBlock.values()) spans.sort((a, b) => (a.start < b.start ? -1 : 1));
    const keyOf = (feature) =>
      `${feature.unit} ${feature.class} ${heldSince(feature, byBlock)}`;
    return groupBy(there.filter(({ layer }) => layer === "control"), keyOf).map(([key, parts]) => {
      const km2 = parts.reduce((sum, part) => sum + part.km2, 0);
      return area(`ground ${key}`, parts, (at) => {
        const name = parts[0].unit === data.elsewhere ? t("panel.elsewhere") : nameOf(parts[0]);
        return held(t("map.ground", { name, km2: t.number(Math.max(1, km2)) }), at);
      });
    });
  }

  const zones = (there) =>
    groupBy(
      there.filter(({ layer }) => ZONES.includes(layer)),
      // each place where accounts differ is told by its name
      (feature) => (feature.layer === DIFFERING ? feature.place : feature.class),
    ).map(([key, parts]) =>
      area(`zone ${key}`, parts, () => {
        const start = parts.map((part) => part.start).sort()[0];
        const since = t("popup.since", { date: t.date(start) });
        const [zone] = parts;
        return `${zone.layer === DIFFERING ? nameOf(zone) : t(`class.${key}`)}, ${since}`;
      }),
    );

  const countries = (there) =>
    there
      .filter(({ layer }) => layer === "countries")
      .map((feature) => area(`country ${feature.id}`, [feature], () => nameOf(feature)));

  // All that is on view, in reading order: from north to south, in each row from west to east.
  return function list(layersOn) {
    const ROW_PX = 48;
    const there = drawn.there().filter(({ layer }) => layersOn.includes(layer));
    const areas = there.filter(({ form }) => form === "area");
    const size = map.getSize();
    return [
      ...drawn.labels.signs().map(place),
      ...(layersOn.includes("events") ? drawn.pinned().map(event) : []),
      ...grounds(areas),
      ...zones(areas),
      ...countries(areas),
    ]
      .filter(Boolean)
      .map((item) => Object.assign(item, { point: map.latLngToContainerPoint(item.at) }))
      .filter(({ point: { x, y } }) => x >= 0 && y >= 0 && x <= size.x && y <= size.y)
      .sort(
        ({ point: a }, { point: b }) =>
          Math.floor(a.y / ROW_PX) - Math.floor(b.y / ROW_PX) || a.x - b.x || a.y - b.y,
      );
  };
}
