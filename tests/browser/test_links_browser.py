"""What a link asks of the page: the shared cases, each followed and told in an open page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from opened import STATE

pytestmark = pytest.mark.browser

CASES = json.loads((Path(__file__).parents[1] / "cases" / "links.json").read_text("utf-8"))
# as going back to an address has it read
ASK = """(query) => {
  document.querySelector("#notice").hidden = true;
  history.replaceState(null, "", location.pathname + query);
  dispatchEvent(new PopStateEvent("popstate"));
  const notice = document.querySelector("#notice");
  return { date: karamap.date, layers: karamap.layers, compare: karamap.compare,
    how: karamap.how, theme: karamap.theme, language: karamap.language, mode: karamap.mode,
    told: notice.hidden ? "" : notice.querySelector("p").textContent };
}"""
# the page looks these up among its places, claims and steps
LOOKED_UP = ("place", "claim", "tour")


# all that a link may ask for in vain; the year takes the place of the date
BAD = (
    *("date=banana", "layers=nope", "view=a,b", "compare=banana", "how=sideways", "mode=dance"),
    *("theme=neon", "lang=xx", "tour=99", "claim=zz", "place=Atlantis", "talk=1994-05-13"),
)
ALONE = (
    *("year=1066", "view=39.8,46.8,3", "view=39.8,46.8,", "view=nan,46.8,9", "view=39.8,46.8,0x9"),
)


@pytest.fixture(scope="module")
def opened(open_page, page_file):
    """The map, asked for all that it cannot do."""
    shown = open_page(f"{page_file.as_uri()}?{'&'.join(BAD)}").shared()
    yield shown
    shown.leave()


def test_a_bad_link_says_so_and_opens_all_the_same(opened, open_page, page_of):
    page = opened.page
    notice = page.inner_text("#notice")
    assert [each for each in BAD if each not in notice] == []
    assert page.evaluate(STATE) == opened.ask("").evaluate(STATE)
    assert page.evaluate("karamap.date") == "1994-12-31"
    for each in ALONE:
        assert each in opened.ask(f"?{each}").inner_text("#notice")
        assert page.evaluate("karamap.date") == "1994-12-31"
    # an embedded map tells it too
    framed = open_page(f"{page_of('embed').as_uri()}?date=1994&date=2020&panels=yes&dat=1")
    framed.page.wait_for_function("document.body.classList.contains('ready')")
    told = framed.page.inner_text("#notice")
    assert "date twice: 1994 counts, 2020 does not" in told
    assert "panels=yes" in told
    assert "dat=1" in told
    framed.leave()


def test_the_page_follows_and_tells_what_every_reader_of_links_does(opened):
    page = opened.page
    usual = page.evaluate(ASK, "?lang=en")
    # the reader itself answers all of them in linked.test.ts; here every third, and how it is told
    for case in CASES["links"][::3]:
        query, asks = case["query"], case["asks"]
        if any(f"{name}=" in query for name in LOOKED_UP):
            continue
        # a bare question mark would be no address, and another language another text
        found = page.evaluate(ASK, query or "?")
        wanted = asks.get("date", asks.get("year", usual["date"]))
        assert found["date"] == wanted, query
        for name in ("compare", "theme", "mode"):
            assert found[name] == asks.get(name, usual[name]), query
        assert found["language"] == asks.get("lang", usual["language"]), query
        if "layers" in asks:
            choosable = set(found["layers"]) - {"countries", "lakes", "rivers"}
            assert choosable == set(asks["layers"]), query
        assert bool(found["told"]) == bool(case["told"]), query
        for name, value, kind, *expected in case["told"]:
            if found["language"] == "en":
                assert f"{name} twice" in found["told"] or f"{name}={value}" in found["told"], query
            if kind != "bad":
                assert expected[0] in found["told"], query
    # in the reader's language
    words = {"en": "twice", "az": "iki dəfə", "hy": "երկու անգամ", "ru": "дважды"}
    for language, word in words.items():
        told = page.evaluate(ASK, f"?lang={language}&date=1994&date=2020&dat=1&view=1")["told"]
        assert word in told
        assert "{" not in told
        assert "undefined" not in told
