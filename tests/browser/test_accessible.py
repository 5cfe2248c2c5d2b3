"""Every screen, language and theme against axe-core: nothing found.

All rules run on every screen, in the languages in turn: words differ, the structure around them
does not. On a desk the rule about the contrast of text runs in the other theme besides, since the
width changes no colour; on a phone the themes take turns.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import axe
import pytest

from karamap.lang.messages import languages

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

DESK, PHONE = (1280, 800), (390, 844)
TABS = ("tour", "article", "events", "people", "words", "sources")


def popup(page) -> None:
    page.evaluate("karamap.openAsked(new URLSearchParams('place=shusha'))")
    page.wait_for_selector(".facts h2")


def story(tab: str):
    def open_it(page) -> None:
        page.keyboard.press("t")
        page.locator(f"#tab-{tab}").click()

    return open_it


def search(page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("Shusha")
    page.wait_for_selector("#hits .hit")


def compare(how: str):
    return lambda page: page.evaluate(f"karamap.setCompare('1994-05-12', '{how}')")


def present(page) -> None:
    page.evaluate("karamap.setMode('present')")


def cross_panels(page) -> None:
    page.evaluate("document.querySelectorAll('details.panel').forEach((d) => (d.open = !d.open))")


def on_map(page) -> None:
    page.focus("#on-map")
    page.wait_for_selector("#on-map [role=option]:focus")


SCREENS = {
    "map": lambda _: None,
    "popup": popup,
    **{f"story: {tab}": story(tab) for tab in TABS},
    "search": search,
    **{f"compare: {how}": compare(how) for how in ("changes", "swipe", "side")},
    "present": present,
    "legend folded, layers open": cross_panels,
    "a place reached by keyboard": on_map,
    "keys": lambda page: page.keyboard.press("?"),
}
# what another width lays out in another way
ON_A_PHONE = ("map", "popup", "story: article", "story: words", "search", "compare: swipe",
              "compare: side", "legend folded, layers open")  # fmt: skip

# axe gives up on text over pictures and fades, and takes all below a map for covered by it: the
# map is bare paper. Names over it are measured in test_style.py.
BARE = """:root :is(.leaflet-pane > svg, .leaflet-image-layer) { display: none }
  :root .read-out { background: var(--halo) }"""

START = "?date=2020-12-01&view=39.76,46.75,9"
FOLD = """() => {
  for (const panel of document.querySelectorAll("details.panel"))
    panel.open = innerWidth > 700 && !("folded" in panel.dataset);
}"""


@pytest.fixture(scope="module")
def pages(open_page, page_file: Path):
    """A window on a desk and one on a phone, with axe in them."""
    windows = {}
    for size in (DESK, PHONE):
        opened = open_page(page_file.as_uri(), width=size[0], height=size[1]).shared()
        prepare(opened.page)
        windows[size] = opened
    yield windows
    for opened in windows.values():
        opened.leave()


def prepare(page) -> None:
    axe.load(page)
    page.add_style_tag(content=BARE)


def everything(page, language: str, *themes: str) -> dict[str, list]:
    """Run all rules in a language and a theme, and that about colours in other themes."""
    found = {}
    page.evaluate(f"karamap.setLanguage('{language}')")
    for theme in themes:
        page.evaluate(f"karamap.setTheme('{theme}')")
        found[theme] = axe.violations(page, only=[axe.COLOURS] if found else None)
    return {where: what for where, what in found.items() if what}


BOTH = ("screen", "contrast")
SHOWN = [
    *((DESK, screen, BOTH) for screen in SCREENS),
    *((PHONE, screen, (theme,)) for screen, theme in zip(ON_A_PHONE, cycle(BOTH))),
]


def test_no_screen_breaks_a_rule(pages):
    found = {}
    for (size, screen, themes), language in zip(SHOWN, cycle(languages())):
        page = pages[size].ask(START)
        page.evaluate(FOLD)
        SCREENS[screen](page)
        # what is fading in has not its colours yet
        page.wait_for_function("document.getAnimations().length === 0")
        found[size, screen, language] = everything(page, language, *themes)
    assert {where: what for where, what in found.items() if what} == {}


def test_axe_would_find_what_is_broken(pages):
    page = pages[DESK].ask(START)
    page.evaluate(
        """() => {
          const broken = document.createElement("div");
          broken.id = "main-test";
          broken.innerHTML = "<button type=button></button><p>faint</p>";
          broken.style.cssText = "position: fixed; z-index: 5000; top: 40%; left: 40%";
          broken.lastChild.style.cssText = "color: #999; background: #fff";
          document.getElementById("timeline").append(broken);
        }"""
    )
    rules = {rule for rule, *_ in axe.violations(page)}
    page.evaluate("document.getElementById('main-test').remove()")
    assert rules == {"button-name", axe.COLOURS}


def test_the_page_in_a_frame_breaks_no_rule(open_page, page_of):
    opened = open_page(f"{page_of('embed').as_uri()}?date=2020-12-01", width=900)
    opened.page.wait_for_selector("body.ready")
    prepare(opened.page)
    for language in languages():
        assert everything(opened.page, language, BOTH[0]) == {}
    assert everything(opened.page, language, BOTH[1]) == {}
    opened.leave()
