"""The map in words: golden texts of twelve days, and what must hold on every day."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.core.dates import FIRST_DAY, LAST_DAY, parse_day
from karamap.core.layers import LANGUAGES
from karamap.describe.day import title, twin

if TYPE_CHECKING:
    from karamap import Atlas

GOLDEN = Path(__file__).parents[1] / "golden"
# reviewed by eye against the map; KARAMAP_GOLDEN=write writes them anew, to be reviewed again
DAYS = (
    "1919-12-31",
    "1923-12-31",
    "1988-02-20",
    "1991-12-31",
    "1992-05-18",
    "1993-10-31",
    "1994-05-12",
    "2016-04-05",
    "2020-10-20",
    "2020-12-01",
    "2022-12-24",
    "2023-09-21",
)


@pytest.mark.parametrize("day", DAYS)
def test_the_words_of_a_day_are_those_reviewed(atlas: Atlas, day: str):
    file = GOLDEN / f"twin-{day}.txt"
    text = atlas.at(day).text() + "\n"
    if os.environ.get("KARAMAP_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_every_language_says_as_much_as_english(atlas: Atlas, day: str, language: str):
    shape = [len(passage.lines) for passage in twin(atlas, parse_day(day), language)]
    assert shape == [len(passage.lines) for passage in twin(atlas, parse_day(day))]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, (LAST_DAY - FIRST_DAY).days))
def test_shares_of_holders_add_up_on_any_day(atlas: Atlas, days: int):
    day = FIRST_DAY + timedelta(days=days)
    told = atlas.at(day).text()
    assert told.startswith(title(day))
    held = {holder: km2 for holder, km2 in atlas.areas_km2(day).items() if km2 >= 0.5}
    for km2 in held.values():
        assert f"{km2:,.0f}\u00a0km²" in told
