import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf } from "../testing.ts";
import { type Known, readLink } from "./linked.ts";

interface Cases {
  knows: Known;
  links: { query: string; asks: object; told: string[][] }[];
}

const { knows, links } = casesOf<Cases>("links");

test("a link asks for what it asks the app and the site for", () => {
  assert.ok(links.length > 100);
  for (const { query, asks, told } of links) {
    // as a browser reads an address
    const { searchParams } = new URL(query, "https://example.org/");
    const found = readLink(searchParams, knows);
    assert.deepEqual(found.asks, asks, query);
    const complaints = found.complaints.map(({ name, value, kind, expected }) =>
      kind === "bad" ? [name, value, kind] : [name, value, kind, expected],
    );
    assert.deepEqual(complaints, told, query);
  }
});
