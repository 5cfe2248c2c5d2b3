"""Dates in words, no more exact than they are recorded; twin of ``sourceDate`` of the page."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal

from karamap.core.dates import ONE_DAY, OPEN, edtf_bounds
from karamap.lang.formats import (
    both_days,
    days_of_year,
    long_date,
    month_in_bound,
    month_year,
    months_of_year,
    year_in_words,
)
from karamap.lang.messages import text

_UNSURE = re.compile(r"[~?%]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"\d{3}X")


def recorded(edtf: str, language: str = "en") -> str:
    """Return an EDTF date in words: ``May 1992``, ``2–5 April 2016``, ``about 2 April 1993``."""
    ends = edtf.split("/")
    if ends[-1] == OPEN:
        return since(ends[0], language)
    plain = [_UNSURE.sub("", end) for end in ends]
    marks = ["".join(_UNSURE.findall(end)) for end in ends]
    # what both ends share is said once
    shared = marks[0] if len(set(marks)) == 1 else ""
    told = _in_one_year(plain, language) if len(set(marks)) == 1 else ""
    if not told:
        words = (
            _doubted(_end(end, language), mark.removeprefix(shared), "date.about", language)
            for end, mark in zip(plain, marks, strict=True)
        )
        told = _joined(list(dict.fromkeys(words)), language)
    return _doubted(told, shared, "date.about", language)


def day_in_words(edtf: str, language: str = "en") -> str:
    """Return a day as exactly as it is known: ``between 7 and 28 February 1993``, ``May 1992``."""
    plain, marks = _UNSURE.sub("", edtf), set(_UNSURE.findall(edtf))
    if len(set(plain.split("/"))) == 1 or plain.endswith(OPEN):
        return recorded(edtf, language)
    told = _between("date", plain, language)
    return _doubted(told, _mark(marks), "date.roughly", language)


def _in_one_year(ends: Sequence[str], language: str) -> str:
    """Return two days or two months of one year in words; "" for all else."""
    first, last = ends[0], ends[-1]
    if first >= last or first[:4] != last[:4]:
        return ""
    if _DAY.fullmatch(first) and _DAY.fullmatch(last):
        return days_of_year(date.fromisoformat(first), date.fromisoformat(last), language)
    if _MONTH.fullmatch(first) and _MONTH.fullmatch(last):
        since, until = (date.fromisoformat(f"{end}-01") for end in (first, last))
        return months_of_year(since, until, language)
    return ""


def _joined(words: Sequence[str], language: str) -> str:
    if all(_YEAR.fullmatch(each) for each in words):
        return "–".join(words)
    if len(words) == 1:
        return words[0]
    return text("date.span", language, since=words[0], until=words[1])


def _between(group: str, plain: str, language: str) -> str:
    """Return that it was one of two days, or some day between them."""
    since, until = edtf_bounds(plain)
    first, last = both_days(since, until, language)
    key = "either" if until - since == ONE_DAY else "between"
    return text(f"{group}.{key}", language, first=first, last=last)


def _mark(marks: Collection[str]) -> str:
    return next(iter(marks)) if len(marks) == 1 else "%" if marks else ""


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
    ends = {end for end in plain.split("/") if end != OPEN}
    if len(ends) > 1:
        told = _between(side, plain, language)
    else:
        told = _at_once(side, ends.pop(), language)
    return _doubted(told, _mark(marks), "date.roughly", language)


def _at_once(side: Literal["since", "until"], written: str, language: str) -> str:
    year = year_in_words(int(written[:4].replace("X", "0")), language)
    if _MONTH.fullmatch(written):
        month = month_in_bound(int(written[5:]), language)
        return text(f"{side}.month", language, month=month, year=year)
    for form, pattern in (("year", _YEAR), ("decade", _DECADE)):
        if pattern.fullmatch(written):
            return text(f"{side}.{form}", language, year=year)
    return text(f"popup.{side}", language, date=recorded(written, language))


def _end(written: str, language: str) -> str:
    if _DAY.fullmatch(written):
        return long_date(date.fromisoformat(written), language)
    if _MONTH.fullmatch(written):
        return month_year(date.fromisoformat(f"{written}-01"), language)
    if _DECADE.fullmatch(written):
        year = year_in_words(int(written.replace("X", "0")), language)
        return text("date.decade", language, year=year)
    return written
