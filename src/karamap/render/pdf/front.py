"""The first pages of the booklet: cover, how to read it, contents as small maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karamap.atlas.key_dates import COVER, MUCH_KM2
from karamap.core.layers import BY_ID
from karamap.core.style import APPROXIMATE_DASH, style_keys
from karamap.lang import formats
from karamap.render.map.column import Space, Words
from karamap.render.map.legend import ORDER, Row
from karamap.render.map.projection import Frame
from karamap.render.pdf import maps
from karamap.render.pdf.sheet import BODY, HEIGHT, MARGIN, TOP, UNIT, Sheet, halves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from karamap.render.map.column import Block
    from karamap.render.pdf.sheet import Look

CLAIMS = ("held", "derived", "autumn_2020", "first_war", "before_1921", "not_mapped", "neutral")
TITLE_SIZE, SUBTITLE_SIZE, TEXT, HEAD = 62.0, 21.0, 14.2, 17.0
COVER_TOP = HEIGHT - 285.0
COLUMNS, CELL_GAP, CAPTION = 4, 18.0, 34.0
DATE_SIZE = 11.6


@dataclass(frozen=True)
class Entry:
    """A page in the contents: the days it shows, what it is called, its number and its box."""

    days: tuple[date, ...]
    title: str
    number: int


def cover(look: Look) -> Sheet:
    """Return the cover: title, a map, and what it shows."""
    sheet = Sheet(look, look.say("booklet.cover_title"))
    canvas, muted = sheet.canvas, look.theme.palette.muted
    top = HEIGHT - TOP
    words = look.say("snapshot.heading")
    size = TITLE_SIZE * min(1.0, BODY.width / canvas.width_of(words, TITLE_SIZE, bold=True))
    canvas.write(words, MARGIN - 3, top - 72, size, bold=True)
    canvas.write(
        look.say("booklet.years"), MARGIN - 2, top - 72 - 0.86 * size, 0.72 * size, bold=True
    )
    lines = [
        Words(look.say("booklet.cover", count=len(look.days)), SUBTITLE_SIZE, after=2),
        Words(look.say("app.subtitle"), SUBTITLE_SIZE * 0.72, "muted"),
    ]
    sheet.stack(Frame(MARGIN, COVER_TOP + 14, BODY.right, top - 156), lines)
    frame = Frame(MARGIN, 150, BODY.right, COVER_TOP)
    maps.draw(sheet, COVER, frame, UNIT * 1.12)
    words = look.say("booklet.cover_map", date=formats.long_date(COVER, look.language))
    canvas.write(words, MARGIN, 108, 12, colour=muted)
    sheet.foot(1)
    return sheet


def reading(look: Look, number: int) -> Sheet:
    """Return the page on how to read the maps, and on what they claim."""
    sheet = Sheet(look, look.say("booklet.reading"))
    sheet.heading(sheet.title)
    left, right = halves(Frame(BODY.left, BODY.bottom, BODY.right, BODY.top + 22), 0.54)
    count = len(look.atlas.layers["events"])
    much = formats.number(MUCH_KM2, look.language)
    words: list[Block] = [
        _paragraph(look.say("booklet.reading_maps")),
        _paragraph(look.say("booklet.reading_dates", km2=much, count=count)),
        Space(14),
        Words(look.say("booklet.claims"), HEAD, bold=True, leading=1.25, after=8),
        *(_paragraph(look.say(f"claims.{key}")) for key in CLAIMS),
    ]
    sheet.stack(left, words)
    heading = Words(look.say("booklet.signs"), HEAD / UNIT, bold=True, leading=1.25, after=8)
    sheet.stack(right, [heading, *signs(look)], UNIT)
    sheet.foot(number)
    return sheet


def signs(look: Look) -> Iterator[Row]:
    """Yield a row of the legend for every sign a map of the booklet may bear."""
    for layer_id in ORDER:
        if layer_id == "approximate":
            words = look.say("class.approximate")
            yield Row("front_lines_2020", words, dash=APPROXIMATE_DASH)
        elif layer_id in BY_ID and BY_ID[layer_id].shown:
            for key in style_keys(layer_id):
                yield Row(key, look.say(f"class.{key}"), dash=look.theme.styles[key].dash)


def _paragraph(words: str) -> Words:
    return Words(words, TEXT, leading=1.45, after=10)


def contents(
    look: Look, entries: Sequence[Entry], number: int
) -> tuple[Sheet, list[tuple[Frame, int]]]:
    """Return the page of small maps, and the box of each with the number of its page."""
    sheet = Sheet(look, look.say("booklet.contents"))
    sheet.heading(sheet.title)
    dated = [entry for entry in entries if entry.days]
    rows = -(-len(dated) // COLUMNS)
    listed = [entry for entry in entries if not entry.days]
    body = Frame(BODY.left, BODY.bottom + 20 + 20 * len(listed), BODY.right, BODY.top + 30)
    wide = (body.width - (COLUMNS - 1) * CELL_GAP) / COLUMNS
    high = body.height / rows
    links = []
    for index, entry in enumerate(dated):
        row, column = divmod(index, COLUMNS)
        left, top = body.left + column * (wide + CELL_GAP), body.top - row * high
        cell = Frame(left, top - high, left + wide, top)
        _cell(sheet, entry, cell)
        links.append((cell, entry.number))
    for index, entry in enumerate(listed):
        y = body.bottom - 18 - 20 * index
        sheet.canvas.write(entry.title, BODY.left, y, TEXT)
        sheet.canvas.write(str(entry.number), BODY.right, y, TEXT, bold=True, anchor="right")
        links.append((Frame(BODY.left, y - 5, BODY.right, y + 14), entry.number))
    sheet.foot(number)
    return sheet, links


def _cell(sheet: Sheet, entry: Entry, cell: Frame) -> None:
    """Draw a small map, or two halves of them, over its date and page number."""
    frame = Frame(cell.left, cell.bottom + CAPTION + 8, cell.right, cell.top)
    if len(entry.days) == 1:
        maps.draw_small(sheet, entry.days[0], frame, UNIT * 0.45)
    else:
        middle = (frame.left + frame.right) / 2
        for day, left, right in (
            (entry.days[0], frame.left, middle - 3),
            (entry.days[1], middle + 3, frame.right),
        ):
            half = Frame(left, frame.bottom, right, frame.top)
            maps.draw_small(sheet, day, half, UNIT * 0.35)
    canvas = sheet.canvas
    page = str(entry.number)
    canvas.write(page, cell.right, frame.bottom - 17, DATE_SIZE, bold=True, anchor="right")
    room = Frame(cell.left, cell.bottom, cell.right - 22, frame.bottom - 4)
    sheet.stack(room, [Words(entry.title, DATE_SIZE, leading=1.25)])
