// Tells what in the shipped script and style sheet needs a newer browser than docs/engines.md
// states: their names, looked up in MDN's tables of what came when.
import { readdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import bcd from "@mdn/browser-compat-data/forLegacyNode";
import { parse } from "acorn";
import { full } from "acorn-walk";
import * as css from "css-tree";
import { OLDEST } from "./oldest.mjs";

const shipped =
  process.argv[2] ?? `${dirname(fileURLToPath(import.meta.url))}/../src/karamap/web/static`;

// What is asked for before it is used, or does no harm where it is missing.
const GUARDED = {
  requestIdleCallback: "a timer where there is none",
  timeRemaining: "comes with requestIdleCallback",
  ClipboardItem: "where there is none the picture becomes a file",
  userActivation: "asked with ?.",
  isActive: "comes with userActivation",
  requestFullscreen: "no button where there is none",
  exitFullscreen: "comes with requestFullscreen",
  fullscreenElement: "undefined: nothing fills the screen",
  fullscreenEnabled: "undefined: no button",
  touches: "of touch events, which only screens for fingers send",
};
// Rules that change nothing for the worse where they are not understood.
const HARMLESS = [
  ["cursor", "fingers have none"],
  ["container-type", "what asks for the width is behind @supports"],
  ["forced-color-adjust", "where there are no forced colours"],
  ["(forced-colors)", "where there are no forced colours"],
  [":fullscreen", "where nothing fills the screen"],
  ["@page", "the margins are then the printer's"],
].map(([name]) => name);
// Objects that this page never holds: members of their names are our own data.
const FOREIGN =
  /^(CSS|Composition|Cookie|IDB|GPU|Iterator|ML|XR|VTT|Feature|Layout|Media|Navigat|Observable|Payment|Contact|Performance|Push|Permissions|Speech|ViewTimeline|Virtual)/;

const compare = (one, other) => {
  const [a, b] = [one, other].map((each) => each.replace("≤", "").split(".").map(Number));
  return a[0] - b[0] || (a[1] ?? 0) - (b[1] ?? 0);
};
// Whether a browser has something, under its own name and without a switch.
const has = (support, oldest) =>
  [support ?? []]
    .flat()
    .some(
      ({ version_added: added, version_removed: gone, flags, prefix, alternative_name: other }) =>
        /^[≤\d]/.test(String(added)) &&
        !(flags || prefix || other) &&
        compare(added, oldest) <= 0 &&
        !(typeof gone === "string" && compare(gone, oldest) <= 0),
    );
const lacking = ({ support }) =>
  Object.keys(OLDEST).filter((browser) => !has(support[browser], OLDEST[browser]));

const problems = new Set();
function check(what, ...compats) {
  if (Object.hasOwn(GUARDED, what.split(".").at(-1))) return;
  const known = compats.filter(Boolean);
  if (known.length === 0 || known.some((each) => lacking(each).length === 0)) return;
  problems.add(`${what}: not in ${lacking(known[0]).join(", ")} as old as stated`);
}

const owners = { ...bcd.javascript.builtins, ...bcd.api };
// by name, what the objects of the page have under it
const members = new Map();
for (const [owner, parts] of Object.entries(owners)) {
  if (FOREIGN.test(owner)) continue;
  for (const [name, { __compat: compat }] of Object.entries(parts)) {
    const plain = name.replace(/_(static|event)$/, "");
    if (compat) members.set(plain, [...(members.get(plain) ?? []), compat]);
  }
}

function checkScript(text) {
  const member = (name) => check(`.${name}`, ...(members.get(name) ?? []));
  // syntax that came later is none to this parser
  full(parse(text, { ecmaVersion: 2022 }), (node) => {
    if (node.type === "Identifier" && Object.hasOwn(owners, node.name))
      check(node.name, owners[node.name].__compat);
    if (node.type === "MemberExpression" && !node.computed) {
      const { object, property } = node;
      const owner =
        object.type === "Identifier" && Object.hasOwn(owners, object.name) && owners[object.name];
      const navigator = object.name === "navigator" && bcd.api.Navigator[property.name];
      const own = navigator || owner?.[`${property.name}_static`];
      if (own) check(`${object.name}.${property.name}`, own.__compat);
      else member(property.name);
    }
    if (node.type === "ObjectPattern")
      for (const { key } of node.properties) if (key?.type === "Identifier") member(key.name);
    const pattern = node.regex?.pattern ?? (typeof node.value === "string" ? node.value : "");
    if (/\(\?<[=!]/.test(pattern))
      check(
        `lookbehind ${pattern}`,
        bcd.javascript.regular_expressions.lookbehind_assertion.__compat,
      );
  });
}

// by name, the functions and units that values are written with
const { types, properties, selectors, "at-rules": atRules } = bcd.css;
const functions = new Map(
  Object.values(types)
    .flatMap((type) => Object.entries(type))
    .concat(Object.entries(types))
    .filter(([, { __compat: compat }]) => compat),
);
const UNITS = { d: "dynamic", l: "large", s: "small" };
const unitOf = (unit) =>
  types.length[unit] ??
  (unit.startsWith("cq") ? types.length.container_query_length_units : undefined) ??
  types.length[
    `viewport_percentage_units_${UNITS[unit.match(/^([dls])v(w|h|i|b|min|max)$/)?.[1]]}`
  ];

// Whether a declaration is understood; what is not may follow one that is.
function declared({ property, value }) {
  if (HARMLESS.includes(property)) return [];
  const parts = properties[property] ?? {};
  const asked = [];
  if (!property.startsWith("-")) asked.push([property, parts.__compat]);
  css.walk(value, (node) => {
    if (node.type === "Identifier")
      asked.push([`${property}: ${node.name}`, parts[node.name]?.__compat]);
    if (node.type === "Function")
      asked.push([`${node.name}()`, functions.get(node.name)?.__compat]);
    if (node.type === "Dimension") asked.push([`1${node.unit}`, unitOf(node.unit)?.__compat]);
  });
  return asked.filter(([, compat]) => compat && lacking(compat).length > 0);
}

function checkStyles(text) {
  const sheet = css.parse(text, { parseCustomProperty: true });
  const rule = (name, compat) => HARMLESS.includes(name) || check(name, compat);
  css.walk(sheet, function visit(node) {
    // what is asked for first may be as new as it likes
    if (node.type === "Atrule" && node.name === "supports") return this.skip;
    if (node.type === "PseudoClassSelector" || node.type === "PseudoElementSelector")
      if (!node.name.startsWith("-")) rule(`:${node.name}`, selectors[node.name]?.__compat);
    if (node.type === "Atrule") rule(`@${node.name}`, atRules[node.name]?.__compat);
    if (node.type === "NestingSelector") check("nesting", selectors.nesting.__compat);
    if (node.type === "Feature") rule(`(${node.name})`, atRules.media[node.name]?.__compat);
    if (node.type !== "Block") return;
    const understood = new Set();
    for (const each of node.children) {
      if (each.type !== "Declaration") continue;
      const newer = declared(each);
      if (newer.length === 0) understood.add(each.property.replace(/^-webkit-/, ""));
      // with a variable in it, it is found out too late for the one before
      else if (css.generate(each.value).includes("var(")) understood.delete(each.property);
      if (newer.length === 0) continue;
      if (!understood.has(each.property))
        for (const [what, compat] of newer) check(`${css.generate(each)} (${what})`, compat);
    }
  });
}

for (const name of await readdir(shipped)) {
  const text = await readFile(`${shipped}/${name}`, "utf8");
  if (name.endsWith(".js")) checkScript(text);
  if (name.endsWith(".css")) checkStyles(text);
}
for (const each of problems) console.error(each);
process.exit(problems.size > 0 ? 1 : 0);
