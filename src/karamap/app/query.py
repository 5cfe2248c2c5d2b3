"""What a link asks of the map: ``?date=`` or ``?year=``, ``layers=``, ``view=``, ``compare=``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from karamap.core.dates import EXPECTED, FIRST_YEAR, LAST_YEAR, parse_day, shorten
from karamap.core.errors import UsageError
from karamap.core.layers import LAYER_IDS, parse_layers
from karamap.core.map_view import View, parse_view
from karamap.lang.messages import languages, parse_language, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

T = TypeVar("T")

_YEAR_DIGITS = 4
# ways of comparing two dates; the first is the usual one
HOWS = ("changes", "swipe", "side")


@dataclass
class Asked:
    """The parts of a link that the map can follow; ``complaints`` tell of the others."""

    day: date | None = None
    layers: tuple[str, ...] | None = None
    view: View | None = None
    compare: date | None = None
    how: str = HOWS[0]
    language: str | None = None
    complaints: list[str] = field(default_factory=list)


def read(parameters: Mapping[str, str], language: str) -> Asked:
    """Return what the parameters of a link ask for.

    What cannot be had becomes a complaint: one sentence of Markdown that shows the value as
    code, so that nothing in a link is ever run, rendered or linked to.
    """
    asked = Asked()

    def take(name: str, parse: Callable[[str], T], expected: str) -> T | None:
        if name not in parameters:
            return None
        try:
            return parse(parameters[name])
        except UsageError:
            value = _as_code(parameters[name])
            asked.complaints.append(
                text("page.bad_parameter", language, name=name, value=value, expected=expected)
            )
            return None

    by_year = take("year", _parse_year, f"YYYY, {FIRST_YEAR}-{LAST_YEAR}")
    asked.day = take("date", parse_day, EXPECTED) or by_year
    asked.layers = take("layers", parse_layers, ", ".join(LAYER_IDS))
    asked.view = take("view", parse_view, text("page.view_form", language))
    asked.compare = take("compare", parse_day, EXPECTED)
    asked.language = take("lang", parse_language, ", ".join(languages()))
    asked.how = take("how", _parse_how, ", ".join(HOWS)) or HOWS[0]
    return asked


def _parse_how(words: str) -> str:
    if words not in HOWS:
        raise UsageError(f"{shorten(words)!r} is no way to compare")
    return words


def _parse_year(words: str) -> date:
    if len(words) != _YEAR_DIGITS:
        raise UsageError(f"{shorten(words)!r} is not a year")
    return parse_day(words)


def _as_code(words: str) -> str:
    """Return a text as Markdown code, in which nothing has a meaning; it cannot end the code."""
    plain = "".join(char if char.isprintable() and char != "`" else " " for char in words)
    return f"`{shorten(plain).strip() or ' '}`"
