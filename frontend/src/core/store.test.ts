import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "./store.ts";

test("subscribers are told once of what differs, in the order of subscribing", () => {
  const store = createStore({ date: "1992-05-18", layers: ["control"], mode: null });
  const told: string[] = [];
  store.subscribe(["date", "layers"], ({ date, layers }) => told.push(`map ${date} ${layers}`));
  store.subscribe(["mode"], () => told.push("mode"));
  store.subscribe(["date"], ({ date }) => told.push(`legend ${date}`));
  store.set({ date: "1994-05-12", layers: ["control", "places"] });
  assert.deepEqual(told, ["map 1994-05-12 control,places", "legend 1994-05-12"]);
});

test("what is set to what it was tells nobody", () => {
  const store = createStore({ date: "1992-05-18" });
  store.subscribe(["date"], () => assert.fail("told"));
  store.set({ date: "1992-05-18" });
  store.set({});
});

test("a subscriber that sets something sees it done at once", () => {
  const store = createStore({ compare: "1991-12-31" as string | null, active: "compare" });
  const told: string[] = [];
  store.subscribe(["compare"], ({ compare }) => {
    if (compare === null) store.set({ active: "date" });
    told.push(store.get("active"));
  });
  store.subscribe(["active"], ({ active }) => told.push(`active ${active}`));
  store.set({ compare: null });
  assert.deepEqual(told, ["active date", "date"]);
});

test("the first state is copied", () => {
  const initial = { date: "" };
  const store = createStore(initial);
  store.set({ date: "1918-05-28" });
  assert.equal(initial.date, "");
});
