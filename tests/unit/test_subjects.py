"""What a day is about: the ground to look at, its headline, and the stops."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import cos, radians
from typing import TYPE_CHECKING

import pytest
import shapely

from karamap.atlas.subjects import LEAST_HEIGHT, NARROWEST, STAYS, WIDEST, covering, framed
from karamap.core.dates import LAST_DAY, ONE_DAY, visible
from karamap.describe.headlines import table
from karamap.lang.messages import languages, text

if TYPE_CHECKING:
    from karamap import Atlas

STOPS = range(40, 61)
GROUPED = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")


def words(headline: str) -> int:
    """Count the words of a headline; signs alone are none, and a grouped number is one."""
    return sum(any(map(str.isalnum, word)) for word in GROUPED.sub("", headline).split())


def shape(bounds) -> float:
    west, south, east, north = bounds
    return (east - west) * cos(radians((south + north) / 2)) / (north - south)


def test_there_are_some_45_stops_in_order(atlas: Atlas):
    days = [stop.day for stop in atlas.stops]
    assert len(days) in STOPS
    assert days == sorted(set(days))
    assert all(atlas.subject(day).stop for day in days)
    assert not any(atlas.subject(day + ONE_DAY).stop for day in days if day + ONE_DAY not in days)


def test_something_changed_or_happened_on_each_stop(atlas: Atlas):
    def happened(day: date) -> bool:
        events = [item for item in atlas.layers["events"] if visible(*item.span, day)]
        changes = atlas.changes_on(day)
        return bool(events or (changes and (changes.ground_changes or changes.began)))

    assert [stop.id for stop in atlas.stops if not happened(stop.day)] == []


def test_the_headline_of_a_stop_is_about_what_happened_there(atlas: Atlas):
    # the ground that changed hands and the event's places lie in the box, unless a person chose it
    for stop in atlas.stops:
        subject = atlas.subjects.on(stop.day)
        assert subject.stop is stop
        if stop.places or stop.units or not subject.happening.ground:
            continue
        box = shapely.box(*subject.bounds)
        assert all(box.covers(item.geometry) for item in subject.happening.ground), stop.id


@pytest.mark.parametrize("language", languages())
def test_a_headline_has_at_most_12_words(atlas: Atlas, language: str):
    rows, told = table(atlas)
    titles = {item.id: item.properties[f"name_{language}"] for item in atlas.layers["events"]}
    lines = {
        titles[row["headline"]]
        if isinstance(row["headline"], str)
        else told[row["headline"]][language]
        for row in rows
    }
    assert {line: words(line) for line in lines if not 1 < words(line) <= 12} == {}


def test_every_box_fits_any_frame(atlas: Atlas):
    for row in table(atlas)[0]:
        _west, south, _east, north = row["bounds"]
        assert north - south >= LEAST_HEIGHT - 0.002, row["day"]
        assert NARROWEST - 0.01 <= shape(row["bounds"]) <= WIDEST + 0.01, row["day"]


def test_the_table_says_what_is_said_of_each_day(atlas: Atlas):
    rows, told = table(atlas)
    titles = {item.id: item.properties["name_en"] for item in atlas.layers["events"]}
    ends = [date.fromisoformat(row["day"]) for row in rows[1:]] + [LAST_DAY + ONE_DAY]
    for row, end in zip(rows, ends, strict=True):
        line = row["headline"]
        words_of = titles[line] if isinstance(line, str) else told[line]["en"]
        for day in (date.fromisoformat(row["day"]), end - ONE_DAY):
            subject = atlas.subject(day)
            assert (subject.bounds, subject.headline) == (row["bounds"], words_of), day


def test_a_day_is_about_what_happened_last_and_for_30_days(atlas: Atlas):
    shusha = date(2020, 11, 8)
    assert "Shusha" in atlas.subject(shusha).headline
    assert "statement" in atlas.subject("2020-11-09").headline
    ceasefire = date(1994, 5, 12)
    last = ceasefire + STAYS - timedelta(days=1)
    assert atlas.subject(last).headline == atlas.subject(ceasefire).headline
    assert atlas.subject(last + ONE_DAY).headline == text("headline.line_holds")


def test_captures_of_2020_are_announced(atlas: Atlas):
    day = date(2020, 10, 14)
    assert atlas.subject(day).headline.startswith("Azerbaijan announces further captures: ")
    assert atlas.subject("1992-06-13").headline.startswith("Azerbaijan gains ground: ")


def test_a_comparison_is_about_what_differs(atlas: Atlas):
    since, until = date(2020, 11, 19), date(2020, 11, 20)
    box = shapely.box(*atlas.subjects.between(since, until))
    moved = atlas.changes(since, until).ground_changes
    assert all(box.covers(item.geometry) for item in moved)
    assert box.area < shapely.box(*atlas.subject(since).bounds).area
    # where nothing differs, about both days
    quiet = date(2000, 1, 1), date(2001, 1, 1)
    assert atlas.subjects.between(*quiet) == covering([atlas.subject(day).bounds for day in quiet])


def test_a_box_grows_to_what_a_frame_can_hold():
    needle = framed((46.0, 39.0, 46.01, 40.5))
    assert shape(needle) == pytest.approx(NARROWEST, abs=0.01)
    point = framed((46.5, 39.8, 46.5, 39.8))
    assert point[3] - point[1] == pytest.approx(LEAST_HEIGHT, abs=0.002)
    strip = framed((45.0, 39.5, 48.0, 39.6))
    assert shape(strip) == pytest.approx(WIDEST, abs=0.01)
