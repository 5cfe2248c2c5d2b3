// For tests: the cases that Python wrote (tests/make_cases.py), and a payload made of a few parts.

import { readFileSync } from "node:fs";
import type { Payload } from "./core/payload.ts";

// Tests run from the folder of package.json.
export const casesOf = <C>(name: string): C =>
  JSON.parse(readFileSync(`../tests/cases/${name}.json`, "utf8"));

// The texts of the interface in a language.
export const stringsOf = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(`../src/karamap/lang/${language}.json`, "utf8"));

// What a test needs of a payload; whatever else is asked of it is not there.
export const payloadOf = (parts: Partial<Payload>) => parts as Payload;
