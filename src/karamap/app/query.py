"""What a link asks of the map: ``?date=`` or ``?year=``, ``layers=``, ``view=``, ``compare=``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from karamap.core import linked
from karamap.core.dates import shorten
from karamap.core.map_view import View
from karamap.lang.messages import languages, text


@dataclass
class Asked:
    """The parts of a link that the map can follow; ``complaints`` tell of the others."""

    day: date | None = None
    layers: tuple[str, ...] | None = None
    view: View | None = None
    compare: date | None = None
    how: str = linked.HOWS[0]
    language: str | None = None
    complaints: list[str] = field(default_factory=list)


def read(parameters: Mapping[str, str] | Iterable[tuple[str, str]], language: str) -> Asked:
    """Return what the parameters of a link ask for.

    What cannot be had becomes a complaint: one sentence of Markdown that shows the value as
    code, so that nothing in a link is ever run, rendered or linked to.
    """
    pairs = parameters.items() if isinstance(parameters, Mapping) else parameters
    link = linked.read(pairs, languages())
    return Asked(
        linked.day_of(link),
        **{name: link.asks.get(name) for name in ("layers", "view", "compare")},
        how=link.asks.get("how", linked.HOWS[0]),
        language=link.asks.get("lang"),
        complaints=[_told(complaint, language) for complaint in link.complaints],
    )


def _told(complaint: linked.Complaint, language: str) -> str:
    twice = complaint.kind == "twice"
    key = "page.parameter_twice" if twice else "page.bad_parameter"
    name, value, expected = complaint.name, _as_code(complaint.value), complaint.expected
    if complaint.kind == "misspelt":
        name = _as_code(name)
    elif twice:
        expected = _as_code(expected)
    elif complaint.name == "view":
        expected = text("page.view_form", language)
    return text(key, language, name=name, value=value, expected=expected)


def _as_code(words: str) -> str:
    """Return a text as Markdown code, in which nothing has a meaning; it cannot end the code."""
    plain = "".join(char if char.isprintable() and char != "`" else " " for char in words)
    return f"`{shorten(plain).strip() or ' '}`"
