import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../page-testing.ts";

interface Sent {
  type: string;
  value?: { date: string; layers: string[]; clicked: unknown };
  height?: number;
}

test("the app is told of what the reader does, and leads the map", async () => {
  const karamap = await openPage("", "component");
  const sent: Sent[] = [];
  window.parent.postMessage = ((message: Sent) => sent.push(message)) as never;
  const render = (args: object, more = {}) =>
    window.dispatchEvent(
      Object.assign(new Event("message"), {
        data: { type: "streamlit:render", args, ...more },
        source: window.parent,
      }),
    );

  render({ date: "1992-05-18", height: 500 });
  assert.equal(karamap.date, "1992-05-18");
  assert.equal(sent.at(-1)?.height, 500);

  // told of with something else, it is still taken when it is asked for again
  karamap.setLayers(["control", "places"]);
  assert.equal(sent.at(-1)?.value?.date, "1992-05-18");
  for (const date of ["1993-07-24", "1992-05-18"]) {
    render({ date });
    assert.equal(karamap.date, date);
  }

  karamap.setDate("1994-05-12", { release: true });
  const value = sent.findLast(({ type }) => type.endsWith("setComponentValue"))?.value;
  assert.equal(value?.date, "1994-05-12");
  // what comes back late is not applied again
  karamap.setDate("1995", { release: true });
  render({ date: "1994-05-12" });
  assert.equal(karamap.date, "1995-12-31");

  render({ date: "soon" });
  assert.equal(karamap.date, "1995-12-31");
  assert.match(document.getElementById("notice")?.textContent ?? "", /soon/);

  // a server that comes back is told everything anew
  render({}, { disabled: true });
  sent.length = 0;
  render({ date: "1918-05-28" });
  assert.equal(karamap.date, "1995-12-31");
  assert.equal(sent[0].value?.date, "1995-12-31");
  karamap.setLanguage("az");
  karamap.setLayers(["control"]);
  assert.ok(sent.at(-1)?.value?.layers.includes("control"));
});
