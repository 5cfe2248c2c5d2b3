// Sentences of a text, in four scripts.

// A stop, then a space and a capital, a digit or a quotation: not what follows an abbreviation.
const END = /[.!?\u0589][\u201d\u00bb")]*\s+(?=[\p{Lu}\d\u201c\u00ab"])/u;

export function firstSentence(text: string) {
  const end = text.match(END);
  return end?.index === undefined ? text : text.slice(0, end.index + end[0].trimEnd().length);
}
