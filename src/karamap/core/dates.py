"""The time rule, in one place.

A span is half open: ``start_date`` is its first day, ``end_date`` the first day it no longer
holds, so on a hand-over day the new holder is shown, once. A bare year means its 31 December.
The browser's twin of :func:`visible` (``web/time.js``) runs the same truth table.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from time import struct_time

from karamap.core.errors import UsageError

FIRST_DAY = date(1918, 1, 1)
LAST_DAY = date(2024, 12, 31)
FIRST_YEAR, LAST_YEAR = FIRST_DAY.year, LAST_DAY.year
ONE_DAY = timedelta(days=1)

EXPECTED = (
    f"a day as YYYY-MM-DD or a year as YYYY, from {FIRST_DAY.isoformat()} to {LAST_DAY.isoformat()}"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")
# a year, month or day, certain or not: which bounds it has does not depend on how certain it is
_ONE_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``start`` to the eve of ``end`` (None: still)."""

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return visible(self.start, self.end, day)


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
    day = text if isinstance(text, date) else _read_day(text.strip())
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UsageError(f"{shorten(str(text))!r} is outside the map's years: expected {EXPECTED}")
    return day


def _read_day(text: str) -> date:
    try:
        if _YEAR.fullmatch(text):
            return date(int(text), 12, 31)
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is not a date ({error}): expected {EXPECTED}") from error
    raise UsageError(f"{shorten(text)!r} is not a date: expected {EXPECTED}")


def shorten(text: str, limit: int = 40) -> str:
    """Cut what a user typed to a length fit for an error message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


@cache
def edtf_bounds(text: str) -> tuple[date, date]:
    """Return the first and the last day that an EDTF expression admits.

    Parameters
    ----------
    text
        EDTF level 0 or 1, for instance ``1993-10``, ``1919/1920``, ``1992-05~``, ``2024-04-17/..``.
        An open end reaches to the map's last day, an open beginning to its first.

    Raises
    ------
    ValueError
        If ``text`` is not EDTF.

    Examples
    --------
    >>> [day.isoformat() for day in edtf_bounds("1993-10")]
    ['1993-10-01', '1993-10-31']
    """
    return _common_bounds(text) or _bounds_by_grammar(text)


def _common_bounds(text: str) -> tuple[date, date] | None:
    """Return the bounds of a year, month or day, or of an interval of two of them, or None.

    Nearly every date of the evidence is one of these, and the grammar takes 10 ms for each.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _date_bounds(text)
    if start == end == _OPEN:
        return None
    first = (FIRST_DAY, FIRST_DAY) if start == _OPEN else _date_bounds(start)
    last = (LAST_DAY, LAST_DAY) if end == _OPEN else _date_bounds(end)
    return (first[0], last[1]) if first and last else None


def _date_bounds(text: str) -> tuple[date, date] | None:
    found = _ONE_DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            return first, first
        last_month = first.month if month else 12
        return first, date(first.year, last_month, monthrange(first.year, last_month)[1])
    except ValueError:
        return None


def _bounds_by_grammar(text: str) -> tuple[date, date]:
    # rarely needed, and slow to import
    import edtf  # noqa: PLC0415

    # what the parser raises: its own error, or what it stumbles over
    own_error = edtf.parser.edtf_exceptions.EDTFParseException
    try:
        expression = edtf.parse_edtf(text)
    except (own_error, LookupError, AttributeError, TypeError) as error:
        raise ValueError(f"{text!r} is not an EDTF date") from error
    lower, upper = expression.lower_strict(), expression.upper_strict()
    return _as_date(lower, FIRST_DAY), _as_date(upper, LAST_DAY)


def _as_date(value: struct_time | float | None, otherwise: date) -> date:
    if isinstance(value, struct_time):
        return date(value.tm_year, value.tm_mon, value.tm_mday)
    return otherwise


def year_ends() -> list[date]:
    """Return the 31 December of every year the map covers: the stops of the year slider."""
    return [date(year, 12, 31) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
