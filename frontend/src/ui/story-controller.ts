// The story put together: its tabs, its search, and how they lead the map.

import type { Karamap } from "../core/karamap.ts";
import type { Messages } from "../core/messages.ts";
import type { HistoricEvent, Payload, Place } from "../core/payload.ts";
import type { Hit } from "../core/search.ts";
import { searching } from "../core/search.ts";
import type { Store } from "../core/store.ts";
import { subjects } from "../core/subject.ts";
import { talkOf } from "../core/talk.ts";
import { articleTab } from "./article.ts";
import { bibliographyTab } from "./bibliography.ts";
import { chronicleTab } from "./chronicle.ts";
import { byId } from "./dom.ts";
import { inWordsTab } from "./in-words.ts";
import { peopleTab } from "./people.ts";
import { searchBox } from "./search-box.ts";
import { storyPanel } from "./story-panel.ts";
import { guidedTour } from "./tour.ts";

// What the story asks of the page around it.
interface Acts {
  openPlace(place: Place): void;
  openEvent(event: HistoricEvent): void;
}

export type StoryController = ReturnType<typeof storyController>;

export function storyController(
  data: Payload,
  t: Messages,
  store: Store,
  karamap: Karamap,
  { openPlace, openEvent }: Acts,
) {
  const tour = guidedTour(data, t, store, karamap);
  const article = articleTab(data, t, karamap);
  const inWords = inWordsTab(data, t, karamap);
  const tabs = {
    tour,
    article,
    events: chronicleTab(data, t, karamap, openEvent),
    people: peopleTab(data, t, karamap),
    words: inWords,
    sources: bibliographyTab(data, t, karamap),
  };
  const find = searching(data, t);

  function openHit({ kind, item }: Hit) {
    if (kind === "place") return openPlace(item);
    if (kind === "event") return openEvent(item);
    openClaim(item.id);
  }

  const search = searchBox(data, t, karamap, find, openHit);
  const panel = storyPanel(t, store, karamap, tabs, search);

  function openTour(step: number) {
    panel.open("tour");
    tour.go(step - 1);
  }

  function openClaim(id: string) {
    panel.open("article");
    article.choose(id);
  }

  const openAsked = linkOpener(data, t, find, {
    tour: openTour,
    claim: openClaim,
    talk: karamap.setTalk,
    place: openPlace,
  });

  return {
    tour,
    text: inWords.asText,
    openAsked,
    openTour,
    toggle: () => (store.get("tab") ? panel.close() : panel.open()),
    has: panel.has,
    close: panel.close,
    // the map in words, where its words are read
    words() {
      panel.open("words");
      byId("story-body").focus();
    },
    search() {
      panel.open(store.get("tab") ?? "tour");
      search.focus();
    },
    get touring() {
      return store.get("step") !== null;
    },
  };
}

interface Openers {
  tour(step: number): void;
  claim(id: string): void;
  talk(text: string): void;
  place(place: Place): void;
}

// Opens what a link asks for; returns complaints about what it asks for in vain.
function linkOpener(data: Payload, t: Messages, find: (text: string) => Hit[], open: Openers) {
  const openers = openersOf(data, t, find, open);
  return (asked: URLSearchParams) => {
    const complaints: string[] = [];
    for (const [name, [tryToOpen, expected]] of Object.entries(openers)) {
      const value = asked.get(name);
      if (value === null || tryToOpen(value)) continue;
      const wrong = { name, value: value.slice(0, 40), expected: expected() };
      complaints.push(t("page.bad_parameter", wrong));
    }
    return complaints;
  };
}

// What opens a thing that a link asks for if it is there, and what was expected.
type Opener = [tryToOpen: (text: string) => boolean, expected: () => string];

function openersOf(
  data: Payload,
  t: Messages,
  find: (text: string) => Hit[],
  open: Openers,
): Record<string, Opener> {
  const { tour, claims } = data.story;
  const { stops } = subjects(data);
  const opener =
    <T>(parse: (text: string) => T | null, act: (what: T) => void) =>
    (text: string) => {
      const found = parse(text);
      if (found !== null) act(found);
      return found !== null;
    };
  const stepOf = (text: string) =>
    /^\d+$/.test(text) && tour[Number(text) - 1] ? Number(text) : null;
  const claimOf = (text: string) => claims.find(({ id }) => id === text)?.id ?? null;
  const checkedTalk = (text: string) => (talkOf(text, stops) ? text : null);
  function placeOf(text: string) {
    const named = data.features.places.find(({ id }) => id === text);
    return named ?? find(text).find((hit) => hit.kind === "place")?.item ?? null;
  }
  return {
    tour: [opener(stepOf, open.tour), () => `1 \u2026 ${tour.length}`],
    claim: [opener(claimOf, open.claim), () => `${claims[0].id} \u2026 ${claims.at(-1)?.id}`],
    talk: [opener(checkedTalk, open.talk), () => `${stops[0]},\u2026`],
    place: [opener(placeOf, open.place), () => t("page.place_form")],
  };
}
