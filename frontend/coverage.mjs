// Which statements of src the tests beside the modules run, from what V8 noted of each bundle.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";
import { full } from "acorn-walk";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const IS_STATEMENT = /Statement$|^VariableDeclaration$/;
const ENTRIES = ["src/main.ts", "src/plugin.ts"];

// The numbers of a segment of a source map.
function numbers(segment) {
  const found = [];
  let [value, shift] = [0, 0];
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return found;
}

// Where the parts of each line of a bundle come from: [column, source, line, column there].
function linesOf(map) {
  let [source, line, column] = [0, 0, 0];
  return map.mappings.split(";").map((segments) => {
    let at = 0;
    return segments
      .split(",")
      .filter(Boolean)
      .map((segment) => {
        const [step, ...more] = numbers(segment);
        at += step;
        source += more[0];
        line += more[1];
        column += more[2];
        return [at, source, line, column];
      });
  });
}

// Call `act(name, place, offset)` with every statement of a module in a bundle.
function eachStatement(code, map, act) {
  const lines = linesOf(map);
  full(parse(code, { ecmaVersion: "latest", sourceType: "module", locations: true }), (node) => {
    if (!IS_STATEMENT.test(node.type) || node.type === "BlockStatement") return;
    const from = lines[node.loc.start.line - 1]?.findLast(([at]) => at <= node.loc.start.column);
    const name = from && map.sources[from[1]].replace(/^.*?\/?src\//, "");
    if (name && !name.includes("node_modules")) act(name, `${from[2]}:${from[3]}`, node.start);
  });
}

const mapIn = (code) =>
  JSON.parse(Buffer.from(code.match(/sourceMappingURL=data:[^,]*,(\S+)/)[1], "base64"));

// How often what stands at an offset ran: ranges come from the outermost to the innermost.
function counter(code, functions) {
  const counts = new Uint32Array(code.length);
  for (const { startOffset, endOffset, count } of functions.flatMap(({ ranges }) => ranges))
    counts.fill(count, startOffset, endOffset);
  return (offset) => counts[offset];
}

// A table of the modules, and the share of all statements.
export async function coverage(folder) {
  const modules = new Map();
  const ran = new Set();
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: ENTRIES,
    outdir: "out/whole",
    bundle: true,
    format: "esm",
    sourcemap: "inline",
    write: false,
  });
  for (const { text } of outputFiles)
    eachStatement(text, mapIn(text), (name, place) => {
      modules.set(name, (modules.get(name) ?? new Set()).add(place));
    });
  for (const name of readdirSync(folder)) {
    for (const { url, functions } of JSON.parse(readFileSync(`${folder}/${name}`)).result) {
      if (!url.includes("/out/tests/")) continue;
      const code = readFileSync(fileURLToPath(url), "utf8");
      const countAt = counter(code, functions);
      eachStatement(code, mapIn(code), (module, place, offset) => {
        if (countAt(offset)) ran.add(`${module} ${place}`);
      });
    }
  }
  let [all, covered] = [0, 0];
  const rows = [...modules].sort().map(([name, places]) => {
    const count = [...places].filter((place) => ran.has(`${name} ${place}`)).length;
    [all, covered] = [all + places.size, covered + count];
    return `${name.padEnd(28)}${String(places.size).padStart(6)}${share(count, places.size)}`;
  });
  return [...rows, `${"all".padEnd(28)}${String(all).padStart(6)}${share(covered, all)}`].join(
    "\n",
  );
}

const share = (count, all) => `${((100 * count) / all).toFixed(1).padStart(8)} %`;
