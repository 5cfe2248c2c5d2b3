"""The logic of time on a small atlas drawn here, where every answer can be told by hand.

Three squares of ground, each about 9,600 km2, side by side west to east:

- ``west`` Azerbaijan's from 28 May 1918, in Armenian hands 8 May 1992 - 20 November 2020
- ``middle`` contested 1918-1921, then Azerbaijan's, with a new source (not a new holder) in 1991
- ``east`` Azerbaijan's throughout, mapped from 1 January 1918

Armenia lies west of them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely

from karamap import Atlas, UsageError
from karamap.atlas import key_dates
from karamap.atlas.state import Change, Changes
from karamap.atlas.transfers import Transfer, transfers
from karamap.core.dates import FIRST_DAY, LAST_DAY, ONE_DAY, shorten
from karamap.core.geojson import Feature
from karamap.core.intervals import merged
from karamap.core.layers import LAYERS
from karamap.describe.changes import unit_names
from karamap.lang.messages import text

REPUBLIC, SOVIET = date(1918, 5, 28), date(1921, 7, 5)
SOURCE, TAKEN, RETURNED = date(1991, 9, 2), date(1992, 5, 8), date(2020, 11, 20)
AZ, AR, CO = "azerbaijan", "armenian_forces", "contested"


def feature(name: str, geometry: Any, start: date, end: date | None, **properties: Any) -> Any:
    dates = {"start_date": start.isoformat(), "end_date": end and end.isoformat()}
    return Feature(name, {**dates, **properties}, geometry)


def square(column: int) -> Any:
    return shapely.box(46 + column, 39, 47 + column, 40)


def ground(block: str, column: int, *steps: tuple[date, str]) -> list[Any]:
    ends = [*(start for start, _ in steps[1:]), None]
    return [
        feature(
            f"{block}-{start}",
            square(column),
            start,
            end,
            block=block,
            unit=block,
            controller=who,
            name_en=block.title(),
        )
        for (start, who), end in zip(steps, ends, strict=True)
    ]


def line(name: str, lon: float, start: date, end: date | None) -> Any:
    return feature(name, shapely.LineString([(lon, 39), (lon, 40)]), start, end)


def place(name: str, lon: float, rank: int) -> Any:
    return feature(name, shapely.Point(lon, 39.5), FIRST_DAY, None, rank=rank)


@pytest.fixture(scope="module")
def small() -> Atlas:
    layers: dict[str, Any] = {layer.id: () for layer in LAYERS}
    layers["control"] = (
        *ground("west", 0, (REPUBLIC, AZ), (TAKEN, AR), (RETURNED, AZ)),
        *ground("middle", 1, (REPUBLIC, CO), (SOVIET, AZ), (SOURCE, AZ)),
        *ground("east", 2, (FIRST_DAY, AZ)),
    )
    layers["line_of_contact"] = (line("contact", 47, TAKEN, RETURNED),)
    layers["front_lines_2020"] = (line("front", 47.5, date(2020, 9, 27), RETURNED),)
    layers["places"] = (
        place("on-the-line", 47, 1),
        place("near", 47.06, 3),  # 5.2 km
        place("far", 47.08, 1),  # 6.9 km
        place("unknown", 47.01, 4),
    )
    # what happens, and what is there on the map's first day, is no change of it
    layers["events"] = (feature("event", shapely.Point(46, 39), date(2001, 9, 9), None),)
    layers["countries"] = (
        feature(
            "armenia", shapely.box(44, 39, 46, 41), date(1918, 5, 30), None, iso="AM", part="main"
        ),
        feature("exclave", shapely.box(43, 39, 44, 40), FIRST_DAY, None, iso="AM", part="exclave"),
        feature("georgia", shapely.box(43, 41, 46, 42), FIRST_DAY, None, iso="GE", part="main"),
    )
    layers["peacekeeping_zone"] = (
        feature("zone", square(1), date(2020, 11, 10), date(2025, 1, 1)),
        feature("leaving", square(1), date(2024, 12, 31), None),
    )
    return Atlas(layers, {}, Path("nowhere"))


def test_only_what_begins_or_ends_within_the_years_is_a_change(small: Atlas):
    known = (REPUBLIC, SOVIET, SOURCE, TAKEN, date(2020, 9, 27), date(2020, 11, 10), RETURNED)
    assert small.change_dates == (*known, LAST_DAY)


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ("1991-09-01", ["east-1918-01-01", "middle-1921-07-05", "west-1918-05-28"]),
        ("1991-09-02", ["east-1918-01-01", "middle-1991-09-02", "west-1918-05-28"]),
        ("1918-05-27", ["east-1918-01-01"]),
        ("2020-11-20", ["east-1918-01-01", "middle-1991-09-02", "west-2020-11-20"]),
    ],
)
def test_a_state_holds_what_is_there_on_its_day_and_nothing_else(small, day, there):
    state = small.at(day)
    assert state.date == date.fromisoformat(day)
    assert sorted(item["id"] for item in state.features["control"]) == there
    assert set(state.features) == {layer.id for layer in LAYERS}
    assert state.atlas is small


def test_areas_are_those_of_the_day(small: Atlas):
    one = small.control_km2["west-1918-05-28"]
    assert one == pytest.approx(9_540, rel=0.01)
    assert small.areas_km2(date(1918, 5, 27)) == pytest.approx({AZ: one, AR: 0.0, CO: 0.0})
    assert small.areas_km2(REPUBLIC) == pytest.approx({AZ: 2 * one, AR: 0.0, CO: one})
    assert small.at("1992-05-08").areas_km2 == pytest.approx({AZ: 2 * one, AR: one, CO: 0.0})
    assert list(small.areas_km2(REPUBLIC)) == list(small.at("1994").areas_km2)


@pytest.mark.parametrize(
    ("lon", "lat", "day", "who"),
    [
        (46.5, 39.5, "1918-05-27", None),  # mapped, but not yet held by anybody
        (46.5, 39.5, "1918-05-28", AZ),
        (46.5, 39.5, "1992-05-07", AZ),
        (46.5, 39.5, "1992-05-08", AR),
        (46.5, 39.5, "2020-11-19", AR),
        (46.5, 39.5, "2020-11-20", AZ),
        (46.0, 39.5, "1918-05-27", None),  # on the border, where Armenia is no answer either
        (47.0, 39.5, "1919", CO),  # on the boundary of two blocks the first by name counts
        (45.0, 39.5, "1994", "armenia"),
        (45.0, 40.9, "1994", "armenia"),
        (43.5, 39.5, "1994", None),  # an exclave
        (45.0, 41.5, "1994", None),  # Georgia
        (0.0, 0.0, "1994", None),
    ],
)
def test_who_held_a_point(small, lon, lat, day, who):
    assert small.control_at(lon, lat, day) == who


def test_a_point_in_the_corner_beside_a_block_is_not_in_it(small: Atlas):
    corner = shapely.Polygon([(46, 39), (47, 39), (46, 40)])
    block = feature("west", corner, FIRST_DAY, None, block="west", unit="west", controller=AZ)
    alone = Atlas({**small.layers, "control": (block,)}, {}, Path("nowhere"))
    assert alone.control_at(46.1, 39.1, "2000") == AZ
    assert alone.control_at(46.9, 39.9, "2000") is None


def test_history_joins_spans_of_one_holder_and_keeps_the_others(small: Atlas):
    assert small.history(46.5, 39.5) == [
        (REPUBLIC, TAKEN, AZ),
        (TAKEN, RETURNED, AR),
        (RETURNED, None, AZ),
    ]
    assert small.history(47.5, 39.5) == [(REPUBLIC, SOVIET, CO), (SOVIET, None, AZ)]
    assert small.history(45.0, 39.5) == []


def test_what_lies_under_a_point_comes_in_the_order_of_time_not_of_the_file(small: Atlas):
    ids = [item["id"] for item in small.control_features_at(46.5, 39.5)]
    assert ids == ["west-1918-05-28", "west-1992-05-08", "west-2020-11-20"]
    layers = {**small.layers, "control": tuple(reversed(small.layers["control"]))}
    turned = Atlas(layers, {}, Path("nowhere"))
    assert turned.history(46.5, 39.5) == small.history(46.5, 39.5)


def test_spans_are_joined_only_where_they_meet_and_agree():
    for spans, joined in (
        ([], []),
        ([(REPUBLIC, TAKEN, AZ)], [(REPUBLIC, TAKEN, AZ)]),
        # a gap between two spans of one holder stays a gap
        (
            [(REPUBLIC, SOVIET, AZ), (TAKEN, None, AZ)],
            [(REPUBLIC, SOVIET, AZ), (TAKEN, None, AZ)],
        ),
        (
            [(REPUBLIC, SOVIET, AZ), (SOVIET, TAKEN, AZ), (TAKEN, RETURNED, AZ)],
            [(REPUBLIC, RETURNED, AZ)],
        ),
        (
            [(REPUBLIC, SOVIET, AZ), (SOVIET, TAKEN, CO), (TAKEN, None, CO)],
            [(REPUBLIC, SOVIET, AZ), (SOVIET, None, CO)],
        ),
    ):
        assert list(merged(spans)) == joined


def test_only_a_place_on_earth_is_taken_its_ends_too(small):
    for place in ((180.5, 40), (-181, 40), (46, 90.5), (46, -91)):
        with pytest.raises(
            UsageError, match="no place on earth: expected longitude, then latitude"
        ):
            small.control_at(*place, "2000")
    for place in ((180, 40), (-180, -90), (46, 90)):
        assert small.control_at(*place, "2000") is None
        assert small.history(*place) == []


def test_a_change_says_what_moved_from_whom_to_whom(small: Atlas):
    changes = small.changes("1992-05-07", "1992-05-08")
    assert (changes.since, changes.until) == (TAKEN - ONE_DAY, TAKEN)
    [move] = changes.moves
    km2 = small.control_km2["west-1992-05-08"]
    assert (move["block"], move["unit"], move["from"], move["to"]) == ("west", "west", AZ, AR)
    assert move["km2"] == km2
    assert move["geometry"].equals(square(0))
    assert {name: [x["id"] for x in items] for name, items in changes.began.items()} == {
        "control": ["west-1992-05-08"],
        "line_of_contact": ["contact"],
    }
    assert {name: [x["id"] for x in items] for name, items in changes.ended.items()} == {
        "control": ["west-1918-05-28"]
    }
    assert changes.gained_km2 == {AR: km2}
    assert changes.lost_km2 == {AZ: km2}
    assert changes.difference_km2 == {AZ: -km2, AR: km2}
    assert list(changes.ground.columns) == ["block", "unit", "from", "to", "km2", "geometry"]
    assert changes.ground.crs == "EPSG:4326"


def test_ground_not_mapped_comes_from_nobody_and_what_is_held_again_did_not_move(
    small: Atlas,
):
    changes = small.changes("1918-01-01", "1918-05-28")
    assert {(move["from"], move["to"]) for move in changes.moves} == {(None, AZ), (None, CO)}
    assert changes.lost_km2 == {}
    assert set(changes.gained_km2) == {AZ, CO}
    # there and back is no change
    assert small.changes("1992-05-07", "2020-11-20").moves == []
    # a new source is a new feature, not a new holder
    assert small.changes("1991-09-01", "1991-09-02").moves == []


def test_two_days_must_be_in_order(small: Atlas):
    for since, until in (("2020-11-10", "2020-11-10"), ("2020-11-11", "2020-11-10")):
        with pytest.raises(UsageError, match=f"must come before the second: got {since} and "):
            small.changes(since, until)


def test_the_first_day_has_no_eve(small: Atlas):
    assert small.changes_on(FIRST_DAY) is None
    assert small.changes_on(FIRST_DAY + ONE_DAY) is not None
    changes = small.changes_on(TAKEN)
    assert changes is not None
    assert (changes.since, changes.until) == (TAKEN - ONE_DAY, TAKEN)


def test_lines_have_lengths_and_the_known_places_near_them(small: Atlas):
    assert small.line_km == pytest.approx({"contact": 111.0, "front": 111.0}, rel=0.005)
    assert small.near_lines == {"contact": ("on-the-line", "near"), "front": ()}


def test_spans_are_read_from_properties():
    assert feature("x", None, REPUBLIC, None).span == (REPUBLIC, None)
    assert feature("x", None, REPUBLIC, TAKEN).span == (REPUBLIC, TAKEN)


def test_transfers_are_summed_by_unit_the_largest_first():
    def move(before: str | None, after: str, unit: str, km2: float) -> Change:
        return Change(unit, unit, before, after, km2, shapely.Point())

    moves = [
        move(None, AZ, "c", 1.0),
        move(AZ, AR, "a", 2.0),
        move(AZ, AR, "b", 5.0),
        move(AZ, AR, "a", 2.0),
    ]
    found = transfers(Changes(REPUBLIC, TAKEN, moves, {}, {}))
    assert found == [Transfer(AZ, AR, {"a": 4.0, "b": 5.0}), Transfer(None, AZ, {"c": 1.0})]
    assert [list(item.units) for item in found] == [["b", "a"], ["c"]]
    assert found[0].km2 == 9.0


def test_units_are_named_once_each(small: Atlas):
    elsewhere = text("panel.elsewhere", "en")
    units = ["east", "rest", "west", "east"]
    assert unit_names(small, units, "en", TAKEN) == ["East", elsewhere, "West"]
    assert unit_names(small, ["rest"], "hy", TAKEN) == [text("panel.elsewhere", "hy")]


class TestKeyDates:
    """Days of much ground give way to a key date that soon follows."""

    @pytest.fixture
    def turns(self, monkeypatch) -> None:
        monkeypatch.setattr(key_dates, "TURNS", (SOURCE, date(1993, 1, 1)))

    @pytest.mark.usefixtures("turns")
    def test_days_of_much_ground_are_key_dates(self, small):
        assert key_dates.key_dates(small) == (SOVIET, SOURCE, TAKEN, date(1993, 1, 1), RETURNED)

    @pytest.mark.usefixtures("turns")
    def test_ground_that_comes_from_nobody_is_no_turn(self, small):
        assert REPUBLIC not in key_dates.key_dates(small)

    @pytest.mark.usefixtures("turns")
    def test_much_is_much(self, small, monkeypatch):
        km2 = small.control_km2["west-1992-05-08"]
        monkeypatch.setattr(key_dates, "MUCH_KM2", km2)
        assert TAKEN in key_dates.key_dates(small)
        monkeypatch.setattr(key_dates, "MUCH_KM2", km2 + 0.001)
        assert TAKEN not in key_dates.key_dates(small)

    @pytest.mark.parametrize(("days", "stays"), [(120, False), (121, True)])
    def test_a_day_gives_way_to_a_turn_within_four_months(self, small, monkeypatch, days, stays):
        monkeypatch.setattr(key_dates, "TURNS", (TAKEN + days * ONE_DAY,))
        assert (TAKEN in key_dates.key_dates(small)) is stays

    def test_a_turn_gives_way_to_none(self, small, monkeypatch):
        monkeypatch.setattr(key_dates, "TURNS", (TAKEN - ONE_DAY, TAKEN))
        assert {TAKEN - ONE_DAY, TAKEN} < set(key_dates.key_dates(small))


def test_what_was_typed_is_cut_to_forty_letters():
    for typed, short in (("", ""), ("x" * 40, "x" * 40), ("x" * 41, "x" * 39 + "…")):
        assert shorten(typed) == short
