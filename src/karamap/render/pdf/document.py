"""The atlas as one PDF: its pages and drawings, laid out by Typst.

Texts and drawings go to the template as data, so nothing in them is read as code. The file is
tagged (PDF/UA-1), and the same atlas gives the same bytes.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import typst
from matplotlib.font_manager import get_font

from karamap.atlas.atlas import Atlas
from karamap.atlas.key_dates import PAIRS, key_dates
from karamap.core.fonts import FAMILY, FOLDER, font_files
from karamap.core.progress import no_tick
from karamap.core.style import PRINT, Theme
from karamap.lang.messages import table
from karamap.render.map.canvas import drawing
from karamap.render.pdf.maps import Drawings
from karamap.render.pdf.pages import Page, Writer

# cover, how to read, contents
_FRONT = 3
_COLOURS = ("ink", "paper", "muted", "edge", "front")
# stands for what the font has no letter for
_UNKNOWN = "\ufffd"


@dataclass(frozen=True)
class Book:
    """What the pages say, and the drawings that they name."""

    data: Page
    drawings: dict[str, bytes]


def steps(atlas: Atlas) -> int:
    """Return how often :func:`draw` ticks."""
    return len(key_dates(atlas)) + len(PAIRS) + _FRONT + 1


def draw(
    atlas: Atlas, language: str = "en", theme: Theme = PRINT, tick: Callable[[], None] = no_tick
) -> bytes:
    """Return the atlas as a PDF; the same data give the same bytes.

    Parameters
    ----------
    atlas
        What it shows.
    language
        A language of the interface.
    theme
        Its look, one of :data:`karamap.core.style.THEMES`.
    tick
        Called :func:`steps` times.

    Raises
    ------
    DataError
        If the relief, the evidence beside the layers or the list of licences is missing.
    """
    file = typeset(compose(atlas, language, theme, tick))
    tick()
    return file


def compose(
    atlas: Atlas, language: str = "en", theme: Theme = PRINT, tick: Callable[[], None] = no_tick
) -> Book:
    """Gather all pages; ``tick`` is called after each map or page of the front."""
    draws = Drawings(atlas, language, theme)
    writer = Writer(draws)
    with drawing():
        pages = _pages(writer, tick)
    by = theme.palette
    return Book(
        {
            "title": writer.say("booklet.title", count=len(key_dates(atlas))),
            "subject": writer.say("app.subtitle"),
            "notes": writer.say("attribution", **atlas.versions),
            "say": table(language),
            "language": language,
            "font": FAMILY,
            "colours": {part: getattr(by, part) for part in _COLOURS},
            "strip": writer.strip(),
            **pages,
        },
        draws.files,
    )


def _pages(writer: Writer, tick: Callable[[], None]) -> Page:
    # what needs the files beside the layers is asked for before the long work
    pages: Page = {"sources": writer.sources(), "figures": writer.figures(), "dated": []}
    for page in writer.dated():
        pages["dated"].append(page)
        tick()
    pages |= {"cover": writer.cover(), "reading": writer.reading()}
    pages["contents"] = writer.contents(pages["dated"])
    for _ in range(_FRONT):
        tick()
    return pages


def typeset(book: Book) -> bytes:
    """Return the book as a PDF, laid out by the template; the same book gives the same bytes."""
    data = json.dumps(book.data, ensure_ascii=False).encode()
    drawn = {name: _printable(content) for name, content in book.drawings.items()}
    template = files("karamap.render.pdf").joinpath("atlas.typ").read_bytes()
    project: Any = {"main.typ": template, "atlas.json": _printable(data), **drawn}
    pdf: bytes = typst.compile(
        project, font_paths=[FOLDER], ignore_system_fonts=True, pdf_standards=["ua-1"]
    )
    return pdf


def _printable(text: bytes) -> bytes:
    """Return a text in letters that the font has: a tagged file may have no others."""
    words = text.decode()
    unknown = {ord(letter) for letter in set(words) if letter.isprintable()} - _letters()
    return words.translate(dict.fromkeys(unknown, _UNKNOWN)).encode() if unknown else text


@cache
def _letters() -> set[int]:
    return set.intersection(*(set(get_font(file).get_charmap()) for file in font_files()))
