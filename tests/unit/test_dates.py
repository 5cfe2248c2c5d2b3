"""The time rule."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karamap.core.dates import FIRST_DAY, LAST_DAY, Span, edtf_bounds, parse_day, visible, year_ends
from karamap.core.errors import UsageError
from karamap.core.paths import geodata_folder

days = st.dates(FIRST_DAY, LAST_DAY)
# a year, month or day, or an interval of two, as the tables write them
EDTF_LIKE = re.compile(
    r"(?<=[,\n])[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?(?:/(?:[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?|\.\.))?(?=[,\n])"
)


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
    before, after = Span(start, handover), Span(handover)
    if start < handover and day >= start:
        assert (day in before) + (day in after) == 1


@given(days)
def test_a_day_is_read_as_written(day):
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize("year", [1918, 1969, 1994, 2000, 2024])
def test_a_year_means_its_last_day(year):
    assert parse_day(str(year)) == date(year, 12, 31)
    assert date(year, 12, 31) in year_ends()


@pytest.mark.parametrize(
    "text",
    ["banana", "2020-13-01", "2020-02-30", "20201110", "1917", "2025", "1917-12-31", "", "١٩٩٤"],
)
def test_what_is_no_day_is_refused_in_a_sentence(text):
    with pytest.raises(UsageError, match="expected a day as YYYY-MM-DD or a year"):
        parse_day(text)


def test_the_slider_stops_at_every_year_end():
    ends = year_ends()
    assert (ends[0], ends[-1], len(ends)) == (date(1918, 12, 31), LAST_DAY, 107)


def test_a_day_outside_is_repeated_in_the_sentence():
    with pytest.raises(UsageError, match=r"^'2025' is outside the map's years: expected a day"):
        parse_day("2025")


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_a_usage_error(text):
    try:
        day = parse_day(text)
    except UsageError:
        return
    assert FIRST_DAY <= day <= LAST_DAY


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-11-10", date(2020, 11, 10), date(2020, 11, 10)),
        ("1993-10", date(1993, 10, 1), date(1993, 10, 31)),
        ("1992-05~", date(1992, 5, 1), date(1992, 5, 31)),
        ("1919/1920", date(1919, 1, 1), date(1920, 12, 31)),
        ("2024-04-17/..", date(2024, 4, 17), LAST_DAY),
    ],
)
def test_edtf_bounds(text, first, last):
    edtf_bounds.cache_clear()
    assert edtf_bounds(text) == (first, last)


def by_grammar(text):
    """What the parser of the edtf library says, or that it says nothing."""
    expression = edtf.parse_edtf(text)
    lower, upper = expression.lower_strict(), expression.upper_strict()
    first = date(*lower[:3]) if lower != -math.inf else FIRST_DAY
    return first, date(*upper[:3]) if upper != math.inf else LAST_DAY


def test_every_form_of_the_evidence_is_read_as_the_grammar_reads_it():
    examples = {
        re.sub("[0-9]", "9", text): text
        for path in sorted(geodata_folder().rglob("*.csv"))
        for text in re.findall(EDTF_LIKE, path.read_text("utf-8"))
    }
    assert {"9999-99-99/9999-99-99", "9999-99-99~", "9999/9999", "9999/.."} <= examples.keys()
    assert {text: edtf_bounds(text) for text in examples.values()} == {
        text: by_grammar(text) for text in examples.values()
    }


# years, months and days, those there are and those there are not
numbers = st.integers(0, 9999), st.integers(0, 25), st.integers(0, 32)
marks = st.sampled_from(["", "~", "?", "%"])
dates = st.builds(
    lambda day, end, mark: day[:end] + mark,
    st.builds("{:04}-{:02}-{:02}".format, *numbers), st.sampled_from([4, 7, 10]), marks,
)  # fmt: skip


@given(dates, st.one_of(st.none(), st.just(".."), dates), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_short_way_gives_what_the_grammar_gives(one, other, swapped):
    text = one if other is None else "/".join((other, one) if swapped else (one, other))
    try:
        expected = by_grammar(text)
    except Exception:  # noqa: BLE001 - whatever the parser stumbles over
        with pytest.raises(ValueError, match=r"."):
            edtf_bounds(text)
    else:
        assert edtf_bounds(text) == expected


@pytest.mark.parametrize("text", ["banana", "10.11.2020", "", "../"])
def test_what_is_no_edtf_is_refused(text):
    with pytest.raises(ValueError, match="not an EDTF date"):
        edtf_bounds(text)


@given(days)
def test_the_eve_of_the_start_is_outside(day):
    assert day not in Span(day + timedelta(days=1))
