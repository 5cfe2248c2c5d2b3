// Names as they sound, twin of karamap.sounds: one plain Latin spelling for a name in any script.

function sounds({ letters, digraphs }) {
  const pair = new RegExp(Object.keys(digraphs).join("|"), "g");
  return (name) =>
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
