"""In a notebook an atlas and a state show a picture and a line, and the page when asked."""

from __future__ import annotations

import base64
import io
import re
import sys
from html.parser import HTMLParser
from types import ModuleType

import pytest
from PIL import Image

from karamap.core.style import SCREEN
from karamap.render.map.options import MapOptions
from karamap.web.page import render
from karamap.web.plugin import DatedGeoJson

MOST_BYTES = 300_000


class _Cell(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: dict[str, dict[str, str | None]] = {}
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements[tag] = dict(attrs)

    def handle_data(self, data):
        self.words += data if self.get_starttag_text() != "<style>" else ""


@pytest.fixture
def displayed(monkeypatch) -> list[dict[str, str]]:
    """What is handed to the notebook, by its media type."""
    shown: list[dict[str, str]] = []
    stand_in = ModuleType("IPython.display")

    def display(bundle: dict[str, str], *, raw: bool) -> None:
        assert raw
        shown.append(bundle)

    stand_in.display = display
    package = ModuleType("IPython")
    package.version_info = (9, 0)  # matplotlib asks for it
    monkeypatch.setitem(sys.modules, "IPython", package)
    monkeypatch.setitem(sys.modules, "IPython.display", stand_in)
    return shown


def test_a_cell_is_a_picture_and_a_line_of_few_bytes(atlas, displayed):
    atlas.at("2020-11-10")._ipython_display_()
    picture, line = displayed
    assert set(picture) == {"image/png", "text/plain"}
    with Image.open(io.BytesIO(base64.b64decode(picture["image/png"]))) as image:
        assert image.size == (960, 540)
    assert line["text/plain"].startswith("10 November 2020.")
    assert ".show()" in line["text/plain"]
    assert sum(map(len, (*picture.values(), *line.values()))) < MOST_BYTES


@pytest.mark.parametrize("when", [None, "1919", "1993-10-31", "2023-09-21"])
def test_without_ipython_it_is_the_same_in_html(atlas, when):
    html = (atlas if when is None else atlas.at(when))._repr_html_()
    cell = _Cell(html)
    assert (cell.elements["img"]["src"] or "").startswith("data:image/png;base64,")
    assert ".show()" in cell.words
    assert len(html) < MOST_BYTES


def test_the_page_is_shown_when_asked_for_with_a_picture_beside_it(atlas, displayed):
    shown = atlas.at("2020-11-10").show()
    cell = _Cell(shown._repr_html_())
    frame = cell.elements["iframe"]
    assert "src" not in frame
    assert frame["title"]
    page = frame["srcdoc"] or ""
    assert re.findall(r'"opens_on":"([^"]*)"', page) == ["2020-11-10"]
    usual = re.sub(r'"opens_on":"[^"]*"', "", render(atlas))
    assert re.sub(r'"opens_on":"[^"]*"', "", page) == usual
    shown._ipython_display_()
    [bundle] = displayed
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    # a reader who has not run it loses frame and style
    left = _Cell(re.sub(r"<(iframe|style).*?</\1>", "", bundle["text/html"], flags=re.DOTALL))
    assert "img" in left.elements
    assert "10 November 2020" in left.words


def test_in_words_they_are_short(atlas):
    changes = atlas.changes("1918", "2024")
    state = atlas.at("2020-11-10")
    objects = (atlas, state, changes, changes.ground_changes[0], atlas.layers["control"][0])
    story = atlas.story
    others = (
        atlas.subjects,
        story,
        story.tour[0],
        story.claims[0],
        *atlas.stops[:3],
        atlas.subject("2020-11-08"),
    )
    feature = {
        "type": "Feature",
        "properties": {"start": "1990-01-01"},
        "geometry": {"type": "Point", "coordinates": [46.7, 39.8]},
    }
    made = (MapOptions(), SCREEN, DatedGeoJson([feature] * 500, start="start", end=None))
    for each in (*objects, *others, *made, atlas.show(), atlas.layers["events"][0]):
        assert len(repr(each)) < 300, repr(each)
    assert repr(state).startswith("State(date=datetime.date(2020, 11, 10), areas")
    assert repr(changes).startswith("Changes(since=1918-12-31, until=2024-12-31, gained_km2={")
