// Runs the tests beside the modules: each is bundled for node, which may not read TypeScript.
// `node test.mjs --coverage` tells which statements they run.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { coverage } from "./coverage.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = `${here}/out/tests`;

const names = readdirSync(`${here}/src`, { recursive: true }).filter((name) =>
  name.endsWith(".test.ts"),
);
rmSync(out, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: names.map((name) => `src/${name}`),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
  sourcemap: "inline",
});
const bundled = readdirSync(out, { recursive: true }).filter((name) => name.endsWith(".mjs"));
const files = bundled.map((name) => `${out}/${name}`);
const isMeasured = process.argv.includes("--coverage");
const noted = `${out}/coverage`;
const options = process.argv.slice(2).filter((each) => each !== "--coverage");
const { status } = spawnSync(
  process.execPath,
  ["--test", "--enable-source-maps", ...options, ...files],
  {
    cwd: here,
    stdio: "inherit",
    env: isMeasured ? { ...process.env, NODE_V8_COVERAGE: noted } : process.env,
  },
);
if (isMeasured) console.log(await coverage(noted));
process.exit(status ?? 1);
