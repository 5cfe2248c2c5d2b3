import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { payloadOf, textsOf } from "../testing.ts";
import { type Commands, commandsOf } from "./commands.ts";
import { listeners, tellChanges } from "./listeners.ts";
import { messages } from "./messages.ts";
import type { Layer, Theme } from "./payload.ts";
import { createStore, type State, type Store } from "./store.ts";

const layer = (id: string, choice: boolean): Layer => ({ id, kind: "area", shown: true, choice });

const texts = textsOf();
const data = payloadOf({
  language: "en",
  languages: ["en", "hy"],
  first: "1918-05-28",
  last: "2024-12-31",
  layers: [layer("countries", false), layer("control", true), layer("districts", true)],
  themes: { screen: {} as Theme, contrast: {} as Theme },
  spoken: texts.spoken,
  strings: texts.strings("en", {
    "page.bad_parameter": "{name}={value}: {expected}",
    "page.view_form": "latitude,longitude,zoom",
    "timeline.bad_date": "{text}",
  }),
});

const initial: State = {
  date: "1994-12-31",
  compare: null,
  how: "changes",
  active: "date",
  layers: ["countries", "control"],
  view: [39.75, 46.8, 8],
  language: "en",
  theme: "screen",
  mode: null,
  tab: null,
  step: null,
  talk: null,
  playing: false,
};

let store: Store;
let commands: Commands;
let told: unknown[];

beforeEach(() => {
  store = createStore(initial);
  told = [];
  const { on, tell } = listeners();
  for (const event of [
    "date",
    "compare",
    "layers",
    "mode",
    "theme",
    "language",
    "release",
  ] as const)
    on(event, (what: unknown) => told.push([event, what]));
  commands = commandsOf(data, messages(data), store, () => tell("release", store.get("date")));
  tellChanges(store, tell);
});

test("a day or a year is shown, and told of", () => {
  commands.setDate("1992");
  commands.setDate("1992-05-18", { release: true });
  commands.setDate("1992-05-18");
  assert.deepEqual(told, [
    ["date", "1992-12-31"],
    ["date", "1992-05-18"],
    ["release", "1992-05-18"],
  ]);
});

test("what is not there is refused, and changes nothing", () => {
  const refused: [() => void, RegExp][] = [
    [() => commands.setDate("1900"), /1900/],
    [() => commands.setDate("1992-02-30"), /1992-02-30/],
    [() => commands.setCompare("never"), /never/],
    [() => commands.setCompare("1992", "flip" as "swipe"), /how=flip: changes, swipe, side/],
    [() => commands.setLayers(["control", "roads"]), /layers=roads: countries, control, districts/],
    [() => commands.setMode("print" as "present"), /mode=print: present/],
    [() => commands.setTheme("toString"), /theme=toString: screen, contrast/],
    [() => commands.setLanguage("fr"), /lang=fr: en, hy/],
  ];
  for (const [act, message] of refused) assert.throws(act, { name: "RangeError", message });
  assert.deepEqual(told, []);
});

test("layers keep their order, and those that nobody chooses are always on", () => {
  commands.setLayers(["districts", "control"]);
  assert.deepEqual(store.get("layers"), ["countries", "control", "districts"]);
  commands.switchLayer("control", false);
  assert.deepEqual(store.get("layers"), ["countries", "districts"]);
  commands.switchLayer("control", true);
  assert.deepEqual(store.get("layers"), ["countries", "control", "districts"]);
});

test("a comparison has its way, its led date and its end", () => {
  commands.lead("compare");
  assert.equal(store.get("active"), "date");
  commands.setCompare("2020-09-26", "side");
  commands.lead("compare");
  commands.setCompare("2020-12-01");
  assert.deepEqual([store.get("how"), store.get("active")], ["side", "compare"]);
  told = [];
  commands.swap();
  assert.deepEqual(told, [
    ["date", "2020-12-01"],
    ["compare", { compare: "1994-12-31", how: "side" }],
    ["release", "2020-12-01"],
  ]);
  commands.setCompare(null, "side", { release: true });
  assert.deepEqual([store.get("compare"), store.get("active")], [null, "date"]);
  commands.swap();
  assert.equal(store.get("date"), "2020-12-01");
});

test("mode, theme and language are told of", () => {
  commands.setMode("present");
  commands.setMode(null);
  commands.setTheme("contrast");
  commands.setLanguage("hy");
  assert.deepEqual(told, [
    ["mode", "present"],
    ["mode", null],
    ["theme", "contrast"],
    ["language", "hy"],
  ]);
});

test("what is no view, list or day is refused in one sentence", () => {
  const view = "latitude,longitude,zoom";
  const bare = Object.create(null);
  const refusals: [() => unknown, string][] = [
    [
      () => commands.checkedView({ lat: 39.8, lon: 46.8 } as never),
      `view={"lat":39.8,"lon":46.8}: ${view}`,
    ],
    [() => commands.checkedView([39.8, 46.8] as never), `view=39.8,46.8: ${view}`],
    [() => commands.checkedView([Number.NaN, 46.8, 8]), `view=NaN,46.8,8: ${view}`],
    [() => commands.checkedView("39.8,46.8,8" as never), `view=39.8,46.8,8: ${view}`],
    [() => commands.checkedView(undefined as never), `view=undefined: ${view}`],
    [() => commands.checkedView([bare, bare, bare] as never), `view=object: ${view}`],
    [() => commands.setLayers(null as never), "layers=null: countries, control, districts"],
    [() => commands.setLayers("control" as never), "layers=control: countries, control, districts"],
    [() => commands.setDate(bare), "{}"],
    [() => commands.setDate(Symbol("day") as never), "Symbol(day)"],
  ];
  for (const [act, message] of refusals) assert.throws(act, { name: "RangeError", message });
  assert.deepEqual(commands.checkedView([39.8, 46.8, 8]), [39.8, 46.8, 8]);
});
