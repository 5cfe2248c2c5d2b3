"""What the pages of the booklet tell, in words and numbers; nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from karamap.captions import notes
from karamap.curate.records import OBLAST_UNITS
from karamap.dates import ONE_DAY
from karamap.keydates import key_dates
from karamap.layers import CONTROLLERS
from karamap.locales import days_of_month, long_date, month_year, number
from karamap.names import name_on, summary_in
from karamap.quantities import ground, share, total
from karamap.spans import span_of
from karamap.strings import text
from karamap.transfers import transfers, unit_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from karamap.atlas import Atlas
    from karamap.geojson import Feature
    from karamap.transfers import Transfer

# lengths of ISO dates known to the year and to the month
_YEAR, _MONTH = 4, 7
# so many districts are named for ground that changed hands, the largest first
_DISTRICTS = 4
_LINES = ("line_of_contact", "front_lines_2020", "lachin_corridor")


@dataclass(frozen=True)
class Told:
    """An event in words."""

    when: str
    title: str
    summary: str


@dataclass(frozen=True)
class Passed:
    """Ground that went from one holder to another, in words: who, how much, where."""

    who: str
    km2: str
    where: str


@dataclass(frozen=True)
class Chapter:
    """A key date, and what happened since the key date before it (None: the first)."""

    day: date
    since: date | None
    events: tuple[Feature, ...]


def chapters(atlas: Atlas) -> list[Chapter]:
    """Return the chapters of an atlas; each event of the table is told in one of them."""
    events = sorted(atlas.layers["events"], key=span_of)
    days = [date.min, *key_dates(atlas)]
    return [
        Chapter(
            day,
            None if since == date.min else since,
            tuple(item for item in events if since < span_of(item)[0] <= day),
        )
        for since, day in pairwise(days)
    ]


def told(item: Feature, language: str) -> Told:
    """Return an event in words."""
    title = name_on(item, span_of(item)[0], language)
    return Told(when(item, language), title, summary_in(item, language))


def when(item: Feature, language: str) -> str:
    """Return when an event was, no more exactly than it is known."""
    start, end = span_of(item)
    known, ended = (item["properties"][key] for key in ("start_date:edtf", "end_date:edtf"))
    last = start if end is None else end - ONE_DAY
    first = _as_known(start, len(known), language)
    if "/" not in (ended or ""):
        if (start.year, start.month) == (last.year, last.month) and start != last:
            return days_of_month(start, last, language)
        finish = long_date(last, language)
    else:
        whole_years = len(known) == _YEAR
        finish = _as_known(last, _YEAR if whole_years else _MONTH, language)
    return first if first == finish else text("date.span", language, since=first, until=finish)


def _as_known(day: date, length: int, language: str) -> str:
    if length == _YEAR:
        return str(day.year)
    if length == _MONTH:
        return month_year(day, language)
    return long_date(day, language)


def state_words(atlas: Atlas, day: date, language: str) -> list[str]:
    """Return who holds how much, where lines run and how sure that is: a paragraph each."""
    km2 = ground(atlas, day)
    found = [
        text(
            "booklet.holds",
            language,
            date=long_date(day, language),
            holders=_holders(km2, language),
        )
    ]
    if inside := _holders(km2, language, OBLAST_UNITS):
        found.append(text("booklet.holds_oblast", language, holders=inside))
    lines = [item for layer in _LINES for item in atlas.features(layer, day)]
    if lines:
        names = "; ".join(dict.fromkeys(name_on(item, day, language) for item in lines))
        worst = max(item["properties"]["accuracy_m"] for item in lines)
        accuracy = text("legend.accuracy", language, km=number(max(1, worst / 1000), language))
        found.append(text("booklet.lines", language, lines=names, accuracy=accuracy))
    return [*found, *(text(key, language) for key in notes(day))]


def _holders(km2: dict[tuple[str, str], float], language: str, units: Sequence[str] = ()) -> str:
    """Return who holds how much of some units (none: of all), as a list in words."""
    whole = total(km2, units, None)
    held = ((holder, total(km2, units, holder)) for holder in CONTROLLERS)
    return ", ".join(
        text(
            "booklet.holder",
            language,
            holder=text(f"class.control:{holder}", language),
            km2=number(size, language),
            share=_percent(share(size, whole), language),
        )
        for holder, size in held
        if size
    )


def _percent(part: float, language: str) -> str:
    return number(part, language) if part >= 1 else "<1"


def passed(atlas: Atlas, since: date, until: date, language: str) -> list[Passed]:
    """Return what ground changed hands between two days, the largest first."""
    return [
        Passed(
            text(
                "panel.from_to",
                language,
                before=text(f"class.control:{item.before}", language),
                after=text(f"class.control:{item.after}", language),
            ),
            text("legend.area", language, km2=number(item.km2, language)),
            _where(atlas, item, language, until),
        )
        for item in net(atlas, since, until)
    ]


def net(atlas: Atlas, since: date, until: date) -> list[Transfer]:
    """Return the ground that has another holder on the second day, without specks."""
    return [
        item
        for item in transfers(atlas.changes(since, until))
        if item.before is not None and round(item.km2)
    ]


def _where(atlas: Atlas, item: Transfer, language: str, day: date) -> str:
    names = unit_names(atlas, item.units, language, day)
    if len(names) <= _DISTRICTS:
        return ", ".join(names)
    more = text("who.more", language, count=len(names) - _DISTRICTS)
    return ", ".join([*names[:_DISTRICTS], more])


def by_district(atlas: Atlas, since: date, until: date, language: str) -> Iterator[Row]:
    """Yield the ground that changed hands, district by district, the largest first.

    Who got it from whom is part of a row, as one district may have gone several ways.
    """
    rows = (
        Row(unit_names(atlas, [unit], language, until)[0], item.before, item.after, km2)
        for item in net(atlas, since, until)
        for unit, km2 in item.units.items()
    )
    yield from sorted(_merged(rows), key=lambda row: -row.km2)


@dataclass(frozen=True)
class Row:
    """A district, and how many of its km2 went from whom to whom."""

    name: str
    before: str | None
    after: str
    km2: float


def _merged(rows: Iterable[Row]) -> Iterator[Row]:
    """Join rows of one name (units of one district), leaving out specks."""
    sums: dict[tuple[str, str | None, str], float] = {}
    for row in rows:
        key = row.name, row.before, row.after
        sums[key] = sums.get(key, 0.0) + row.km2
    yield from (Row(*key, km2) for key, km2 in sums.items() if round(km2))
