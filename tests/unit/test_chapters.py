"""The chapters of the atlas: which days are key dates, and what is told of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from karamap.atlas.key_dates import COVER, GIVES_WAY, MUCH_KM2, PAIRS, TURNS, key_dates
from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.describe import chapters
from karamap.lang.messages import languages, text

if TYPE_CHECKING:
    from karamap import Atlas

# --- which days --------------------------------------------------------------------------


def test_key_dates_are_some_and_in_order(atlas: Atlas):
    days = key_dates(atlas)
    assert 12 <= len(days) <= 24
    assert list(days) == sorted(set(days))
    assert set(TURNS) <= set(days)
    assert COVER in days
    assert days[0] > FIRST_DAY
    assert days[-1] == LAST_DAY


def test_no_day_of_much_ground_is_far_from_a_key_date(atlas: Atlas):
    days = key_dates(atlas)
    for day in atlas.change_dates:
        changes = atlas.changes_on(day)
        if sum(move["km2"] for move in changes.moves if move["from"]) >= MUCH_KM2:
            following = min(each for each in days if each >= day)
            assert following - day <= GIVES_WAY, day


def test_each_event_is_told_in_one_chapter(atlas: Atlas):
    told = [item["id"] for chapter in chapters.chapters(atlas) for item in chapter.events]
    assert sorted(told) == sorted(item["id"] for item in atlas.layers["events"])
    for chapter in chapters.chapters(atlas):
        assert all(item.span[0] <= chapter.day for item in chapter.events)


# --- words -------------------------------------------------------------------------------


def test_an_event_is_dated_as_exactly_as_it_is_known_and_told_in_each_language(atlas: Atlas):
    events = {item["id"]: item for item in atlas.layers["events"]}
    for event, expected in (
        ("ev-1918-independence", "28 May 1918"),
        ("ev-1919-1920-fighting", "1919–1920"),
        ("ev-1988-november", "November 1988"),
        ("ev-1970-census", "1970"),
        ("ev-2016-april", "2–5 April 2016"),
        ("ev-1991-blockade", "September 1991\u00a0– May 1992"),
        ("ev-2023-exodus", "24\u00a0September\u00a0– 3 October 2023"),
    ):
        assert chapters.when(events[event], "en") == expected
    item = events["ev-1918-independence"]
    titles = {chapters.told(item, language).title for language in languages()}
    assert len(titles) == len(languages())


def test_the_map_in_words_gives_its_areas(atlas: Atlas):
    day = date(1994, 5, 12)
    words = " ".join(chapters.state_words(atlas, day, "en"))
    for holder, km2 in atlas.areas_km2(day).items():
        if km2:
            assert f"{text(f'class.control:{holder}')} {km2:,.0f}\u00a0km²" in words


@pytest.mark.parametrize(("since", "until"), PAIRS)
def test_bars_add_up_to_the_ground_that_moved(atlas: Atlas, since: date, until: date):
    rows = list(chapters.by_district(atlas, since, until, "en"))
    moved = sum(m["km2"] for m in atlas.changes(since, until).moves if m["from"])
    assert sum(row.km2 for row in rows) == pytest.approx(moved, abs=1)
    gained = atlas.areas_km2(until)["azerbaijan"] - atlas.areas_km2(since)["azerbaijan"]
    net = sum(row.km2 for row in rows if row.after == "azerbaijan") - sum(
        row.km2 for row in rows if row.before == "azerbaijan"
    )
    assert net == pytest.approx(gained, abs=1)
