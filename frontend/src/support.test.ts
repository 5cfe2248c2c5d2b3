import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

// What each needs a newer browser for, and what is told of it.
const NEWER: Record<string, Record<string, string>> = {
  "karamap.js": {
    "a.toSorted()": ".toSorted",
    "node.role": ".role",
    "navigator.share(a)": "navigator.share",
    "new ToggleEvent(a)": "ToggleEvent",
    "Object.groupBy(a, b)": ".groupBy",
    "/(?<=x)y/.test(a)": "lookbehind",
  },
  "karamap.css": {
    "a { text-wrap: balance }": "text-wrap",
    "a { color: color-mix(in srgb, red, blue) }": "color-mix()",
    "a { color: red; color: color-mix(in srgb, var(--a), blue) }": "color-mix()",
    "a { width: 10cqw }": "cqw",
    "p:has(a) { color: red }": ":has",
    "a { &:hover { color: red } }": "nesting",
    "@container (width > 1px) { a { color: red } }": "@container",
  },
};
const OLD: Record<string, string> = {
  "karamap.js": "a.at(-1); Object.hasOwn(a, b); a?.b ?? c; /\\p{L}/u.test(a);",
  "karamap.css": `a { height: 100vh; height: 100dvh; overflow: hidden; overflow: clip }
    @supports (color: color-mix(in srgb, red, blue)) { a { color: color-mix(in srgb, red, blue) } }`,
};

// What is told of a script and a style sheet in a folder of their own.
function told(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "shipped-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { status, stderr } = spawnSync(process.execPath, ["support.mjs", folder], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  return { status, lines: stderr.trim().split("\n") };
}

test("what is older than the oldest browser is let pass", () => {
  assert.deepEqual(told(OLD), { status: 0, lines: [""] });
});

test("what is newer is told, each by its name", () => {
  const files = Object.fromEntries(
    Object.entries(NEWER).map(([name, parts]) => [
      name,
      Object.keys(parts).join(name.endsWith("js") ? ";\n" : "\n"),
    ]),
  );
  const { status, lines } = told(files);
  assert.equal(status, 1);
  for (const name of Object.values(NEWER).flatMap((parts) => Object.values(parts)))
    assert.ok(
      lines.some((line) => line.includes(name)),
      `${name} in ${lines.join("\n")}`,
    );
});
