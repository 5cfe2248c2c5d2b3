"""In a notebook an atlas and a state show their map, all of it inside the cell."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from karamap.web.page import render


class _Cell(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


def framed(html: str) -> str:
    [(tag, attributes)] = _Cell(html).elements
    assert (tag, "src" in attributes) == ("iframe", False)
    assert attributes["title"]
    return attributes["srcdoc"]


def test_an_atlas_shows_the_page(atlas):
    assert framed(atlas._repr_html_()) == render(atlas)


def test_a_state_shows_the_page_on_its_day(atlas):
    page = framed(atlas.at("2020-11-10")._repr_html_())
    assert re.findall(r'"opens_on":"([^"]*)"', page) == ["2020-11-10"]
    usual = re.sub(r'"opens_on":"[^"]*"', "", render(atlas))
    assert re.sub(r'"opens_on":"[^"]*"', "", page) == usual


def test_in_words_they_are_short(atlas):
    assert len(repr(atlas)) < 200
    assert repr(atlas.at("2020-11-10")).startswith("State(date=datetime.date(2020, 11, 10), areas")
