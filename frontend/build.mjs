// Bundles the scripts and the style sheets, of the page and of the plugin for folium, into the files
// that the Python package ships.
// `node build.mjs` writes them, with a source map that is not committed; `node build.mjs --check`
// tells whether what is committed is what the sources give.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const shipped = `${here}/../src/karamap/web/static`;

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: {
    karamap: "src/main.ts",
    "karamap.css": "src/styles.css",
    "dated-geojson": "src/plugin.ts",
    "dated-geojson.css": "src/plugin/plugin.css",
  },
  outdir: "out",
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "iife",
  charset: "utf8",
  target: ["firefox115", "safari15.6", "chrome109"],
  sourcemap: "external",
  write: false,
});

const written = {
  [`${shipped}/karamap.js`]: textOf("karamap.js"),
  [`${shipped}/karamap.css`]: textOf("karamap.css.css"),
  [`${shipped}/dated-geojson.js`]: textOf("dated-geojson.js"),
  [`${shipped}/dated-geojson.css`]: textOf("dated-geojson.css.css"),
};

function textOf(name) {
  return outputFiles.find(({ path }) => path.endsWith(`/${name}`)).text;
}

const stale = [];
for (const [path, text] of Object.entries(written)) {
  if (process.argv.includes("--check")) {
    const there = await readFile(path, "utf8").catch(() => "");
    if (there !== text) stale.push(path.split("/").at(-1));
  } else await writeFile(path, text);
}
if (stale.length) {
  console.error(
    `not what frontend/src gives: ${stale.join(", ")}; run: npm --prefix frontend run build`,
  );
  process.exit(1);
}
await mkdir(`${here}/out`, { recursive: true });
for (const name of ["karamap", "dated-geojson"])
  await writeFile(`${here}/out/${name}.js.map`, textOf(`${name}.js.map`));
