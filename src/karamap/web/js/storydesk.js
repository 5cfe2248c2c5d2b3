// The story put together: its tabs, its search, and how they lead the map.

function storyDesk(data, t, karamap, { openPlace, openEvent, talk }) {
  const tour = guidedTour(data, t, karamap);
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
  const find = searching(data);

  function openHit({ kind, item }) {
    if (kind === "place") return openPlace(item);
    if (kind === "event") return openEvent(item);
    openClaim(item.id);
  }

  const search = searchBox(data, t, karamap, find, openHit);
  const panel = storyPanel(t, karamap, tabs, search);

  function openTour(step) {
    panel.open("tour");
    tour.go(step - 1);
  }

  function openClaim(id) {
    panel.open("article");
    article.choose(id);
  }

  const stepOf = (text) =>
    /^\d+$/.test(text) && data.story.tour[Number(text) - 1] ? Number(text) : null;
  const claimOf = (text) => data.story.claims.find(({ id }) => id === text)?.id ?? null;
  function placeOf(text) {
    const byId = data.features.places.find(({ id }) => id === text);
    return byId ?? find(text).find(({ kind }) => kind === "place")?.item ?? null;
  }

  // What a link may ask to be opened: how it is read, what does it, and what was expected.
  const askable = {
    tour: [stepOf, openTour, () => `1 \u2026 ${data.story.tour.length}`],
    claim: [
      claimOf,
      openClaim,
      () => `${data.story.claims[0].id} \u2026 ${data.story.claims.at(-1).id}`,
    ],
    place: [placeOf, openPlace, () => t("page.place_form")],
  };

  // Open what a link asks for; return complaints about what it asks for in vain.
  function openAsked(asked) {
    const complaints = [];
    for (const [name, [parse, open, expected]] of Object.entries(askable)) {
      const value = asked.get(name);
      if (value === null) continue;
      const found = parse(value);
      if (found !== null) open(found);
      else
        complaints.push(
          t("page.bad_parameter", { name, value: value.slice(0, 40), expected: expected() }),
        );
    }
    return complaints;
  }

  // Where a talk follows the tour, its text is the caption, and the remote leads from step to step.
  karamap.on("tour", () => talk.draw(karamap.date));

  return {
    tour,
    text: inWords.asText,
    openAsked,
    openTour,
    toggle: () => (panel.current ? panel.close() : panel.open()),
    has: panel.has,
    close: panel.close,
    // the map in words, where its words are read
    words() {
      panel.open("words");
      byId("story-body").focus();
    },
    search() {
      panel.open(panel.current ?? "tour");
      search.focus();
    },
    // the tab on screen, or null
    get tab() {
      return panel.current;
    },
    get touring() {
      return panel.current === "tour" && tour.started;
    },
  };
}
