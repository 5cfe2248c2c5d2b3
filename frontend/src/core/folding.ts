// Names as they sound, the same as karamap.lang.folding: one plain Latin spelling for a name in any script.

import type { Folding } from "./payload.ts";

export function folding({ letters, digraphs }: Folding) {
  const pair = new RegExp(Object.keys(digraphs).join("|"), "g");
  return (name: string) =>
    name
      .replaceAll("İ", "i")
      .toLowerCase()
      .normalize("NFC")
      .replace(pair, (two) => digraphs[two])
      .replace(/./gu, (letter) => letters[letter] ?? letter)
      .normalize("NFD")
      .replace(/[^a-z0-9]/g, "")
      .replace(/(.)\1+/g, "$1");
}
