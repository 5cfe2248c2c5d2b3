// What karamap.web.packing wrote in fewer characters, as it was before.

import type { Arcs } from "./arcs.ts";
import type { GeometryCode, Table, Written } from "./payload.ts";

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

// The rows of a table by column: each key and each repeated value stands there once. What a row has
// besides, it has from `common`.
export function rowsOf({ count, columns }: Table, common: object | null = Object.prototype) {
  const rows: Record<string, unknown>[] = Array.from({ length: count }, () =>
    Object.create(common),
  );
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

// What steps come to, one after another, from nought.
function sumsOf(steps: number[]) {
  const sums = new Int32Array(steps.length + 1);
  for (let at = 0; at < steps.length; at++) sums[at + 1] = sums[at] + steps[at];
  return sums;
}

// Arcs whose points are told from the point before, be it of the arc before.
export const arcsOf = ({ points, east, north }: Written["arcs"]): Arcs => ({
  east: sumsOf(numbersOf(east)).subarray(1),
  north: sumsOf(numbersOf(north)).subarray(1),
  from: sumsOf(numbersOf(points)),
});

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
