// What features are called, in the language of now: the same as karamap.lang.names.

import { isThere } from "./features.ts";
import type { Day, Feature, Payload, TextId } from "./payload.ts";

type Named = Pick<Feature, "name" | "names" | "alt_names" | "id">;

// A text in one language, empty where it lacks it.
export type WordsIn = (language: string, text?: TextId) => string;

export function naming(data: Payload, wordsIn: WordsIn) {
  const known = (feature: Named, day: Day) =>
    feature.names?.find((each) => isThere(each, day))?.name ?? feature.name;

  // The languages of names: one's own first, then the others in alphabetical order.
  function order() {
    // English where places have no names in the language of the interface
    const own = data.names_in.includes(data.language) ? data.language : "en";
    return [own, ...data.names_in.filter((each) => each !== own)];
  }

  // A feature's names in that order.
  function namesOf(feature: Named, day: Day): string[] {
    const name = known(feature, day);
    const names = order().map((each) => wordsIn(each, name));
    return [...new Set(names.filter(Boolean))];
  }

  // in Latin letters, for readers of English
  const otherForms = (feature: Named) => (data.language === "en" ? (feature.alt_names ?? []) : []);

  return {
    namesOf,

    // The first of them, for which other languages need not be read.
    firstName(feature: Named, day: Day): string {
      const name = known(feature, day);
      const first = order().find((each) => wordsIn(each, name));
      return first ? wordsIn(first, name) : "";
    },

    // What a feature was called on a day, the same as karamap.lang.names.name_on.
    nameOf(feature: Named, day: Day): string {
      const name = known(feature, day);
      return (
        wordsIn(data.language, name) ||
        wordsIn("en", name) ||
        wordsIn("en", feature.name) ||
        feature.id
      );
    },

    otherNames(feature: Named, day: Day) {
      const [first = "", ...others] = namesOf(feature, day);
      // the name of the other side stands in brackets behind the first; names of other years stay out
      const apart = (name: string) => name.replace(")", "").split(" (");
      const dated = [feature, ...(feature.names ?? [])].flatMap(({ name }) =>
        apart(wordsIn("en", name)),
      );
      const told = [...apart(first), ...dated];
      const forms = otherForms(feature).filter((form) => !told.includes(form));
      return [...new Set([...others, ...forms])].join(" \u00b7 ");
    },
  };
}
