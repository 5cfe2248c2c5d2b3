"""How a map is to be drawn: on what, in which colours and languages, showing what."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from karamap.core.dates import parse_day, shorten
from karamap.core.errors import UsageError
from karamap.core.layers import LANGUAGES, parse_layers
from karamap.core.map_view import View, parse_view
from karamap.core.style import SCREEN, Theme, parse_theme
from karamap.core.textfile import hidden_in
from karamap.lang.messages import parse_language
from karamap.render.map.sheet import Sheet


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is to be drawn; what is not given is as when the page opens.

    Parameters
    ----------
    sheet
        What it is drawn on.
    theme
        One of :data:`karamap.core.style.THEMES`.
    language
        Language of the text.
    names
        Language of the names on the map; that of the text if not given.
    layers
        Ids of the layers to show; those the page opens with if not given.
    view
        Latitude, longitude and zoom as in links to the page; if not given what the day is about.
    whole
        Whether to show the whole ground where no view is given.
    compare
        Another day: the ground that changed hands between the two is shaded.
    title, subtitle, credit, note
        Words of one's own: over the map in place of the day's headline, under the date, before
        the sources, and beside the map.
    """

    sheet: Sheet = field(default_factory=Sheet)
    theme: Theme = SCREEN
    language: str = "en"
    names: str | None = None
    layers: tuple[str, ...] | None = None
    view: View | None = None
    compare: date | None = None
    whole: bool = False
    title: str | None = None
    subtitle: str | None = None
    credit: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        """Refuse words of one's own with characters that no picture can show."""
        for name in OWN_WORDS:
            words = getattr(self, name) or ""
            if not isinstance(words, str):
                raise UsageError(f"{name} is {shorten(words)}: expected a text")
            if wrong := hidden_in(words):
                raise UsageError(
                    f"{name} has the character {wrong!r}: expected letters and signs that can be "
                    "shown"
                )


def read_options(sheet: Sheet, language: str, **asked: Any) -> MapOptions:
    """Return options from texts as on the command line, or values; a UsageError if one is wrong."""
    known = [each.name for each in fields(MapOptions) if each.name not in {"sheet", "language"}]
    if unknown := next((name for name in asked if name not in known), None):
        raise UsageError(f"there is no option {unknown!r}: expected one of {', '.join(known)}")
    given = {name: value for name, value in asked.items() if value is not None}
    for name, read in _READ.items():
        if name in given:
            given[name] = read(given[name])
    return MapOptions(sheet=sheet, language=parse_language(language), **given)


OWN_WORDS = ("title", "subtitle", "credit", "note")

# the name it had before: what imports it keeps working
Look = MapOptions


def parse_names(text: str) -> str:
    """Return ``text`` if names are known in that language; a UsageError lists the languages."""
    if text not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UsageError(f"no names are known in {shorten(text)!r}: expected one of {known}")
    return text


_READ: dict[str, Callable[[Any], object]] = {
    "theme": lambda theme: theme if isinstance(theme, Theme) else parse_theme(theme),
    "names": parse_names,
    "layers": parse_layers,
    "view": lambda view: parse_view(view if isinstance(view, str) else ",".join(map(str, view))),
    "compare": parse_day,
}
