// Names on the map: countries, water and places, by rank and zoom, none over another.

// the zoom from which places of a rank (1 the most important) have a sign, and a name
const SIGN_FROM = [0, 6, 7.5, 8.5, 9.75];
const NAME_FROM = [0, 6, 7.75, 8.5, 10];
const NAME_PX = [0, 15, 13.5, 12, 11];
const LAST_RANK = 4;
const HALO_PX = 2;
// names of areas longer than this take two lines, so far apart
const LINE_LENGTH = 18;
const LINE_EM = 1.25;
// what lies over the map
const OVERLAYS = "#panels > *, .read-out > *, .leaflet-control, #tools > *";

// The boxes taken so far.
function boxes() {
  const taken = [];
  const free = (box) =>
    taken.every((t) => box.x1 <= t.x0 || box.x0 >= t.x1 || box.y1 <= t.y0 || box.y0 >= t.y1);
  return { free, take: (box) => taken.push(box) };
}

const Canvas = L.Layer.extend({
  initialize(pane) {
    this.paneName = pane;
  },
  onAdd(map) {
    this.root = svg("svg", { class: "leaflet-zoom-hide labels" });
    map.getPane(this.paneName).append(this.root);
  },
});

function labelling(map, data, t) {
  const look = () => data.style.styles.places;
  const canvas = new Canvas("labels");
  map.createPane("labels").style.zIndex = 600;
  canvas.addTo(map);
  const quiet = svg("g", { class: "quiet" });
  const marks = svg("g");
  const texts = svg("g");
  canvas.root.append(quiet, marks, texts);

  // every name; and of those in view and around it the places, the weightiest first, and the areas
  const names = [];
  let near = null;
  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  let layersOn = {};
  let day = data.last;

  // how much larger than on a desk everything is drawn (a projector's screen)
  let scale = 1;
  let font = "sans-serif";
  let quietFont = "serif";
  function readSizes() {
    scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    font = getComputedStyle(document.body).fontFamily;
    quietFont = getComputedStyle(document.documentElement).getPropertyValue("--serif");
  }
  const rankOf = (feature) => Math.min(LAST_RANK, Math.max(1, feature.rank));

  function widthOf(text, px, weight, face = font) {
    const key = `${weight} ${px} ${face} ${text}`;
    if (!widths.has(key)) {
      pen.font = `${weight} ${px}px ${face}`;
      widths.set(key, pen.measureText(text).width);
    }
    return widths.get(key);
  }

  // Better known places are named first, among equals the towns.
  const weight = ({ rank, kind }) => rank + ({ city: 0, town: 0.1 }[kind] ?? 0.2);

  const nameOf = (feature) => t.namesOf(feature, day)[0] ?? "";

  // A name that is there on the day; its nodes are made when it first comes into view.
  function add(feature) {
    const item = { feature, sign: null, text: null, on: false };
    names.push(item);
    near = null;
    const redraw = () => {
      item.on = !item.on;
      renew();
    };
    return { enter: redraw, leave: redraw };
  }

  function makeNodes(item) {
    const { feature } = item;
    const { layer, kind, rank = 1 } = feature;
    if (layer === "places") item.sign = svg("g", {}, ...symbols.place(kind, look()));
    item.text = svg("text", { class: `name ${layer} rank-${rankOf({ rank })}` });
    if (feature.water) item.text.classList.add("water");
    for (const node of [item.sign, item.text]) if (node) node.feature = feature;
  }

  // The names of what is in view, and as far around it as the map may be dragged at once: a step
  // in time asks only these.
  function inView() {
    if (near) return near;
    const bounds = map.getBounds().pad(AROUND);
    const there = names.filter(({ feature: { at, spots } }) =>
      spots ? spots.some((spot) => bounds.contains(spot.at)) : bounds.contains(at),
    );
    there.filter(({ text }) => !text).forEach(makeNodes);
    const isPlace = ({ feature }) => feature.layer === "places";
    const before = (a, b) => weight(a) - weight(b) || (a.id < b.id ? -1 : 1);
    near = {
      places: there.filter(isPlace).sort((a, b) => before(a.feature, b.feature)),
      areas: there.filter((item) => !isPlace(item)),
    };
    return near;
  }

  // Nodes that stay where they were are left alone: moving them would cost more than all the rest.
  let placed = new Set();
  function put(group, node, attributes, text = null) {
    placed.add(node);
    const key = `${Object.values(attributes)} ${text}`;
    if (node.key !== key) {
      node.key = key;
      fill(node, attributes, []);
      if (text !== null) write(node, text.split("\n"), attributes);
    }
    if (node.parentNode !== group) group.append(node);
  }

  // One line is the text itself; more lines are centred on the spot, one under the other.
  function write(node, lines, { x, "font-size": px }) {
    if (lines.length === 1) return void (node.textContent = lines[0]);
    const rise = (index) => (index ? LINE_EM : (1 - lines.length) * LINE_EM * 0.5);
    node.replaceChildren(...lines.map((line, i) => svg("tspan", { x, dy: rise(i) * px }, line)));
  }

  function removeOthers() {
    for (const group of [quiet, marks, texts]) {
      for (const node of [...group.children]) if (!placed.has(node)) node.remove();
    }
  }

  const putName = (group, item, x, y, anchor, px) =>
    put(group, item.text, { x, y, "text-anchor": anchor, "font-size": px }, item.name);

  // Try beside, above and below the sign, in the order a cartographer would.
  function placeName(item, point, taken, px) {
    const { kind, rank } = item.feature;
    const width = widthOf(item.name, px, rank <= 2 ? 600 : 400) + HALO_PX;
    const gap = (kind === "city" ? 1.35 : 1) * look().radius * scale + 3;
    const up = px * 0.36;
    const [near, above, below] = [gap * 0.7, point.y - gap * 0.6, point.y + gap * 0.6 + px * 0.7];
    const tries = [
      [point.x + gap, point.y + up, "start", 0],
      [point.x - gap, point.y + up, "end", -width],
      [point.x + near, above, "start", 0],
      [point.x + near, below, "start", 0],
      [point.x - near, above, "end", -width],
      [point.x - near, below, "end", -width],
      [point.x, point.y - gap - 1, "middle", -width / 2],
      [point.x, point.y + gap + px * 0.75, "middle", -width / 2],
    ];
    for (const [x, y, anchor, shift] of tries) {
      const box = { x0: x + shift - HALO_PX, x1: x + shift + width, y0: y - px * 0.8, y1: y + px * 0.25 };
      if (!taken.free(box)) continue;
      taken.take(box);
      return putName(texts, item, x, y, anchor, px);
    }
  }

  const signBox = (point, r) => ({ x0: point.x - r, x1: point.x + r, y0: point.y - r, y1: point.y + r });

  function drawPlaces(taken) {
    const zoom = map.getZoom();
    if (!layersOn.places) return;
    const hasSign = ({ on, feature }) => on && zoom >= SIGN_FROM[rankOf(feature)];
    const shown = inView().places.filter(hasSign);
    const points = shown.map(({ feature }) => map.latLngToLayerPoint(feature.at));
    shown.forEach(({ sign, feature }, index) => {
      const { x, y } = points[index];
      put(marks, sign, { transform: `translate(${x} ${y}) scale(${scale})` });
      if (rankOf(feature) <= 3) taken.take(signBox(points[index], look().radius * scale));
    });
    shown.forEach((item, index) => {
      const rank = rankOf(item.feature);
      if (zoom < NAME_FROM[rank]) return;
      item.name = nameOf(item.feature);
      const px = NAME_PX[rank] * scale;
      placeName(item, points[index], taken, px);
    });
  }

  // How areas are named: from and to which zoom, how big, how widely spaced, how much room they need.
  const AREA_NAMES = {
    countries: { from: 0, to: 10, px: 15, spaced: 0.32, room: 14, capitals: true },
    lakes: { from: 0, px: 12, spaced: 0.05, room: 4 },
    districts: { from: 9.5, px: 11.5, spaced: 0.14, room: 14 },
  };

  // A long name is broken at the space or bracket nearest its middle.
  function inLines(name) {
    if (name.length <= LINE_LENGTH) return [name];
    const breaks = [...name.matchAll(/ /g)].map(({ index }) => index);
    const middle = breaks.sort((a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2))[0];
    return middle ? [name.slice(0, middle), name.slice(middle + 1)] : [name];
  }

  // Spots in view that leave room for a name as wide as this, the roomiest first.
  function spotsFor(feature, width, room) {
    const size = map.getSize();
    const perDegree = (256 * 2 ** map.getZoom()) / 360;
    return feature.spots
      .map((spot) => {
        const { x, y } = map.latLngToContainerPoint(spot.at);
        const edge = Math.min(x - width / 2, size.x - x - width / 2, y - 40, size.y - y - 20);
        return { at: spot.at, fit: Math.min(edge, spot.room * perDegree) };
      })
      .filter(({ fit }) => fit > room)
      .sort((a, b) => b.fit - a.fit);
  }

  // An area is named at its roomiest spot in view that is free of other names.
  function drawAreaNames(taken) {
    for (const item of inView().areas) {
      const { feature } = item;
      const style = AREA_NAMES[feature.layer];
      if (!item.on || !style || !layersOn[feature.layer]) continue;
      if (map.getZoom() < style.from || map.getZoom() > (style.to ?? Infinity)) continue;
      const name = style.capitals ? nameOf(feature).toLocaleUpperCase(data.language) : nameOf(feature);
      const px = style.px * scale;
      const lines = inLines(name);
      item.name = lines.join("\n");
      const width = Math.max(...lines.map((line) => widthOf(line, px, 400, quietFont) + style.spaced * px * line.length));
      const half = ((lines.length - 1) * LINE_EM * px) / 2;
      for (const { at } of spotsFor(feature, width, style.room)) {
        const { x, y } = map.latLngToLayerPoint(at);
        const box = { x0: x - width / 2, x1: x + width / 2, y0: y - px - half, y1: y + px * 0.3 + half };
        if (!taken.free(box)) continue;
        taken.take(box);
        putName(quiet, item, x, y, "middle", px);
        break;
      }
    }
  }

  // Names keep clear of what lies over the map, and are not cut by its edges.
  function takeFrame(taken) {
    const { min, max } = map.getPixelBounds();
    const origin = map.getPixelOrigin();
    const [west, east] = [min.x - origin.x, max.x - origin.x];
    const [north, south] = [min.y - origin.y, max.y - origin.y];
    for (const x of [west, east]) taken.take({ x0: x, x1: x + 1, y0: -Infinity, y1: Infinity });
    for (const y of [north, south]) taken.take({ x0: -Infinity, x1: Infinity, y0: y, y1: y + 1 });
    const corner = map.getContainer().getBoundingClientRect();
    for (const panel of document.querySelectorAll(OVERLAYS)) {
      const { left, right, top, bottom } = panel.getBoundingClientRect();
      const { x: x0, y: y0 } = map.containerPointToLayerPoint([left - corner.left, top - corner.top]);
      const { x: x1, y: y1 } = map.containerPointToLayerPoint([right - corner.left, bottom - corner.top]);
      taken.take({ x0, x1, y0, y1 });
    }
  }

  function draw() {
    placed = new Set();
    const taken = boxes();
    takeFrame(taken);
    drawPlaces(taken);
    drawAreaNames(taken);
    removeOthers();
  }
  const renew = oncePerFrame(draw);

  readSizes();
  map.on("resize", readSizes);
  map.on("zoomend moveend resize", () => {
    near = null;
    renew();
  });
  for (const panel of document.querySelectorAll("#panels > *")) panel.addEventListener("toggle", renew);

  // The place whose name was clicked, or whose sign lies within reach of the click, if any.
  function at({ containerPoint, originalEvent }, reach) {
    if (!layersOn.places) return null;
    const clicked = originalEvent?.target.closest?.("text, g")?.feature;
    if (clicked?.layer === "places") return clicked;
    let best = null;
    for (const { on, sign, feature } of names) {
      if (!on || !sign?.isConnected) continue;
      const distance = map.latLngToContainerPoint(feature.at).distanceTo(containerPoint);
      if (distance <= reach && (!best || distance < best.distance)) best = { feature, distance };
    }
    return best?.feature ?? null;
  }

  // The places whose sign is on the map.
  const signs = () =>
    [...names.values()].filter(({ on, sign }) => on && sign?.isConnected).map(({ feature }) => feature);

  // Draw the signs in the look that `data.style` has now.
  function restyle() {
    for (const { sign, feature } of names) {
      sign?.replaceChildren(...symbols.place(feature.kind, look()));
    }
  }

  return {
    add,
    at,
    signs,
    renew,
    restyle,
    // the type of the page has another size
    resize() {
      readSizes();
      renew();
    },
    setDay: (to) => (day = to),
    showLayers(on) {
      layersOn = on;
      renew();
    },
  };
}
