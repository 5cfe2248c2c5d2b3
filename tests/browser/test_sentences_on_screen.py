"""Popups and captions as a reader meets them: 16 states in four languages, read as golden text.

What the page's own script puts together from parts stands here; what Python says, in
``tests/unit/test_sentences.py``. KARAMAP_GOLDEN=write writes the list anew, to be read again.
"""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from karamap.core.layers import LANGUAGES  # noqa: E402
from typography import faults  # noqa: E402

pytestmark = pytest.mark.browser

GOLDEN = TESTS / "golden" / "sentences-on-screen.txt"
LAYERS = "control,differing_accounts,peacekeeping_zone,lachin_corridor,buffer_zone,districts"

# what is opened: a place by its id, or whatever lies at a latitude and longitude
POPUPS = (
    ("1919-12-31", "39.60, 46.55"),
    ("1992-06-30", "lachin"),
    ("1992-06-30", "martuni"),
    ("1994-05-12", "39.90, 46.90"),
    ("2016-04-05", "talish"),
    ("2020-10-20", "39.35, 46.75"),
    ("2020-12-01", "shusha"),
    ("2022-12-24", "39.66, 46.52"),
)
# the headline and the line of a presented day
CAPTIONS = (
    "1918-05-28",
    "1923-07-07",
    "1992-05-18",
    "1993-08-23",
    "2001-06-01",
    "2020-11-10",
    "2020-12-13",
    "2023-09-20",
)

# the words of an open popup, each row by itself; without the names in other languages and the
# list of sources
ROWS = """() => [...document.querySelectorAll(
    ".leaflet-popup-content :is(h2, h3, p, li)")]
  .filter((node) => !node.closest(".sources") && !node.matches(".buttons, .others"))
  .map((node) => node.innerText.replace(/\\n/g, " ").trim()).filter(Boolean)"""
CLICK = """async ([lat, lon]) => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  return karamap.project(lat, lon);
}"""
CAPTION = """() => [...document.querySelectorAll("#caption .told > *")]
  .map((node) => node.textContent.trim()).filter(Boolean)"""


def popup(page, day: str, what: str) -> list[str]:
    """Return the rows of a popup."""
    page.keyboard.press("Escape")
    if "," in what:
        at = [float(each) for each in what.split(",")]
        moment = {"date": day, "layers": LAYERS.split(","), "view": [*at, 10]}
        page.evaluate("(moment) => karamap.showMoment(moment)", moment)
        page.wait_for_function("!document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')")
        page.mouse.click(*page.evaluate(CLICK, at))
    else:
        asked = f"place={what}"
        page.evaluate("(day) => karamap.setDate(day)", day)
        page.evaluate("(asked) => karamap.openAsked(new URLSearchParams(asked))", asked)
    page.wait_for_selector(".leaflet-popup-content h2")
    return page.evaluate(ROWS)


def composed(page) -> str:
    told: dict[str, list[str]] = defaultdict(list)
    for language in LANGUAGES:
        page.evaluate("(language) => karamap.setLanguage(language)", language)
        for day, what in POPUPS:
            rows = popup(page, day, what)
            told[f"popup {day} {what}"] += [f"  {language}: {row}" for row in rows]
    page.keyboard.press("Escape")
    page.evaluate("karamap.endMoment(); karamap.setMode('present')")
    for language in LANGUAGES:
        page.evaluate("(language) => karamap.setLanguage(language)", language)
        for day in CAPTIONS:
            page.evaluate("(day) => karamap.setDate(day)", day)
            rows = page.evaluate(CAPTION)
            told[f"caption {day}"] += [f"  {language}: {row}" for row in rows]
    return "\n".join(line for head, rows in told.items() for line in (head, *rows)) + "\n"


def test_popups_and_captions_are_as_reviewed_and_keep_the_rules_of_their_languages(
    open_page, page_file
):
    # as high and wide as a projector, so that no line is left out for want of room
    address = f"{page_file.as_uri()}?lang=en"
    shown = open_page(address, width=1920, height=1080, reduced_motion="reduce")
    shown.page.evaluate("karamap.ready.then(() => true)")
    told = composed(shown.page)
    shown.leave()
    if os.environ.get("KARAMAP_GOLDEN") == "write":
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")
    for language in LANGUAGES:
        assert told.count(f"\n  {language}: ") >= len(POPUPS) + len(CAPTIONS)
    lines = [line.strip().partition(": ") for line in told.splitlines() if line.startswith("  ")]
    found = {words: broken for language, _, words in lines if (broken := faults(words, language))}
    assert found == {}
    # no Latin name stands in Armenian or Russian, but short titles of sources and authors
    bare = (re.sub(r"\([^()]*\)", "", words) for each, _, words in lines if each in ("hy", "ru"))
    assert [line for line in bare if re.search("[A-Za-z]{2}", line)] == []
