"""What is measured on the map, and how it is set beside published figures."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from karamap.cli import main
from karamap.cli.measure_formats import COLUMNS
from karamap.core.dates import ONE_DAY, parse_day
from karamap.core.errors import DataError
from karamap.describe.measurements import beside_words
from karamap.evidence.claims import Figure
from karamap.evidence.control import OBLAST_UNITS
from karamap.evidence.tables import When
from karamap.lang.formats import with_unit
from karamap.stats.published import (
    OUTSIDE_OBLAST,
    Published,
    compared,
    line_series,
    on_day,
    published,
    series,
)
from karamap.stats.quantities import DISTRICTS, Quantity, ground, total, value

if TYPE_CHECKING:
    from karamap import Atlas

ARMENIAN = "armenian_forces"
EVE, CEASEFIRE, HANDED_OVER = date(2020, 9, 26), date(2020, 11, 10), date(2020, 12, 1)
DAYS = [date(1919, 6, 1), date(1970, 1, 1), date(1994, 12, 31), CEASEFIRE, date(2023, 9, 20)]


@pytest.fixture(scope="module")
def figures(atlas: Atlas) -> tuple[Published, ...]:
    return published(atlas)


def figure(low: float, high: float, unit: str = "km2") -> Published:
    when = When("1994", date(1994, 1, 1), date(1994, 12, 31))
    row = Figure(
        id="f", topic="area", low=low, high=high, unit=unit, when=when, what="ground",
        confidence="high", sources=("a-book",), note=None,
    )  # fmt: skip
    return Published(row, Quantity("held", (), ARMENIAN), when)


def test_a_difference_counts_from_the_nearer_end():
    for low, high, measured, difference, percent in (
        (100, 100, 100, 0, 0),
        (100, 100, 110, 10, 10),
        (100, 100, 75, -25, -25),
        (100, 200, 150, 0, 0),
        (100, 200, 250, 50, 25),
        (100, 200, 50, -50, -50),
        (0, 0, 5, 5, None),
    ):
        beside = figure(low, high)
        assert beside.difference(measured) == difference
        assert beside.difference_pct(measured) == percent


def test_a_figure_in_words():
    for beside, measured, words in (
        (figure(100, 100), 110, "100\u00a0km² [a-book]; the map differs by +10\u00a0km² (+10.0%)"),
        (figure(100, 100), 100.01, "100\u00a0km² [a-book]; the map agrees"),
        (
            figure(90, 99, "km"),
            81,
            "90–99\u00a0km [a-book]; the map differs by −9.0\u00a0km (−10.0%)",
        ),
        (figure(33, 33, "percent"), 30.5, "33% [a-book]; the map differs by −2.5\u00a0points"),
    ):
        assert beside_words(beside, measured, "en") == f"published {words}"


@pytest.mark.parametrize(
    ("language", "percent"), [("en", "5%"), ("ru", "5\u00a0%"), ("hy", "5%"), ("az", "5%")]
)
def test_a_unit_stays_with_its_number(language, percent):
    assert with_unit("5", "%", language) == percent
    assert with_unit("5", "km", language) == "5\u00a0km"


@pytest.mark.parametrize("day", DAYS)
def test_the_parts_of_the_ground_add_up(atlas, day):
    km2 = ground(atlas, day)
    for holder, held in atlas.areas_km2(day).items():
        assert total(km2, (), holder) == pytest.approx(held)
    known = {*OBLAST_UNITS, *OUTSIDE_OBLAST, "shahumyan"}
    in_districts = sum(total(km2, units, None) for units in DISTRICTS.values())
    assert in_districts == pytest.approx(total(km2, known, None))
    shares = [
        value(atlas, Quantity("held_share", ("aghdam",), holder), day)
        for holder in ("azerbaijan", ARMENIAN, "contested")
    ]
    assert sum(shares) == pytest.approx(100)


def test_what_was_lost_and_kept_is_what_was_held(atlas):
    combat = Quantity("lost_share", (), ARMENIAN, since=EVE, base=EVE)
    handed = Quantity("lost_share", (), ARMENIAN, since=CEASEFIRE, base=EVE)
    kept = Quantity("kept_share", (), ARMENIAN, base=EVE)
    parts = value(atlas, combat, CEASEFIRE), value(atlas, handed, HANDED_OVER)
    assert sum(parts) + value(atlas, kept, HANDED_OVER) == pytest.approx(100, abs=0.5)
    lost = Quantity("lost", (), ARMENIAN, since=EVE)
    assert value(atlas, lost, EVE) == 0
    assert value(atlas, lost, CEASEFIRE) == pytest.approx(
        parts[0] / 100 * value(atlas, Quantity("held", (), ARMENIAN), EVE)
    )


def test_lengths_distances_and_borders(atlas):
    day = date(2000, 1, 1)
    towns = Quantity("distance", ("stepanakert", "shusha"))
    assert value(atlas, towns, day) == pytest.approx(6.4, abs=0.1)
    with_iran = value(atlas, Quantity("border", ("iran",), ARMENIAN), day)
    assert 100 < with_iran < 150
    assert value(atlas, Quantity("border", ("georgia",), ARMENIAN), day) == 0
    line = Quantity("length", ("line_of_contact:ceasefire_1994",))
    assert value(atlas, line, day) > 150
    assert value(atlas, line, date(2021, 1, 1)) == 0


def test_a_quantity_of_nothing_is_named(atlas):
    with pytest.raises(DataError, match=r"found 'atlantis', expected an id of autonomous_oblast"):
        value(atlas, Quantity("area", ("atlantis",)), date(2000, 1, 1))


def test_every_figure_with_a_measure_is_compared(atlas, figures):
    found = list(compared(atlas, figures))
    assert len(found) == len(figures) > 40
    assert all(item.value > 0 for item in found if item.published[0].figure.high)
    by_id = {item.published[0].figure.id: item for item in found}
    assert by_id["nkr-held-1994"].value == pytest.approx(
        atlas.areas_km2(date(1994, 5, 12))[ARMENIAN]
    )


def test_figures_stand_beside_a_day_only_while_they_speak_of_it(atlas, figures):
    whole = Quantity("held", (), ARMENIAN)

    def beside(day: date) -> set[str]:
        [item] = [item for item in on_day(atlas, day, figures) if item.quantity == whole]
        return {each.figure.id for each in item.published}

    assert beside(parse_day("1994")) == {"nkr-held-1994", "held-dewaal"}
    assert beside(EVE) == {"nkr-held-1994", "held-dewaal"}
    assert beside(EVE + ONE_DAY) == set()
    assert beside(date(2020, 12, 31)) == {"rem-2020-tab", "rem-2020-rk"}


def test_series_has_a_row_for_each_change_and_no_other(atlas):
    rows = series(atlas)
    assert rows[0].day == date(1918, 5, 28)
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    for before, row in pairwise(rows):
        assert before.km2 == pytest.approx(atlas.areas_km2(row.day - ONE_DAY))
        assert row.km2 == pytest.approx(atlas.areas_km2(row.day))
        assert row.km2 != before.km2
    lengths = line_series(atlas)
    assert {item.quantity.unit for item in lengths} == {"km"}
    assert all(item.value > 0 for item in lengths)


def run(*words: str) -> str:
    result = CliRunner().invoke(main, ["measure", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_measure_in_words_states_projection_sources_and_differences():
    told = run("--date", "1994")
    assert "equal-area" in told
    assert "published 11,458\u00a0km² [realkarabakh-occupation]; the map" in told
    assert "Within 15\u00a0km of Stepanakert" in told
    through_time = run()
    assert "2020-11-10" in through_time
    assert "published 32.55% [caucasian-knot-2020-11-21]" in through_time
    assert "from 28 May 1918 on" in run("--date", "1918-02-01")


def test_measure_as_csv_and_json_say_the_same():
    rows = list(csv.DictReader(io.StringIO(run("--date", "2020-12-13", "--format", "csv"))))
    assert tuple(rows[0]) == COLUMNS
    told = json.loads(run("--date", "2020-12-13", "--format", "json"))
    assert [float(row["value"]) for row in rows] == [row["value"] for row in told["measured"]]
    assert "equal-area" in told["projection"]
    assert [ring["radius_m"] for ring in told["buffer_zone"]] == [15_000, 20_000, 15_400]


def test_measure_through_time_has_every_change_and_every_figure(atlas, figures):
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv"))))
    assert {row["figure"] for row in rows} - {""} == {item.figure.id for item in figures}
    assert {row["date"] for row in rows} >= {day.day.isoformat() for day in series(atlas)}
    assert all(row["sources"] for row in rows if row["figure"])
