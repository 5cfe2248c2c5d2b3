// One stop of the Tab key for all that is on the map: arrows go from neighbour to neighbour, Page
// Down and Page Up through everything in reading order. Made when it is looked for, never before.

// `list()` is what is on view, `open(item)` tells of it, `colours()` are those of the theme.
function rover(map, list, open, colours) {
  const box = byId("on-map");
  const PANE = "found";
  const nodes = new Map();
  let items = [];
  let current = null;
  let ring = [];

  map.createPane(PANE).style.zIndex = 630;
  const renderer = L.svg({ pane: PANE, padding: 0.4 });

  const has = (node) => box.contains(node);
  const roving = () => has(document.activeElement);

  function drawRing() {
    ring.forEach((path) => path.remove());
    ring = [];
    if (!current?.shapes || !roving()) return;
    const outline = outlineOf(current.shapes);
    const { halo, ink } = colours();
    for (const [color, weight] of [[halo, 8], [ink, 4]]) {
      const look = { color, weight, interactive: false, renderer, pane: PANE, lineJoin: "round" };
      ring.push(L.polyline(outline, look).addTo(map));
    }
  }

  function nodeOf(item) {
    if (!nodes.has(item.key)) {
      const text = el("span", {});
      const node = el("div", { role: "option", tabindex: -1 }, text);
      node.addEventListener("click", () => open(item));
      nodes.set(item.key, node);
    }
    const node = nodes.get(item.key);
    const { x, y } = item.point;
    const size = map.getSize();
    node.item = item;
    node.className = item.kind;
    node.classList.toggle("to-west", x > size.x / 2);
    node.classList.toggle("to-north", y > size.y / 2);
    node.style.translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
    return node;
  }

  // Bring the list in line with the map. The node that has the focus is never moved: that would
  // take the focus from it.
  function make() {
    items = list();
    const wanted = items.map(nodeOf);
    const focused = roving() ? document.activeElement : null;
    for (const [key, node] of nodes) {
      if (wanted.includes(node)) continue;
      nodes.delete(key);
      if (node !== focused) node.remove();
    }
    const after = wanted.indexOf(focused) + 1;
    wanted.slice(0, after).forEach((node) => node !== focused && box.insertBefore(node, focused));
    box.append(...wanted.slice(after));
    for (const item of items) say(nodes.get(item.key).firstChild, item.text);
  }

  const distance = (a, b) => a.distanceTo(b);
  const nearest = (point) =>
    items.reduce((best, item) => {
      const far = distance(item.point, point);
      return best && best.far <= far ? best : { item, far };
    }, null)?.item;

  function go(item) {
    if (!item) return;
    if (current && nodes.has(current.key)) nodes.get(current.key).tabIndex = -1;
    current = item;
    box.tabIndex = -1;
    const node = nodes.get(item.key);
    node.tabIndex = 0;
    for (const [key, each] of nodes) each.setAttribute("aria-selected", key === item.key);
    node.focus({ preventScroll: true });
    drawRing();
  }

  // Where it was, or what lies nearest to that now; at first the middle of the map.
  function goBack() {
    const middle = map.getSize().divideBy(2);
    const same = items.find(({ key }) => key === current?.key);
    go(same ?? nearest(current ? map.latLngToContainerPoint(current.at) : middle));
  }

  // The neighbour in a direction: near, and rather straight on than aside.
  function neighbour([dx, dy], from = current.point) {
    let best = null;
    for (const item of items) {
      if (item.key === current.key) continue;
      const along = (item.point.x - from.x) * dx + (item.point.y - from.y) * dy;
      const aside = Math.abs((item.point.x - from.x) * dy) + Math.abs((item.point.y - from.y) * dx);
      if (along <= 0 || aside > along * 2) continue;
      const far = along + 2 * aside;
      if (!best || far < best.far) best = { item, far };
    }
    return best?.item ?? null;
  }

  // Past the last one the map moves on, as far as it goes.
  function step(direction) {
    const found = neighbour(direction);
    if (found) return go(found);
    const size = map.getSize();
    map.panBy([(direction[0] * size.x) / 3, (direction[1] * size.y) / 3], { animate: false });
    make();
    current = items.find(({ key }) => key === current.key) ?? {
      ...current,
      point: map.latLngToContainerPoint(current.at),
    };
    go(neighbour(direction) ?? nearest(current.point));
  }

  const inOrder = (by) => {
    const at = items.findIndex(({ key }) => key === current.key);
    go(items[Math.min(items.length - 1, Math.max(0, at + by))]);
  };

  const keys = {
    ArrowLeft: () => step([-1, 0]),
    ArrowRight: () => step([1, 0]),
    ArrowUp: () => step([0, -1]),
    ArrowDown: () => step([0, 1]),
    PageDown: () => inOrder(1),
    PageUp: () => inOrder(-1),
    Home: () => go(items[0]),
    End: () => go(items.at(-1)),
    Enter: () => open(current),
    " ": () => open(current),
    "+": () => map.zoomIn(1),
    "=": () => map.zoomIn(1),
    "-": () => map.zoomOut(1),
  };

  box.addEventListener("focusin", ({ target }) => {
    if (target === box) {
      make();
      goBack();
    } else if (target.item !== current) go(target.item);
  });

  // Left alone, the list is gone: it costs nothing while nobody goes through it.
  const leave = oncePerFrame(() => {
    if (roving()) return;
    box.replaceChildren();
    nodes.clear();
    items = [];
    box.tabIndex = 0;
    drawRing();
  });
  box.addEventListener("focusout", leave);

  // After a change of date, view, layers or language, while somebody is here.
  const renew = oncePerFrame(() => {
    if (!roving()) return;
    make();
    const same = items.find(({ key }) => key === current.key);
    if (!same) goBack();
    else {
      current = same;
      drawRing();
    }
    for (const node of [...box.children]) if (![...nodes.values()].includes(node)) node.remove();
  });
  map.on("moveend zoomend", renew);

  return { has, act: (key) => keys[key], renew, focus: () => box.focus() };
}
