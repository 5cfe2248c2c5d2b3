"""The page's object `karamap` has what docs/api.md says, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

API = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
PART = API.split("## JavaScript")[1].split("| event |")[0]
DOCUMENTED = set(re.findall(r"^\| `(\w+)` \|", PART, re.MULTILINE))


@pytest.fixture
def page(opened):
    return opened.ask()


def test_the_object_has_what_is_documented_and_does_what_it_says(page):
    assert set(page.evaluate("Object.getOwnPropertyNames(karamap)")) == DOCUMENTED
    page.evaluate("karamap.on('date', (day) => (window.heard = day))")
    page.evaluate("karamap.setDate('2020-11-10')")
    assert page.evaluate("[karamap.date, window.heard]") == ["2020-11-10", "2020-11-10"]
    there = page.evaluate("karamap.visible()")
    assert set(there) == set(page.evaluate("karamap.layers"))
    assert there["control"]
    # what cannot be done is a range error and changes nothing
    for call in ("setDate('1800')", "setLayers(['moon'])", "setCompare('x')", "setMode('loud')",
                 "setLanguage('xx')", "setLayers(null)", "setView({lat: 39.8})", "setView()",
                 "setView([39.8, 46.7])", "setDate(null)", "setDate({})"):  # fmt: skip
        wrong = page.evaluate(
            f"(() => {{ try {{ karamap.{call} }} catch (e) {{ return e.name }} }})()"
        )
        assert wrong == "RangeError", call
    assert page.evaluate("[karamap.date, karamap.compare]") == ["2020-11-10", None]


def test_the_subject_of_the_day_in_the_readers_language(page, atlas):
    for day in ("2020-11-08", "2020-11-30", "1950"):
        page.evaluate(f"karamap.setDate('{day}')")
        for language in ("en", "hy"):
            page.evaluate(f"karamap.setLanguage('{language}')")
            told, expected = page.evaluate("karamap.subject()"), atlas.subject(day, language)
            assert told["headline"] == expected.headline
            assert (tuple(told["bounds"]), told["stop"]) == (expected.bounds, expected.stop)


def test_a_place_is_projected_to_where_it_is_drawn(page):
    page.evaluate("karamap.setView([39.8, 46.7, 9])")
    # the middle of the map, once it has the size that the page gives it
    page.wait_for_function(
        """() => {
          const [x, y] = karamap.project(...karamap.view.slice(0, 2));
          const { left, top, width, height } = document.querySelector(".folium-map")
            .getBoundingClientRect();
          return Math.hypot(x - left - width / 2, y - top - height / 2) <= 1.5;
        }"""
    )
    x, y = page.evaluate("karamap.project(39.8, 46.7)")
    east, north = page.evaluate("karamap.project(39.9, 46.8)")
    assert east > x
    assert north < y
