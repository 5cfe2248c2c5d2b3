"""How a map is to be drawn: on what, in which colours and languages, showing what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from karamap.core.dates import shorten
from karamap.core.errors import UsageError
from karamap.core.layers import LANGUAGES
from karamap.core.style import SCREEN, Theme
from karamap.render.map.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from karamap.core.map_view import View


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


# the name it had before: what imports it keeps working
Look = MapOptions


def parse_names(text: str) -> str:
    """Return ``text`` if names are known in that language.

    Raises
    ------
    UsageError
        If they are not; the message lists the languages.
    """
    if text not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UsageError(f"no names are known in {shorten(text)!r}: expected one of {known}")
    return text
