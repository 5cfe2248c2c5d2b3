"""The table of people: ranges are ranges, parts add up to their whole, other tables agree."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import shapely

from karamap import Atlas
from karamap.core import geojson
from karamap.core.dates import edtf_bounds
from karamap.core.geodesy import to_metres
from karamap.core.layers import CONFIDENCES
from karamap.core.paths import geodata_folder
from told import rows_of

if TYPE_CHECKING:
    from karamap.core.geojson import Feature

GROUPS = ("armenians", "azerbaijanis", "russians", "others")
SOVIET = ("1926", "1939", "1959", "1970", "1979", "1989")
LATER = ("2005", "2015")


ROWS = rows_of("population")


def census(year: str) -> dict[str, tuple[int, int]]:
    counted = [row for row in ROWS if (row["topic"], row["date"]) == ("census", year)]
    return {row["group"]: (int(row["min"]), int(row["max"])) for row in counted}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_is_a_dated_range_of_persons(row: dict[str, str]) -> None:
    assert row["topic"] in ("census", "displaced")
    assert row["group"] in ("all", *GROUPS)
    assert row["unit"] == "persons"
    assert row["confidence"] in CONFIDENCES
    assert 0 < int(row["min"]) <= int(row["max"])
    first, last = edtf_bounds(row["date"])
    assert first <= last
    # where sources differ, the reader is told how
    assert row["note_en"] or row["min"] == row["max"]


@pytest.mark.parametrize("year", SOVIET)
def test_the_groups_of_a_soviet_census_make_up_its_total(year: str) -> None:
    counted = census(year)
    low = sum(counted[group][0] for group in GROUPS)
    high = sum(counted[group][1] for group in GROUPS)
    assert low <= counted["all"][1]
    assert high >= counted["all"][0]
    if counted["all"][0] == counted["all"][1]:
        assert low == high == counted["all"][0]


@pytest.mark.parametrize("year", LATER)
def test_the_groups_of_a_later_count_make_up_its_total(year: str) -> None:
    counted = census(year)
    assert sum(counted.get(group, (0, 0))[0] for group in GROUPS) == counted["all"][0]


@pytest.mark.parametrize("year", [*SOVIET, *LATER])
def test_the_total_is_that_of_the_published_figures(year: str) -> None:
    published = next(
        row for row in rows_of("figures") if (row["topic"], row["date"]) == ("population", year)
    )
    low, high = census(year)["all"]
    assert low <= float(published["value_min"]) <= high


@pytest.mark.parametrize(
    ("figure", "displaced"),
    [
        ("displ-az", "displaced-azerbaijanis-all"),
        ("displ-arm", "displaced-armenians-azerbaijan"),
        ("displ-1993", "displaced-azerbaijanis-1993"),
        ("displ-kalb", "displaced-azerbaijanis-kalbajar"),
        ("displ-2020", "displaced-armenians-2020"),
        ("exodus", "displaced-armenians-2023"),
    ],
)
def test_the_displaced_are_those_of_the_published_figures(figure: str, displaced: str) -> None:
    published = next(row for row in rows_of("figures") if row["id"] == figure)
    row = next(row for row in ROWS if row["id"] == displaced)
    assert int(row["min"]) <= float(published["value_min"])
    assert float(published["value_max"]) <= int(row["max"])


@pytest.mark.parametrize("war", ["1988", "2020"])
def test_the_displaced_of_both_sides_are_there(war: str) -> None:
    groups = {
        row["group"] for row in ROWS if row["topic"] == "displaced" and row["date"].startswith(war)
    }
    assert groups == {"armenians", "azerbaijanis"}


def test_events_tell_the_counts_of_both_sides_in_one_order() -> None:
    """Soldiers before civilians, the killed before the displaced, the alphabet within each."""
    figures = {row["id"]: row["what"] for row in rows_of("figures") if row["topic"] == "casualties"}
    displaced = {row["id"]: row["group"] for row in ROWS if row["topic"] == "displaced"}

    def rank(key: str) -> tuple[bool, bool, bool]:
        whom = figures.get(key) or displaced[key]
        return key in displaced, "civilian" in whom, whom.lower().startswith("azerbaijani")

    told = {row["id"]: row["counts"].split(";") for row in rows_of("events") if row["counts"]}
    for keys in told.values():
        assert keys == sorted(keys, key=rank)
    for war in ("ev-2016-april", "ev-2020-09-27", "ev-2020-11-09", "ev-2023-09-19"):
        killed = [key for key in told[war] if key in figures]
        assert sum(rank(key)[2] for key in killed) * 2 == len(killed)


ARROWS = geojson.read(geodata_folder() / "layers" / "people_moved.geojson")


def test_an_arrow_has_number_and_sources_of_its_count() -> None:
    counted = {row["id"]: row for row in ROWS}
    for arrow in ARROWS:
        row, given = counted[arrow.id], arrow.properties
        assert row["topic"] == "displaced"
        assert (given["people"], f"{given['min']}", f"{given['max']}") == (
            row["group"], row["min"], row["max"],
        )  # fmt: skip
        assert set(row["sources"].split(";")) < set(given["sources"])
        assert given["part_of"] is None or given["part_of"] in counted
    names = {arrow.id: arrow.properties["name_en"] for arrow in ARROWS}
    assert names["displaced-armenians-azerbaijan"] == "Armenians 300,000–500,000"
    assert names["displaced-azerbaijanis-kalbajar"] == "Azerbaijanis 60,000"


def test_both_peoples_have_arrows_as_wide_as_they_were_many() -> None:
    assert {arrow.properties["people"] for arrow in ARROWS} == {"armenians", "azerbaijanis"}
    by_width: dict[int, list[float]] = {}
    for arrow in ARROWS:
        middle = (arrow.properties["min"] + arrow.properties["max"]) / 2
        by_width.setdefault(round(_width(arrow), -2), []).append(middle)
    bounds = [(min(found), max(found)) for _, found in sorted(by_width.items())]
    assert len(bounds) == 3
    assert all(lower[1] < upper[0] for lower, upper in pairwise(bounds))


def _width(arrow: Feature) -> float:
    """How wide the tail of an arrow is, in metres: its outline begins at one of the tail's ends."""
    start, second, *_, last, _ = shapely.get_coordinates(to_metres(arrow.geometry).exterior)
    return min(math.dist(start, second), math.dist(start, last))


def test_an_arrow_is_no_change_of_the_map() -> None:
    atlas = Atlas.load()
    assert date(1993, 4, 1) in {arrow.span[0] for arrow in ARROWS}
    assert "people_moved" not in atlas.changes("1993-03-01", "1993-04-20").began
    assert set(atlas.change_dates).isdisjoint(arrow.span[1] for arrow in ARROWS)
