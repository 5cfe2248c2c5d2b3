import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf } from "../testing.ts";
import { folding } from "./folding.ts";
import type { Folding } from "./payload.ts";

interface Cases {
  tables: Folding;
  sounds: Record<string, string>;
}

test("names in four scripts fold as in Python", () => {
  const { tables, sounds } = casesOf<Cases>("folding");
  const fold = folding(tables);
  assert.ok(Object.keys(sounds).length > 200);
  for (const [name, sound] of Object.entries(sounds)) assert.equal(fold(name), sound, name);
});
