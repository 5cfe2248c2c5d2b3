"""What happened from one key date to the next, in words and numbers: the chapters of the atlas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from karamap.atlas.atlas import Atlas
from karamap.atlas.key_dates import key_dates
from karamap.atlas.transfers import Transfer, transfers
from karamap.core.dates import ONE_DAY, QUALIFIERS, edtf_bounds
from karamap.core.geojson import Feature
from karamap.core.layers import CONTROLLERS
from karamap.describe.captions import notes
from karamap.describe.changes import from_to, km2_by_name, unit_names
from karamap.describe.recorded_dates import recorded
from karamap.evidence.control import OBLAST_UNITS
from karamap.lang.formats import long_date, number
from karamap.lang.messages import text
from karamap.lang.names import name_on, summary_in
from karamap.stats.quantities import ground, share, total

# lengths of dates known to the month and to the day
_MONTH, _DAY = 7, 10
# so many districts are named for ground that changed hands, the largest first
_DISTRICTS = 5
_LINES = ("line_of_contact", "front_lines_2020", "lachin_corridor")


@dataclass(frozen=True)
class Told:
    """An event in words."""

    when: str
    title: str
    summary: str


@dataclass(frozen=True)
class Chapter:
    """A key date, and what happened since the key date before it (None: the first)."""

    day: date
    since: date | None
    events: tuple[Feature, ...]


def chapters(atlas: Atlas) -> list[Chapter]:
    """Return the chapters of an atlas; each event of the table is told in one of them."""
    events = sorted(atlas.layers["events"], key=lambda item: item.span)
    days = [date.min, *key_dates(atlas)]
    return [
        Chapter(
            day,
            None if since == date.min else since,
            tuple(item for item in events if since < item.span[0] <= day),
        )
        for since, day in pairwise(days)
    ]


def told(item: Feature, language: str) -> Told:
    """Return an event in words."""
    title = name_on(item, item.span[0], language)
    return Told(when(item, language), title, summary_in(item, language))


def when(item: Feature, language: str) -> str:
    """Return when an event was, no more exactly than it is known."""
    start, end = item.span
    known, ended = (item.properties[key] for key in ("start_date:edtf", "end_date:edtf"))
    if end is None or edtf_bounds(known) == (start, end - ONE_DAY):
        return recorded(known, language)
    return recorded(f"{known}/{_last_day(ended)}", language)


def _last_day(ended: str) -> str:
    """Return the last day of an event as EDTF, by the first day without it."""
    mark = ended[-1] if ended[-1] in QUALIFIERS else ""
    days = [date.fromisoformat(day[:_DAY]) - ONE_DAY for day in ended.split("/")]
    first, last = days[0], days[-1]
    lengths = (first.isoformat(), first.isoformat()[:_MONTH], str(first.year))
    for written in (*lengths, f"{first.year // 10}X"):
        if edtf_bounds(written) == (first, last):
            return written + mark
    return last.isoformat() + mark


def state_words(atlas: Atlas, day: date, language: str) -> list[str]:
    """Return who holds how much, where lines run and how sure that is: a paragraph each."""
    km2 = ground(atlas, day)
    when, holders = long_date(day, language), _holders(km2, language)
    found = [text("booklet.holds", language, date=when, holders=holders)]
    if inside := _holders(km2, language, OBLAST_UNITS):
        found.append(text("booklet.holds_oblast", language, holders=inside))
    lines = [item for layer in _LINES for item in atlas.features(layer, day)]
    if lines:
        names = "; ".join(dict.fromkeys(name_on(item, day, language) for item in lines))
        worst = max(item.properties["accuracy_m"] for item in lines)
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


def passed(atlas: Atlas, chapter: Chapter, language: str) -> list[str]:
    """Return what ground changed hands since the key date before, the largest first."""
    if chapter.since is None:
        return []
    return [
        text(
            "booklet.passed",
            language,
            who=from_to(item.before or "", item.after, language),
            km2=text("legend.area", language, km2=number(item.km2, language)),
            where=_where(atlas, item, language, chapter.day),
        )
        for item in net(atlas, chapter.since, chapter.day)
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


@dataclass(frozen=True)
class Row:
    """A district, and how many of its km2 went from whom to whom."""

    name: str
    before: str | None
    after: str
    km2: float


def by_district(atlas: Atlas, since: date, until: date, language: str) -> list[Row]:
    """Return the ground that changed hands, district by district, the largest first.

    Who got it from whom is part of a row, as one district may have gone several ways; units of
    one district are one row, and specks none.
    """
    sums: dict[tuple[str, str | None, str], float] = {}
    for item in net(atlas, since, until):
        for name, km2 in km2_by_name(atlas, item.units, language, until).items():
            key = name, item.before, item.after
            sums[key] = sums.get(key, 0.0) + km2
    rows = [Row(*key, km2) for key, km2 in sums.items() if round(km2)]
    return sorted(rows, key=lambda row: -row.km2)
