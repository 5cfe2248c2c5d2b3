"""Dates in words, no more exact than they are recorded; twin of ``sourceDate`` of the page."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from karamap.lang.formats import days_of_month, long_date, month_year
from karamap.lang.messages import text

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNSURE = re.compile(r"[~?%]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_DECADE = re.compile(r"\d{3}X")


def recorded(edtf: str, language: str = "en") -> str:
    """Return an EDTF date in words, for instance ``May 1992`` or ``about 2 April 1993``."""
    plain = _UNSURE.sub("", edtf)
    ends = plain.split("/")
    if _in_one_month(ends):
        since, until = (date.fromisoformat(end) for end in ends)
        return days_of_month(since, until, language)
    words = dict.fromkeys(filter(None, (_end(each, language) for each in ends)))
    told = "–".join(words)
    return told if plain == edtf else text("date.about", language, date=told)


def _in_one_month(ends: Sequence[str]) -> bool:
    since, until = ends[0], ends[-1]
    days = all(_DAY.fullmatch(end) for end in ends)
    return days and since < until and since[:7] == until[:7]


def _end(written: str, language: str) -> str:
    if _DAY.fullmatch(written):
        return long_date(date.fromisoformat(written), language)
    if _MONTH.fullmatch(written):
        return month_year(date.fromisoformat(f"{written}-01"), language)
    if _DECADE.fullmatch(written):
        return text("date.decade", language, year=written.replace("X", "0"))
    return "" if written == ".." else written
