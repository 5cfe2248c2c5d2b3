"""What a screen reader is given of the page, written down: landmarks, headings, controls.

``tests/golden/tree-*.txt`` are reviewed by eye; KARAMAP_GOLDEN=write writes them anew.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from karamap.core.dates import parse_day
from karamap.lang.formats import long_date

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parents[1] / "golden"
ROLES = (
    *("banner", "main", "navigation", "complementary", "contentinfo", "region", "form", "search"),
    *("heading", "slider", "tablist", "tab", "tabpanel", "dialog", "listbox", "group", "iframe"),
    *("button", "combobox", "textbox", "searchbox", "checkbox", "link", "alert"),
)
KEPT = re.compile(rf"( *)- ({'|'.join(ROLES)})\b(.*?):?$")
# what is said of a position between the ends of a slider
SAID = """() => [...document.querySelectorAll("[role=slider], input[type=range]")]
  .filter((node) => node.getClientRects().length).map((node) =>
    `${node.getAttribute("aria-label")}: ${node.getAttribute("aria-valuetext")}`)"""
LIVE = """() => [...document.querySelectorAll("[aria-live], [role=alert], [role=status]")]
  .map((node) => `${node.id}: ${node.getAttribute("aria-live") ?? node.getAttribute("role")}`)"""

SCREENS = {
    "map": lambda _: None,
    "swipe": lambda page: page.evaluate("karamap.setCompare('1994-05-12', 'swipe')"),
    "help": lambda page: page.keyboard.press("?"),
    # the last, since what is once drawn in it stays, hidden
    "story": lambda page: (page.keyboard.press("t"), page.locator("#tab-tour").click()),
}


def tree(root, without: str = "") -> str:
    """Return the lines of the accessibility tree that lead through a page."""
    lines = (KEPT.match(line) for line in root.locator("body").aria_snapshot().splitlines())
    kept = (found for found in lines if found and found[2] != without)
    return "".join(f"{found[1]}{found[2]}{found[3]}\n" for found in kept)


def is_as_reviewed(name: str, text: str) -> bool:
    file = GOLDEN / f"tree-{name}.txt"
    if os.environ.get("KARAMAP_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    return text == file.read_text(encoding="utf-8")


def test_the_page_is_laid_out_for_ears_as_reviewed(opened):
    for name, show in SCREENS.items():
        page = opened.ask("?date=2020-12-01&lang=en")
        show(page)
        said = "\n".join(["", "said of sliders:", *page.evaluate(SAID)])
        live = "\n".join(["", "told without being asked:", *page.evaluate(LIVE), ""])
        assert is_as_reviewed(name, tree(page) + said + "\n" + live), name


def test_playing_tells_at_most_one_thing_in_two_seconds(opened):
    for speed, until in (("1", "1991-11-01"), ("4", "1992-01-01")):
        page = opened.ask("?date=1991-09-01&lang=en")
        page.evaluate(
            """() => {
              window.told = [];
              const note = () => told.push(performance.now());
              window.watchers?.forEach((watcher) => watcher.disconnect());
              const nodes = [...document.querySelectorAll("[aria-live], [role=alert]")];
              window.watchers = nodes.map((node) => {
                const watcher = new MutationObserver(note);
                watcher.observe(node, { childList: true, characterData: true, subtree: true });
                return watcher;
              });
            }"""
        )
        page.select_option("#speed", speed)
        started = page.evaluate("performance.now()")
        page.click("#play")
        page.wait_for_function("(until) => karamap.date > until", arg=until)
        ended = page.evaluate("performance.now()")
        moments = [at for at in page.evaluate("told") if at >= started]
        assert len(moments) <= 1 + (ended - started) / 2000
        assert all(b - a >= 2000 for a, b in pairwise(moments))
        # and what there is to tell is told once it stands still
        page.click("#play")
        day = long_date(parse_day(page.evaluate("karamap.date")), "en")
        page.wait_for_function(
            "(day) => document.querySelector('#spoken').innerText.includes(day)", arg=day
        )
