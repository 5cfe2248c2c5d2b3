// The story put together: its tabs, its search, and how they lead the map.

function storyDesk(data, t, karamap, { openPlace, openEvent, talk }) {
  const TABS = ["tour", "article", "events", "people", "words", "sources"];
  const tour = guidedTour(data, t, karamap);
  const article = articleTab(data, t, karamap);
  const tabs = {
    tour,
    article,
    events: chronicleTab(data, t, karamap, openEvent),
    people: peopleTab(data, t, karamap),
    words: inWordsTab(data, t, karamap),
    sources: bibliographyTab(data, t, karamap),
  };
  const find = searching(data);

  function openHit({ kind, item }) {
    if (kind === "place") return openPlace(item);
    if (kind === "event") return openEvent(item);
    panel.open("article");
    article.choose(item.id);
  }

  const search = searchBox(data, t, karamap, find, openHit);
  const panel = storyPanel(t, karamap, tabs, search);

  // A step of the tour (counted from 1) as a link asks for it.
  function openTour(step) {
    panel.open("tour");
    tour.go(step - 1);
  }

  // Where a talk follows the tour, its text is the caption, and the remote leads from step to step.
  karamap.on("tour", () => talk.draw(karamap.date));

  return {
    tabs: TABS,
    tour,
    find,
    get tab() {
      return panel.current;
    },
    open: panel.open,
    openTour,
    openClaim(id) {
      panel.open("article");
      article.choose(id);
    },
    toggle: () => (panel.current ? panel.close() : panel.open()),
    search() {
      panel.open(panel.current ?? "tour");
      search.focus();
    },
    get touring() {
      return panel.current === "tour" && tour.started;
    },
  };
}
