"""The table of people: ranges are ranges, parts add up to their whole, other tables agree."""

from __future__ import annotations

import csv

import pytest

from karamap.core.dates import edtf_bounds
from karamap.core.layers import CONFIDENCES
from karamap.core.paths import geodata_folder

EVIDENCE = geodata_folder() / "evidence"
GROUPS = ("armenians", "azerbaijanis", "russians", "others")
SOVIET = ("1926", "1939", "1959", "1970", "1979", "1989")
LATER = ("2005", "2015")


def rows_of(table: str) -> list[dict[str, str]]:
    with (EVIDENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
