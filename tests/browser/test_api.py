"""The page's object `karamap` has what docs/api.md says, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

API = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
PART = API.split("## JavaScript")[1].split("| event |")[0]
DOCUMENTED = set(re.findall(r"^\| `(\w+)` \|", PART, re.MULTILINE))


@pytest.fixture(scope="module")
def page(open_page, page_file):
    page = open_page(page_file.as_uri()).page
    page.evaluate("karamap.ready.then(() => null)")
    return page


def test_every_name_is_documented_and_there(page):
    assert set(page.evaluate("Object.getOwnPropertyNames(karamap)")) == DOCUMENTED


def test_what_the_design_promises_of_it(page):
    page.evaluate("karamap.setDate('2020-11-10')")
    assert page.evaluate("karamap.date") == "2020-11-10"
    there = page.evaluate("karamap.visible()")
    assert set(there) == set(page.evaluate("karamap.layers"))
    assert there["control"]


def test_what_cannot_be_done_is_a_range_error_and_changes_nothing(page):
    page.evaluate("karamap.setDate('1994')")
    for call in ("setDate('1800')", "setLayers(['moon'])", "setCompare('x')", "setMode('loud')",
                 "setLanguage('xx')"):  # fmt: skip
        wrong = page.evaluate(
            f"(() => {{ try {{ karamap.{call} }} catch (e) {{ return e.name }} }})()"
        )
        assert wrong == "RangeError", call
    assert page.evaluate("karamap.date") == "1994-12-31"
    assert page.evaluate("karamap.compare") is None


def test_events_tell_what_is_documented(page):
    page.evaluate("karamap.on('date', (day) => (window.heard = day))")
    page.evaluate("karamap.setDate('1995')")
    assert page.evaluate("window.heard") == "1995-12-31"


def test_the_subject_of_the_day_in_the_readers_language(page, atlas):
    page.evaluate("karamap.setCompare(null)")
    for day in ("2020-11-08", "2020-11-30", "1950"):
        page.evaluate(f"karamap.setDate('{day}')")
        for language in ("en", "hy"):
            page.evaluate(f"karamap.setLanguage('{language}')")
            told, expected = page.evaluate("karamap.subject()"), atlas.subject(day, language)
            assert told["headline"] == expected.headline
            assert (tuple(told["bounds"]), told["stop"]) == (expected.bounds, expected.stop)
    page.evaluate("karamap.setLanguage('en')")
    page.evaluate("karamap.setDate('2020-11-20'); karamap.setCompare('1988-02-27')")
    # of two days it is the ground that differs
    between = atlas.subjects.between(date(1988, 2, 27), date(2020, 11, 20))
    assert page.evaluate("karamap.subject().bounds") == pytest.approx(between, abs=0.01)
    page.evaluate("karamap.setCompare(null)")


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
