"""The chart through time: an SVG that describes itself and shows the day on view."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from karamap.core.style import SCREEN
from karamap.lang.formats import long_date
from karamap.render.areas_chart import (
    BOTTOM,
    LEFT,
    RIGHT,
    STACK,
    TOP,
    UNITS,
    areas_chart,
    description,
)
from karamap.stats.published import series

SVG = "{http://www.w3.org/2000/svg}"
WHOLE = (date(1918, 1, 1), date(2024, 12, 31))
WAR = (date(2020, 9, 1), date(2020, 12, 31))


def drawn(atlas, day, span=WHOLE):
    return ET.fromstring(areas_chart(atlas, day, *span))  # noqa: S314 - our own


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def corners(root, holder):
    """The corners of a holder's area, in the order they are drawn."""
    fill = SCREEN.styles[f"control:{holder}"].fill
    path = next(item for item in root.iter(f"{SVG}path") if item.get("fill") == fill)
    points = path.get("d").strip("MZ").split("L")
    return [tuple(map(float, point.split(","))) for point in points]


def test_it_describes_itself(atlas):
    root = drawn(atlas, date(1994, 12, 31))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Who held the oblast and the districts around it"
    assert root.find(f"{SVG}desc").text == description(atlas, date(1994, 12, 31), *WHOLE, "en")
    assert "On 31 December 1994: Armenian forces " in root.find(f"{SVG}desc").text
    assert "not mapped" in drawn(atlas, date(1918, 2, 1)).find(f"{SVG}desc").text


@pytest.mark.parametrize(
    ("day", "span", "ruled"),
    [
        (date(1918, 1, 1), WHOLE, True),
        (date(2020, 11, 10), WAR, True),
        (date(2024, 12, 31), WHOLE, True),
        (date(1994, 12, 31), WAR, False),
    ],
)
def test_the_rule_stands_at_the_day_on_view(atlas, day, span, ruled):
    assert (long_date(day) in texts(drawn(atlas, day, span))) is ruled


@pytest.mark.parametrize("span", [WHOLE, WAR])
def test_the_stack_is_all_ground_and_stays_in_its_frame(atlas, span):
    root = drawn(atlas, span[1], span)
    for holder in STACK:
        points = corners(root, holder)
        assert all(LEFT <= x <= RIGHT for x, _ in points)
        assert all(TOP <= y <= BOTTOM for _, y in points)
    assert {y for _, y in corners(root, "armenian_forces")[-2:]} == {BOTTOM}
    assert {y for _, y in corners(root, "azerbaijan")[:2]} == {TOP}


def test_heights_are_to_scale(atlas):
    root = drawn(atlas, WAR[1], WAR)
    first = next(row for row in reversed(series(atlas, UNITS)) if row.day <= WAR[0])
    held = first.km2["armenian_forces"] / sum(first.km2.values())
    _, y = corners(root, "armenian_forces")[0]
    assert (BOTTOM - y) / (BOTTOM - TOP) == pytest.approx(held, abs=0.002)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (WHOLE, "1920", "2020"),
        ((date(1991, 1, 1), date(1994, 12, 31)), "1991", "1994"),
        (WAR, "Sept", "Dec"),
    ],
)
def test_the_axis_names_years_or_months(atlas, span, first, last):
    labels = texts(drawn(atlas, span[0], span))
    assert first in labels
    assert last in labels
