// What karamap.web.packing wrote in fewer characters, as it was before.

import type { Arc, GeometryCode, Table, Written } from "./payload.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
// of the six bits of a digit, the one that says that more follow
const [BITS, MORE] = [5, 32];

const digitValue = new Uint8Array(128);
for (const [value, digit] of [...DIGITS].entries()) digitValue[digit.charCodeAt(0)] = value;

// Whole numbers from their digits.
export function numbersOf(digits: string): number[] {
  const numbers: number[] = [];
  let [number, shift] = [0, 0];
  for (let i = 0; i < digits.length; i++) {
    const value = digitValue[digits.charCodeAt(i)];
    number |= (value & ~MORE) << shift;
    shift += BITS;
    if (value & MORE) continue;
    numbers.push(number & 1 ? -(number >>> 1) : number >>> 1);
    [number, shift] = [0, 0];
  }
  return numbers;
}

// The rows of a table by column: each key and each repeated value stands there once.
export function rowsOf({ count, columns }: Table) {
  const rows: Record<string, unknown>[] = Array.from({ length: count }, () => ({}));
  for (const [key, column] of Object.entries(columns)) {
    const valueAt = Array.isArray(column)
      ? (i: number) => column[i]
      : (i: number) => column.of[column.at[i]];
    rows.forEach((row, i) => {
      const value = valueAt(i);
      if (value !== undefined) row[key] = value;
    });
  }
  return rows;
}

// Arcs whose first points are told from the last one of the arc before.
export function arcsOf({ points, east, north }: Written["arcs"]): Arc[] {
  const [across, up] = [numbersOf(east), numbersOf(north)];
  let [x, y, at] = [0, 0, 0];
  return numbersOf(points).map((count) => {
    const arc: Arc = [];
    for (const end = at + count; at < end; at++) {
      x += across[at];
      y += up[at];
      if (arc.length) arc.push(across[at], up[at]);
      else arc.push(x, y);
    }
    return arc;
  });
}

// Geometries whose arcs are told by how far on they are from the one told before.
export function geometriesOf(codes: GeometryCode[]): GeometryCode[] {
  let before = 0;
  function absolute(code: number | number[] | number[][] | number[][][]): unknown {
    if (Array.isArray(code)) return code.map(absolute);
    before += code >> 1;
    return code & 1 ? ~before : before;
  }
  return codes.map((code) => (typeof code[0] === "number" ? code : absolute(code)) as GeometryCode);
}
