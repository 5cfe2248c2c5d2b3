"""The booklet as one PDF: pages in order, outline, language, links of the contents."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_pdf import PdfPages
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from karamap.atlas.key_dates import PAIRS, key_dates
from karamap.core.progress import no_tick
from karamap.core.style import PRINT
from karamap.lang.formats import long_date
from karamap.render.map.canvas import POINTS_PER_PX, drawing
from karamap.render.map.sheet import PX_PER_INCH
from karamap.render.pdf import back, front
from karamap.render.pdf.dated import chapter_page, pair_page
from karamap.render.pdf.front import Entry
from karamap.render.pdf.sheet import Look, Sheet
from karamap.render.pdf.story import chapters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from pypdf import PageObject

    from karamap.atlas.atlas import Atlas
    from karamap.core.style import Theme
    from karamap.render.map.projection import Frame

# what is too fine in the lines of a page's description that draw
_TOO_FINE = re.compile(rb"(?<=\.\d\d)\d+(?=[-\d. ]* [mlc]$)", re.MULTILINE)
# cover, how to read, contents
_FRONT = 3


@dataclass
class Booklet:
    """The pages, and the boxes on the contents that lead to other pages."""

    look: Look
    sheets: list[Sheet] = field(default_factory=list)
    links: list[tuple[Frame, int]] = field(default_factory=list)


def steps(atlas: Atlas) -> int:
    """Return how often :func:`draw` ticks."""
    return len(key_dates(atlas)) + len(PAIRS) + _FRONT + 1


def draw(
    atlas: Atlas,
    language: str = "en",
    theme: Theme = PRINT,
    tick: Callable[[], None] = no_tick,
) -> bytes:
    """Return the booklet of an atlas as a PDF; the same atlas gives the same bytes.

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
    file = save(compose(atlas, language, theme, tick))
    tick()
    return file


def compose(
    atlas: Atlas,
    language: str = "en",
    theme: Theme = PRINT,
    tick: Callable[[], None] = no_tick,
) -> Booklet:
    """Draw all pages; ``tick`` is called after each map or page of the front."""
    look = Look(atlas, language, theme, key_dates(atlas))
    # what the last page needs is asked for before the long work
    licences = back.licence_titles(look)
    with drawing():
        dated, entries = [], []
        for sheet, days in _dated(look):
            dated.append(sheet)
            entries.append(Entry(days, _caption(look, days), _FRONT + len(dated)))
            tick()
        number = _FRONT + len(dated) + 1
        figures = back.figures(look, number)
        sources = back.sources(look, number + len(figures), licences)
        for pages in (figures, sources):
            entries.append(Entry((), pages[0].title, number))
            number += len(pages)
        opening = [front.cover(look), front.reading(look, 2)]
        contents, links = front.contents(look, entries, _FRONT)
        for _ in range(_FRONT):
            tick()
    return Booklet(look, [*opening, contents, *dated, *figures, *sources], links)


def _dated(look: Look) -> Iterator[tuple[Sheet, tuple[date, ...]]]:
    """Yield the pages about days in order of time, a pair after the page of its second day."""
    number = _FRONT
    for chapter in chapters(look.atlas):
        number += 1
        yield chapter_page(look, chapter, number), (chapter.day,)
        for pair in PAIRS:
            if pair[1] == chapter.day:
                number += 1
                yield pair_page(look, *pair, number), pair


def _caption(look: Look, days: tuple[date, ...]) -> str:
    words = [long_date(day, look.language) for day in days]
    return words[0] if len(words) == 1 else look.say("date.span", since=words[0], until=words[1])


def save(booklet: Booklet) -> bytes:
    """Return the booklet as a PDF; the same booklet gives the same bytes."""
    look = booklet.look
    title = look.say("booklet.title", count=len(look.days))
    metadata = {
        "Title": title,
        "Subject": look.say("app.subtitle"),
        "Author": "karamap",
        "Keywords": look.say("attribution", **look.atlas.versions),
        # no date of writing: a file must not differ from one made yesterday
        "CreationDate": None,
    }
    drawn = io.BytesIO()
    with drawing(), PdfPages(drawn, metadata=metadata) as pdf:
        for sheet in booklet.sheets:
            pdf.savefig(sheet.canvas.figure, dpi=PX_PER_INCH)
    writer = PdfWriter(clone_from=PdfReader(drawn))
    for page in writer.pages:
        _shorten(page)
    _mark_up(writer, booklet)
    # maps of one size share their relief
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _shorten(page: PageObject) -> None:
    """Take from the coordinates of paths what nobody can see: hundredths of a point are left."""
    content: Any = page["/Contents"]
    content.set_data(_TOO_FINE.sub(b"", content.get_data()))


def _mark_up(writer: PdfWriter, booklet: Booklet) -> None:
    """Add what matplotlib cannot write: language, outline, links."""
    writer.root_object[NameObject("/Lang")] = TextStringObject(booklet.look.language)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}  # noqa: FBT003 - as PDF has it
    )
    writer.page_mode = "/UseOutlines"
    before = ""
    for index, sheet in enumerate(booklet.sheets):
        # a chapter of several pages is named once
        if sheet.title != before:
            writer.add_outline_item(title=sheet.title, page_number=index)
        before = sheet.title
    for frame, number in booklet.links:
        left, bottom, right, top = (
            side * POINTS_PER_PX for side in (frame.left, frame.bottom, frame.right, frame.top)
        )
        link = Link(rect=(left, bottom, right, top), target_page_index=number - 1, border=[0, 0, 0])
        writer.add_annotation(_FRONT - 1, link)
