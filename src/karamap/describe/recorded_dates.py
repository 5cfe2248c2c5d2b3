"""Dates in words, no more exact than they are recorded; twin of ``sourceDate`` of the page."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal

from karamap.core.dates import OPEN, edtf_bounds
from karamap.lang.formats import (
    days_of_month,
    long_date,
    month_in_bound,
    month_year,
    year_in_words,
)
from karamap.lang.messages import text

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNSURE = re.compile(r"[~?%]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"\d{3}X")


def recorded(edtf: str, language: str = "en") -> str:
    """Return an EDTF date in words, for instance ``May 1992`` or ``about 2 April 1993``."""
    ends = edtf.split("/")
    if ends[-1] == OPEN:
        return since(ends[0], language)
    plain = [_UNSURE.sub("", end) for end in ends]
    marks = ["".join(_UNSURE.findall(end)) for end in ends]
    # what both ends share is said once
    shared = marks[0] if len(set(marks)) == 1 else ""
    if _in_one_month(plain) and len(set(marks)) == 1:
        since_day, until_day = (date.fromisoformat(end) for end in plain)
        told = days_of_month(since_day, until_day, language)
    else:
        words = (
            _doubted(_end(end, language), mark.removeprefix(shared), "date.about", language)
            for end, mark in zip(plain, marks, strict=True)
        )
        told = "–".join(dict.fromkeys(words))
    return _doubted(told, shared, "date.about", language)


def _doubted(words: str, mark: str, about: str, language: str) -> str:
    """Return words with what an EDTF qualifier says of them: ``~`` about, ``?`` possibly."""
    if mark in {"~", "%"}:
        words = text(about, language, date=words, span=words)
    return text("date.possibly", language, date=words) if mark in {"?", "%"} else words


def since(edtf: str, language: str = "en") -> str:
    """Return "since" and an EDTF date in words, in the case that the language asks for."""
    return _bound("since", edtf, language)


def until(edtf: str, language: str = "en") -> str:
    """Return "until" and an EDTF date in words, in the case that the language asks for."""
    return _bound("until", edtf, language)


def _bound(side: Literal["since", "until"], edtf: str, language: str) -> str:
    plain, marks = _UNSURE.sub("", edtf), set(_UNSURE.findall(edtf))
    ends = [end for end in plain.split("/") if end != OPEN]
    if len(set(ends)) > 1 and not _in_one_month(ends):
        first, last = (long_date(day, language) for day in edtf_bounds(plain))
        told = text(f"{side}.between", language, first=first, last=last)
    else:
        told = _at_once(side, ends[0] if len(set(ends)) == 1 else plain, language)
    mark = marks.pop() if len(marks) == 1 else "%" if marks else ""
    return _doubted(told, mark, "date.roughly", language)


def _at_once(side: Literal["since", "until"], written: str, language: str) -> str:
    year = year_in_words(int(written[:4].replace("X", "0")), language)
    if _MONTH.fullmatch(written):
        month = month_in_bound(int(written[5:]), language)
        return text(f"{side}.month", language, month=month, year=year)
    for form, pattern in (("year", _YEAR), ("decade", _DECADE)):
        if pattern.fullmatch(written):
            return text(f"{side}.{form}", language, year=year)
    return text(f"popup.{side}", language, date=recorded(written, language))


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
        return text("date.decade", language, year=_decade(written, language))
    return written


def _decade(written: str, language: str) -> str:
    return year_in_words(int(written.replace("X", "0")), language)
