// Building elements. Text from the data only ever becomes text nodes and attribute values.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    // the page's policy forbids style attributes, but not what a script sets itself
    else if (name === "style") node.style.cssText = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const el = (tag, attributes, ...children) =>
  fill(document.createElement(tag), attributes, children);

const svg = (tag, attributes, ...children) =>
  fill(document.createElementNS(SVG, tag), attributes, children);

const byId = (id) => document.getElementById(id);

// Call `act` at most once a frame, however often it is asked for; all share one frame request.
const oncePerFrame = (() => {
  const waiting = new Set();
  const flush = () => {
    const acts = [...waiting];
    waiting.clear();
    acts.forEach((act) => act());
  };
  return (act) => () => {
    // asked of the browser once the caller is done: the request may cost more than the caller's work
    if (waiting.size === 0) queueMicrotask(() => requestAnimationFrame(flush));
    waiting.add(act);
  };
})();

// Call `act` when it has not been asked for during `ms`.
function afterPause(act, ms) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), ms);
  };
}

// Write a text only where it differs: an unchanged node costs the browser nothing, and a text that
// is written over less than one that is replaced.
function say(node, text) {
  const { firstChild } = node;
  if (firstChild?.nodeType !== Node.TEXT_NODE || firstChild.nextSibling) node.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
}

// Set an attribute only where it differs.
function mark(node, name, value) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}
