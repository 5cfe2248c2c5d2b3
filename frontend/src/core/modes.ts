// The ways of comparing and the modes of the page.

import type { How, Mode } from "./karamap.ts";

export const HOWS: How[] = ["changes", "swipe", "side"];
export const MODES: Mode[] = ["present"];

export const isHow = (text: string): text is How => HOWS.some((how) => how === text);
export const isMode = (text: string): text is Mode => MODES.some((mode) => mode === text);
