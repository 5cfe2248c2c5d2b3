"""A page that a browser saved: its document as it stood, opened again from disk."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

# what is built by the script, and would be there twice if it were built over again
BUILT = """() => Object.fromEntries([
  "#year-ticks i", "#periods span", "#year-names span", "#legend li", "#layer-list label",
  "#story-tabs button", "#language option", "#help-keys tr", "pattern", ".leaflet-control",
  ".leaflet-pane", ".leaflet-control-scale-line", "main", "h1", "[id]",
].map((each) => [each, document.querySelectorAll(each).length]))"""
IDS = """() => [...document.querySelectorAll("[id]")].map(({ id }) => id)
  .filter((id, at, all) => all.indexOf(id) !== at)"""


@pytest.fixture
def again(open_page, tmp_path):
    """Save what a page shows, and open it."""

    def save(page):
        page.wait_for_timeout(450)  # the address waits for a pause, as readers make one
        file = tmp_path / "saved.html"
        file.write_text(page.content(), "utf-8")
        return ready(open_page(file.as_uri()))

    return save


def ready(opened):
    opened.page.wait_for_function("document.body.classList.contains('ready')")
    return opened.page


def state(page):
    return page.evaluate(
        "[karamap.date, karamap.layers, karamap.compare, karamap.how, karamap.theme,"
        " karamap.language, karamap.mode]"
    )


def test_it_opens_as_one_map_on_its_date(open_page, page_file, again):
    compared = "?date=1994&compare=2020-12-01&how=side&lang=hy&theme=contrast&view=39.8,46.8,9"
    # saved once, and what was saved saved again
    for query, times in ((compared, 1), ("?date=2000&layers=control&mode=present", 2)):
        page = ready(open_page(page_file.as_uri() + query))
        built, shown = page.evaluate(BUILT), state(page)
        for _ in range(times):
            page = again(page)
            assert state(page) == shown
            assert page.evaluate(BUILT) == built
            assert page.evaluate(IDS) == []


def test_it_follows_what_was_done_since_it_was_opened(opened, again, open_page, page_of):
    page = opened.ask("?tour=3")
    shown = state(page)
    page = again(page)
    assert state(page) == shown
    assert page.evaluate(IDS) == []
    page.keyboard.press("t")
    page.evaluate("karamap.setDate('1991-09-02')")
    page.wait_for_function("location.search.includes('1991-09-02')")
    page = again(page)
    assert page.evaluate("karamap.date") == "1991-09-02"
    assert page.evaluate("karamap.story") is None
    page.keyboard.press("n")
    assert page.evaluate("karamap.date") > "1991-09-02"
    # so does one that was embedded
    page = again(ready(open_page(page_of("embed").as_uri() + "?date=1993-10-31")))
    assert page.evaluate("karamap.date") == "1993-10-31"
    assert page.evaluate(IDS) == []
