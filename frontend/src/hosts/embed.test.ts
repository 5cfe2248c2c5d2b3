import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../page-testing.ts";

type Answer = { type: string; of?: string; message?: string; state?: { date: string } };

test("messages lead an embedded map, and are answered", async () => {
  const karamap = await openPage("?origin=https://school.example,nonsense&lang=ru", "embed");
  const answers: Answer[] = [];
  const source = { postMessage: (message: Answer) => answers.push(message) };
  const send = (message: unknown, origin = "https://school.example") =>
    window.dispatchEvent(
      Object.assign(new Event("message"), { data: message, origin, source }) as Event,
    );
  const ask = (type: string, more = {}) => send({ karamap: 1, type, ...more });

  ask("setDate", { date: "1992-05-18" });
  ask("setLayers", { layers: ["control", "places"] });
  ask("setView", { view: [39.8, 46.8, 9] });
  ask("setCompare", { date: "1994-05-12", how: "side" });
  ask("setCompare", { date: null });
  ask("setLanguage", { language: "hy" });
  ask("get");
  assert.equal(karamap.date, "1992-05-18");
  assert.equal(karamap.language, "hy");
  await new Promise((done) => setTimeout(done, 150));
  assert.equal(answers.at(-1)?.state?.date, "1992-05-18");

  answers.length = 0;
  for (const [type, more] of [
    ["setDate", { date: "soon" }],
    ["setDate", { date: 7 }],
    ["setDate", { date: "1994", colour: "red" }],
    ["setView", { view: [1, 2] }],
    ["setLayers", { layers: ["moon"] }],
  ] as const)
    ask(type, more);
  assert.deepEqual(
    answers.map(({ type }) => type),
    Array(5).fill("error"),
  );
  assert.match(answers[0].message ?? "", /[\u0530-\u058f]/, "in the reader's language");
  assert.match(answers[2].message ?? "", /colour/);

  answers.length = 0;
  send({ karamap: 1, type: "get" }, "https://stranger.example");
  for (const message of [null, "setDate", { karamap: 2, type: "get" }, { karamap: 1, type: "x" }])
    send(message);
  assert.deepEqual(answers, []);
});
