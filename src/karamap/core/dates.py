"""The time rule, in one place.

A span is half open: ``start_date`` is its first day, ``end_date`` the first day it no longer
holds, so on a hand-over day the new holder is shown, once. A bare year means its 31 December.
The page's own rule (``frontend/src/core/time.ts``) is held to the same truth table.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache

from karamap.core.errors import UsageError
from karamap.core.numerals import BLANKS

FIRST_DAY = date(1918, 1, 1)
LAST_DAY = date(2024, 12, 31)
FIRST_YEAR, LAST_YEAR = FIRST_DAY.year, LAST_DAY.year
ONE_DAY = timedelta(days=1)

EXPECTED = (
    f"a day as YYYY-MM-DD or a year as YYYY, from {FIRST_DAY.isoformat()} to {LAST_DAY.isoformat()}"
)
EXPECTED_EDTF = (
    "a day, month, year or decade in EDTF (1993-10-31, 1993-10, 1993, 199X; ~ behind it: about, ?: "
    "unsure, %: both), or two with / between"
)
# about, unsure, both; and an end that is open
QUALIFIERS, OPEN = "~?%", ".."
_EDTF = re.compile(r"(?:([0-9]{3})X|([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?)[~?%]?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")


def visible(start: date, end: date | None, day: date) -> bool:
    """Tell whether what began on ``start`` and ended before ``end`` is there on ``day``.

    Parameters
    ----------
    start, end
        The first day, and the first day no longer (None: still).
    day
        The day asked about.

    Examples
    --------
    >>> visible(date(1993, 7, 23), date(2020, 11, 20), date(2020, 11, 20))  # a hand-over day
    False
    """
    return start <= day and (end is None or day < end)


def parse_day(text: str | date) -> date:
    """Return the day that ``text`` names.

    Parameters
    ----------
    text
        ``YYYY-MM-DD``, or ``YYYY`` for the 31 December of that year, or a date.

    Raises
    ------
    UsageError
        If it is no such day, or lies outside the years the map covers.

    Examples
    --------
    >>> parse_day("1994")
    datetime.date(1994, 12, 31)
    >>> parse_day("10 May")
    Traceback (most recent call last):
    karamap.core.errors.UsageError: '10 May' is not a date: expected a day as YYYY-MM-DD or ...
    """
    day = _day(text)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UsageError(f"{shorten(str(text))!r} is outside the map's years: expected {EXPECTED}")
    return day


def as_day(when: str | date) -> date:
    """Return a date as it is, of whatever year, and the day of a text as :func:`parse_day` does."""
    return _day(when) if isinstance(when, date) else parse_day(when)


def _day(text: str | date) -> date:
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    if not isinstance(text, str):
        raise UsageError(f"{shorten(repr(text))} is not a date: expected {EXPECTED}, as a text")
    text = text.strip(BLANKS)
    try:
        if _YEAR.fullmatch(text):
            return date(int(text), 12, 31)
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is not a date ({error}): expected {EXPECTED}") from error
    raise UsageError(f"{shorten(text)!r} is not a date: expected {EXPECTED}")


def shorten(text: object, limit: int = 40) -> str:
    """Cut what a user typed to a length fit for an error message."""
    text = str(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


@cache
def edtf_bounds(text: str, *, may_be_open: bool = True) -> tuple[date, date]:
    """Return the first and the last day that an EDTF expression admits.

    Of EDTF (levels 0 and 1) the map reads what it can show: days, months, years and decades, two of
    them as an interval, an interval with an open end. Hours, seasons, bounds that are not known and
    years beyond four digits are refused: no days of the map could be read out of them.

    Parameters
    ----------
    text
        For instance ``1993-10``, ``1919/1920``, ``1992-05~``, ``192X``, ``2024-04-17/..``; an open
        end reaches to the map's last day.
    may_be_open
        Whether an open end will do.

    Raises
    ------
    ValueError
        If ``text`` is nothing of this.

    Examples
    --------
    >>> [day.isoformat() for day in edtf_bounds("1993-10")]
    ['1993-10-01', '1993-10-31']
    """
    start, slash, end = text.partition("/")
    try:
        first, last = _admitted(start)
        if slash:
            last = LAST_DAY if may_be_open and end == OPEN else _admitted(end)[1]
    except ValueError as error:
        raise ValueError(f"{shorten(text)!r} is not a date: expected {EXPECTED_EDTF}") from error
    return first, last


def _admitted(text: str) -> tuple[date, date]:
    """Return the first and the last day of a day, a month, a year or a decade."""
    found = _EDTF.fullmatch(text)
    if not found:
        raise ValueError(text)
    decade, year, month, day = found.groups()
    if decade:
        return date(int(f"{decade}0"), 1, 1), date(int(f"{decade}9"), 12, 31)
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    until = int(month or 12)
    return first, date(first.year, until, monthrange(first.year, until)[1])
