// The whole page, as a reader uses it, without a browser: what is said and chosen, not how it looks.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Karamap } from "./core/karamap.ts";
import { find, openPage, press, settled, textOf } from "./page-testing.ts";

let karamap: Karamap;

before(async () => {
  karamap = await openPage("?date=1994-05-12");
});

// What somebody types or chooses.
function enter(selector: string, value: string, event = "input") {
  const field = find<HTMLInputElement>(selector);
  field.value = value;
  field.dispatchEvent(new Event(event, { bubbles: true }));
}

test("the page starts on the day that its link asks for", () => {
  assert.equal(karamap.date, "1994-05-12");
  assert.ok(document.body.classList.contains("ready"));
  assert.match(textOf("#date"), /12 May 1994/);
  assert.ok(karamap.visible().control.length > 100);
});

test("keys, sliders and a typed date move through time", () => {
  press("n");
  assert.ok(karamap.date > "1994-05-12");
  press("p");
  press("ArrowLeft");
  assert.equal(karamap.date, "1993-12-31");
  press("Home");
  assert.equal(karamap.date, "1918-01-01");
  press("End");
  assert.equal(karamap.date, "2024-12-31");
  press("PageDown");
  assert.equal(karamap.date, "2014-12-31");
  enter("#year", "1992");
  find("#year").dispatchEvent(new Event("change"));
  find("#day").focus();
  press("ArrowRight", {}, find("#day"));
  find("#day").blur();
  enter("#typed-date", "1992-05-09");
  find("#date-form").dispatchEvent(new Event("submit", { cancelable: true }));
  assert.equal(karamap.date, "1992-05-09");
  enter("#typed-date", "soon");
  find("#date-form").dispatchEvent(new Event("submit", { cancelable: true }));
  assert.equal(karamap.date, "1992-05-09");
  assert.match(textOf("#notice"), /soon/);
  find("#dismiss").click();
  assert.ok(find("#notice").hidden);
});

test("it plays, and pauses", async () => {
  press(" ");
  await settled();
  press(" ");
  for (const step of ["year", "change"]) enter("#steps", step, "change");
  karamap.pause();
  assert.ok(karamap.date >= "1992-05-09");
});

test("all is said in each language, and layers are switched", async () => {
  for (const language of ["ru", "hy", "az", "en"]) {
    enter("#language", language, "change");
    assert.equal(document.documentElement.lang, language);
    assert.ok(karamap.text().length > 100);
    await settled();
  }
  const on = karamap.layers;
  for (const box of document.querySelectorAll<HTMLElement>("#layer-list input")) box.click();
  assert.notDeepEqual(karamap.layers, on);
  karamap.setLayers(on);
  karamap.setTheme("contrast");
  karamap.setTheme("screen");
});

test("two days are compared in three ways", async () => {
  karamap.setDate("1992-01-01");
  karamap.setCompare("1994-05-12");
  await settled();
  assert.match(textOf("#changes"), /Lachin/);
  for (const how of ["swipe", "side", "changes"] as const) {
    find(`[data-how=${how}]`).click();
    await settled();
    assert.equal(karamap.how, how);
    press("ArrowRight", {}, find("#swipe"));
  }
  find("#swap").click();
  assert.equal(karamap.compare, "1992-01-01");
  find("#chip-compare").click();
  press("ArrowRight");
  assert.equal(karamap.compare, "1993-12-31");
  find("#end-compare").click();
  assert.equal(karamap.compare, null);
});

