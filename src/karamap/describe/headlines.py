"""The headline of a day: one line, with a verb, that says what the map is about.

It is that of the stop, the title of the event, or what ground changed hands; where nothing
happened for a while, how things stand. At most twelve words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from karamap.atlas import subjects
from karamap.atlas.atlas import Atlas
from karamap.atlas.subjects import Bounds, Happening
from karamap.core.dates import FIRST_DAY
from karamap.describe.captions import key_from
from karamap.describe.changes import unit_names
from karamap.lang.messages import languages, text
from karamap.lang.names import name_on

# so many districts are named, and how many more there are
MOST_UNITS = 2

# how things stand from a day on, where nothing happened for a while
STANDING = (
    ("1918-01-01", "headline.empire_ends"),
    ("1918-05-28", "headline.both_claim"),
    ("1920-05-12", "headline.soviet_arrives"),
    ("1921-07-05", "headline.to_be_drawn"),
    ("1923-07-07", "headline.oblast"),
    ("1988-02-20", "headline.dispute"),
    ("1991-09-02", "headline.war"),
    ("1994-05-12", "headline.line_holds"),
    ("2020-11-10", "headline.peacekeepers"),
    ("2022-12-12", "headline.road_blocked"),
    ("2023-04-23", "headline.checkpoint"),
    ("2023-09-20", "headline.azerbaijan_holds"),
)
# in these days a capture is what Azerbaijan announced
_ANNOUNCED = ("2020-09-27", "2020-11-10")


@dataclass(frozen=True, slots=True)
class Headlined:
    """What a day is about, in a language: west, south, east, north in degrees, and a line.

    ``stop`` tells whether the day is one to stop at.
    """

    day: date
    bounds: Bounds
    headline: str
    stop: bool


def subject_of(atlas: Atlas, day: date, language: str) -> Headlined:
    """Return what the map is about on a day."""
    found = atlas.subjects.on(day)
    words = headline(atlas, found, language)
    return Headlined(day, found.bounds, words, found.stop is not None)


def headline(atlas: Atlas, subject: subjects.Subject, language: str) -> str:
    """Return the headline of what the map is about."""
    if subject.happening is None:
        return text(key_from(STANDING, subject.day), language)
    return _of(atlas, subject.happening, language)


def _of(atlas: Atlas, happening: Happening, language: str) -> str:
    stop, event = happening.stop, happening.event
    if stop and stop.headlines:
        # English where nobody has written one in a language
        return stop.headlines.get(language) or stop.headlines["en"]
    if event:
        return name_on(event, happening.day, language)
    return _gains(atlas, happening, language)


def _gains(atlas: Atlas, happening: Happening, language: str) -> str:
    """Return who gained ground on a day, and where."""
    km2: dict[str, float] = {}
    for item in happening.ground:
        km2[item.unit] = km2.get(item.unit, 0.0) + item.km2
    units = sorted(km2, key=lambda unit: -km2[unit])
    names = unit_names(atlas, units, language, happening.day)
    where = ", ".join(names[:MOST_UNITS])
    more = len(names) - MOST_UNITS
    if more > 0:
        where = text("caption.and_more", language, names=where, count=more)
    after = {item.after for item in happening.ground}
    gainer = after.pop() if len(after) == 1 else "both"
    if gainer == "azerbaijan" and _ANNOUNCED[0] <= happening.day.isoformat() < _ANNOUNCED[1]:
        gainer = "announced"
    return text(f"headline.gain_{gainer}", language, where=where)


# what the page reads: the subject of each day on which it is another than on the eve
Row = dict[str, object]


def table(atlas: Atlas) -> tuple[list[Row], list[Mapping[str, str]]]:
    """Return what the map is about, day by day, and the headlines that are no event's title.

    A row has ``day``, ``bounds``, ``headline`` (the id of an event whose title it is, or the
    number of a headline) and ``stop``; it holds until the day of the next.
    """
    numbers: dict[tuple[str, ...], int] = {}
    # many days are about one happening
    known: dict[date, str | int] = {}

    def reference(subject: subjects.Subject) -> str | int:
        found = subject.happening
        if found and found.event and not (found.stop and found.stop.headlines):
            return str(found.event.id)
        words = tuple(headline(atlas, subject, language) for language in languages())
        return numbers.setdefault(words, len(numbers))

    rows: list[Row] = []
    told: object = None
    for day in sorted({FIRST_DAY, *map(date.fromisoformat, dict(STANDING)), *atlas.subjects.days}):
        subject = atlas.subjects.on(day)
        since = subject.happening.day if subject.happening else day
        if since not in known:
            known[since] = reference(subject)
        about = {"bounds": subject.bounds, "headline": known[since]}
        if about != told or subject.stop:
            rows.append({"day": day.isoformat(), **about, "stop": subject.stop is not None})
        told = about
    return rows, [dict(zip(languages(), words, strict=True)) for words in numbers]
