"""What a link asks for, read the same way by page, app, site and embed.

``tests/cases/links.json`` holds what every reader of links must make of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from karamap.core.dates import EXPECTED, FIRST_YEAR, LAST_YEAR, parse_day, shorten
from karamap.core.errors import UsageError
from karamap.core.layers import LAYER_IDS, parse_layers
from karamap.core.map_view import EXPECTED as EXPECTED_VIEW
from karamap.core.map_view import parse_view

_YEAR_DIGITS = 4
# ways of comparing two dates, the first is the usual one; ways of showing; themes of the page
HOWS, MODES, THEMES = ("changes", "swipe", "side"), ("present",), ("screen", "contrast")
# what the page alone can read: it knows places, claims, the tour and the stops
OF_THE_PAGE = ("place", "claim", "tour", "talk", "origin")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Complaint:
    """A part of a link that the map does not follow.

    ``expected`` is what would have been a good value; of a name given ``twice`` the value that
    counts, of one ``misspelt`` the name that is nearest.
    """

    name: str
    value: str
    expected: str
    kind: Literal["bad", "twice", "misspelt"] = "bad"


@dataclass(slots=True)
class Link:
    """The values that a link asks for, by name, and what is wrong with the rest."""

    asks: dict[str, Any] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)


def read(pairs: Iterable[tuple[str, str]], languages: Sequence[str]) -> Link:
    """Return what the parameters of a link, names and values in its order, ask for.

    Of a name that is given twice the first value counts. Names that the map does not know are
    those of others, unless one is a letter away from a name of the map.

    >>> read([("date", "1994"), ("dat", "2020")], ["en"]).complaints[0].expected
    'date'
    """
    readers: dict[str, tuple[Callable[[str], Any], str]] = {
        "date": (parse_day, EXPECTED),
        "year": (_parse_year, f"YYYY, {FIRST_YEAR}-{LAST_YEAR}"),
        "layers": (parse_layers, ", ".join(LAYER_IDS)),
        "view": (parse_view, EXPECTED_VIEW),
        "compare": (parse_day, EXPECTED),
        "how": _one_of(HOWS),
        "mode": _one_of(MODES),
        "theme": _one_of(THEMES),
        "lang": _one_of(languages),
        "panels": _one_of(("1",)),
    }
    link, first = Link(), dict[str, str]()
    for name, value in pairs:
        if name not in readers and name not in OF_THE_PAGE:
            if meant := nearest(name, (*readers, *OF_THE_PAGE)):
                link.complaints.append(Complaint(name, value, meant, "misspelt"))
        elif name in first:
            link.complaints.append(Complaint(name, value, first[name], "twice"))
        else:
            first[name] = value
            if name in readers:
                parse, expected = readers[name]
                try:
                    link.asks[name] = parse(value)
                except UsageError:
                    link.complaints.append(Complaint(name, value, expected))
    return link


def day_of(link: Link) -> date | None:
    """Return the day that a link asks for: a date goes before a year."""
    found: date | None = link.asks.get("date", link.asks.get("year"))
    return found


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the name a letter off, or with two letters swapped, if there is any."""
    word = name.lower()
    if len(word) < _SHORTEST:
        return None
    return next((each for each in known if _within_a_letter(word, each)), None)


def _within_a_letter(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if same is None:
        return True
    swapped = short[:same] + short[same : same + 2][::-1] + short[same + 2 :]
    rest = short[same + (len(long) == len(short)) :]
    return swapped == long or rest == long[same + 1 :]


def _one_of(values: Sequence[str]) -> tuple[Callable[[str], str], str]:
    def parse(words: str) -> str:
        if words not in values:
            raise UsageError(f"{shorten(words)!r} is none of {', '.join(values)}")
        return words

    return parse, ", ".join(values)


def _parse_year(words: str) -> date:
    if len(words) != _YEAR_DIGITS:
        raise UsageError(f"{shorten(words)!r} is not a year")
    return parse_day(words)