test("the story tells claims, events, people, sources and the day, and is searched", async () => {
  karamap.setDate("1992-05-18");
  find("#open-story").click();
  const tabs = [...document.querySelectorAll<HTMLElement>("#story-tabs [role=tab]")];
  for (const tab of tabs) {
    tab.click();
    await settled();
    assert.ok(textOf("#story-body").length > 40, tab.textContent ?? "");
    for (const button of [...document.querySelectorAll<HTMLElement>("#story-body button")].slice(
      0,
      6,
    ))
      button.click();
    press("ArrowRight", {}, tab);
  }
  for (const name of ["Ստեփանակերտ", "Ходжалы", "Xankəndi", "Shusha", "ceasefire"]) {
    enter("#search", name);
    assert.ok(document.querySelectorAll("#hits .hit").length > 0, name);
    find("#hits .hit").click();
  }
  enter("#search", "wxyzt");
  assert.equal(document.querySelectorAll("#hits .hit").length, 0);
  enter("#search", "");
  press("Escape");
  press("t");
  find("#close-story").click();
});

test("what is clicked is told, with its history and sources", async () => {
  karamap.setDate("2020-11-10");
  const told: string[] = [];
  karamap.on("click", ({ date, layer }) => told.push(`${date} ${layer}`));
  for (const point of [L.point(640, 400), L.point(500, 300), L.point(700, 500)])
    chart.fire("click", { latlng: chart.containerPointToLatLng(point), containerPoint: point });
  await settled();
  assert.ok(told.length >= 3);
  assert.ok(told.includes("2020-11-10 control"), told.join());
  assert.ok(textOf(".leaflet-popup-content").length > 20);
  for (const link of document.querySelectorAll<HTMLElement>(".leaflet-popup button")) link.click();
  press("Escape");
});

test("what is in view is gone through by keyboard", () => {
  const list = find("#on-map");
  list.focus();
  list.dispatchEvent(new Event("focus"));
  for (const key of ["ArrowDown", "ArrowRight", "End", "Home", "ArrowUp", "b", "Enter"])
    press(key, {}, list);
  list.blur();
  for (const link of document.querySelectorAll<HTMLElement>("#skip a")) link.click();
  press("?");
  assert.ok(find<HTMLDialogElement>("#key-help").open);
  find("#close-help").click();
});

test("the tour leads from step to step", async () => {
  karamap.openAsked(new URLSearchParams("tour=1"));
  await settled();
  const words = textOf("#story-body");
  press("PageDown");
  await settled();
  assert.notEqual(textOf("#story-body"), words);
  press("PageUp");
  for (const asked of ["place=shusha", "claim=nothing", "tour=99"])
    karamap.openAsked(new URLSearchParams(asked));
  find("#close-story").click();
});

test("it is presented stop by stop, with a list of stops", async () => {
  press("s");
  assert.equal(karamap.mode, "present");
  await settled();
  for (const key of [
    "PageDown",
    "PageDown",
    "PageUp",
    "b",
    "w",
    "h",
    "r",
    "l",
    "ArrowRight",
    "0",
  ]) {
    press(key);
    await settled();
  }
  assert.ok(textOf("#caption").length > 0);
  const boxes = [...document.querySelectorAll<HTMLElement>("#stops input[type=checkbox]")];
  for (const box of boxes.slice(0, 3)) box.click();
  enter("#stop-search", "1994");
  enter("#stop-search", "");
  enter("#talk-minutes", "20", "change");
  find("#talk-restart").click();
  find("#talk-all").click();
  find("#close-stops").click();
  find("#stop-marks button").click();
  press("s");
  assert.equal(karamap.mode, null);
});

test("a picture is drawn in each shape", async () => {
  press("i");
  for (const shape of ["square", "story", "slide", "screen"]) {
    enter("#picture-shape", shape, "change");
    enter("#picture-title", "A title");
    find("#picture-save").click();
    await settled();
  }
  assert.ok((await karamap.picture()) !== undefined);
  find("#close-picture").click();
});

test("the link says what is on screen", () => {
  karamap.showMoment({ date: "1993-07-23", layers: ["control"], view: [39.9, 46.9, 9] });
  assert.match(karamap.link(), /date=1993-07-23/);
  karamap.endMoment();
  karamap.setView([39.8, 46.7, 9]);
  assert.deepEqual(karamap.project(39.8, 46.7).map(Math.round), [640, 400]);
});
