import assert from "node:assert/strict";
import { test } from "node:test";
import type { Feature, Payload, Style } from "../core/payload.ts";
import { payloadOf } from "../testing.ts";
import { groupKey } from "./path-parts.ts";

const styles: Record<string, Partial<Style>> = {
  control: { fill: "#ccc" },
  zone: { opacity: 0.5 },
};
const data = payloadOf({ style: { styles, dashed: ["low"] } as unknown as Payload["style"] });
const keyOf = (parts: Partial<Feature>) =>
  groupKey(data, { layer: "control", class: "control", form: "area", ...parts } as Feature);

test("what one side holds of a district is drawn as one, and so is a country", () => {
  assert.equal(keyOf({ geometry: 1, unit: "shusha" }), keyOf({ geometry: 2, unit: "shusha" }));
  assert.notEqual(keyOf({ geometry: 1, unit: "shusha" }), keyOf({ geometry: 2, unit: "lachin" }));
  assert.equal(keyOf({ geometry: 1, iso: "AZ" }), keyOf({ geometry: 2, iso: "AZ" }));
});

test("lines, what is seen through, and what is part of neither are drawn by themselves", () => {
  const alone: Partial<Feature>[] = [
    { form: "line", unit: "shusha" },
    { class: "zone", unit: "shusha" },
    {},
  ];
  for (const parts of alone)
    assert.notEqual(keyOf({ ...parts, geometry: 1 }), keyOf({ ...parts, geometry: 2 }));
});
