// The frame of the map: its own settings, the view it opens with, and its fit to the window.

// The folium map comes with its relief; the rest is set here.
const NEAREST = 10;
const FOOT_PX = 24;

function setUpMap(map, data, t) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const { panBy } = map;
  // the map jumps where it would glide
  map.panBy = (by, options) => panBy.call(map, by, calm.matches ? { ...options, animate: false } : options);
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 140 }).addTo(map);
  L.control
    .attribution({ prefix: false, position: "bottomright" })
    .addAttribution(told("span", t, "attribution", {}, { code: data.code, version: data.version }).outerHTML)
    .addTo(map);
  const zoom = L.control.zoom({ position: "bottomright" }).addTo(map).getContainer();
  for (const [button, key] of [...zoom.children].map((each, at) => [each, ["map.zoom_in", "map.zoom_out"][at]])) {
    fill(button, { "data-t-title": key, "data-t-aria-label": key, title: t(key), "aria-label": t(key) }, []);
  }
  fill(map.getContainer(), { role: "region", "data-t-aria-label": "map.label", "aria-label": t("map.label") }, []);
  // over both maps of a comparison, as the panels are
  byId("frame").append(map.getContainer().querySelector(".leaflet-control-container"));

  let untouched = true;
  const fitting = [];
  const leastZoom = map.options.minZoom;

  // The map never shows more than there is: the picture of the relief fills it.
  function fit() {
    map.invalidateSize({ animate: false });
    map.setMinZoom(Math.max(leastZoom, map.getBoundsZoom(map.options.maxBounds, true)));
    if (untouched) showSubject();
    fitting.forEach((act) => act());
  }

  // Until somebody moves the map, its subject fills it, whatever size the frame comes to have.
  function showSubject() {
    // the credits lie along the foot
    map.fitBounds(data.view, { animate: false, paddingBottomRight: [0, FOOT_PX] });
  }

  for (const touch of ["pointerdown", "wheel", "keydown"]) {
    byId("stage").addEventListener(touch, ({ target }) => {
      if (target.closest(".folium-map, .leaflet-control")) untouched = false;
    }, { capture: true, passive: true });
  }

  // asked for at every step in time, and seldom another one
  let seen = null;
  map.on("move zoom resize", () => (seen = null));
  function view() {
    if (!seen) {
      const { lat, lng } = map.getCenter();
      seen = [Number(lat.toFixed(4)), Number(lng.toFixed(4)), map.getZoom()];
    }
    return [...seen];
  }

  return {
    start() {
      new ResizeObserver(fit).observe(map.getContainer());
      fit();
    },
    showSubject,
    // Show a stretch of ground; a point with enough around it to know where it is.
    showBounds(bounds) {
      untouched = false;
      map.fitBounds(bounds, { animate: false, maxZoom: NEAREST, padding: [24, 24] });
    },
    onFit: (act) => fitting.push(act),
    view,
    setView([lat, lon, zoom]) {
      untouched = false;
      map.setView([lat, lon], zoom, { animate: false });
    },
  };
}
