"""The time rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karamap.core.dates import FIRST_DAY, LAST_DAY, edtf_bounds, parse_day, visible
from karamap.core.errors import UsageError

days = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        ("2020-11-20", None, "2020-11-19", False),
        ("2020-11-20", None, "2020-11-20", True),
        ("1994-05-12", "2020-11-20", "2020-11-19", True),
        # on the day of the hand-over the new holder is shown, once
        ("1994-05-12", "2020-11-20", "2020-11-20", False),
        ("1969-12-31", "1970-01-01", "1969-12-31", True),
        ("1969-12-31", "1970-01-01", "1970-01-01", False),
        ("2001-09-08", "2001-09-10", "2001-09-09", True),
    ],
)
def test_spans_are_half_open(start, end, day, expected):
    first, last = date.fromisoformat(start), end and date.fromisoformat(end)
    assert visible(first, last, date.fromisoformat(day)) is expected


@given(days, days, days)
def test_successors_never_overlap_and_leave_no_gap(start, handover, day):
    if start < handover and day >= start:
        assert visible(start, handover, day) + visible(handover, None, day) == 1


@given(days)
def test_a_day_is_read_as_written(day):
    assert parse_day(day.isoformat()) == day


def test_a_year_means_its_last_day():
    for year in (1918, 1969, 1994, 2000, 2024):
        assert parse_day(str(year)) == date(year, 12, 31)


def test_what_is_no_day_is_refused_in_a_sentence():
    for text in (
        *("banana", "2020-13-01", "2020-02-30", "20201110", "1917", "2025", "1917-12-31", ""),
        "١٩٩٤",
    ):
        with pytest.raises(UsageError, match="expected a day as YYYY-MM-DD or a year"):
            parse_day(text)
    # one outside is repeated in it
    with pytest.raises(UsageError, match=r"^'2025' is outside the map's years: expected a day"):
        parse_day("2025")


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_a_usage_error(text):
    try:
        day = parse_day(text)
    except UsageError:
        return
    assert FIRST_DAY <= day <= LAST_DAY


def test_edtf_bounds():
    for text, first, last in (
        ("2020-11-10", date(2020, 11, 10), date(2020, 11, 10)),
        ("1993-10", date(1993, 10, 1), date(1993, 10, 31)),
        ("1992-05~", date(1992, 5, 1), date(1992, 5, 31)),
        ("1919/1920", date(1919, 1, 1), date(1920, 12, 31)),
        ("2024-04-17/..", date(2024, 4, 17), LAST_DAY),
    ):
        edtf_bounds.cache_clear()
        assert edtf_bounds(text) == (first, last)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_plain_day_admits_itself(day):
    assert edtf_bounds(day.isoformat()) == (day, day)


@given(days)
def test_the_eve_of_the_start_is_outside(day):
    assert not visible(day + timedelta(days=1), None, day)
