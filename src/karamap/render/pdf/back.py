"""The last pages of the booklet: figures, sources, licences."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from karamap.core.errors import DataError
from karamap.core.paths import DESCRIPTOR
from karamap.describe.measurements import amount, published_value
from karamap.lang.formats import long_date, month_year
from karamap.render.map.column import Space, Words
from karamap.render.map.projection import Frame
from karamap.render.pdf.chart import Chart
from karamap.render.pdf.sheet import BODY, Sheet, halves
from karamap.render.pdf.table import Column, Line, Together, flow
from karamap.stats import published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karamap.render.map.column import Block
    from karamap.render.pdf.sheet import Look
    from karamap.stats.published import Measured

CHART_HEIGHT, WAR_HEIGHT, AXIS = 210.0, 120.0, 46.0
# what is too short to be seen in the chart of all years
WARS = ((date(1991, 9, 1), date(1994, 6, 1)), (date(2020, 9, 1), date(2020, 12, 31)))
HEAD, TEXT, SMALL = 15.0, 12.2, 9.6
_TABLE = (Column(0.46), Column(0.16), Column(0.12, "right"), Column(0.14, "right"),
          Column(0.12, "right"))  # fmt: skip


def figures(look: Look, number: int) -> list[Sheet]:
    """Return the pages of figures: a chart through time, the map beside published figures."""
    sheet = Sheet(look, look.say("booklet.figures"))
    sheet.heading(sheet.title)
    top = sheet.stack(
        Frame(BODY.left, BODY.bottom, BODY.right, BODY.top + 22),
        [
            Words(look.say("booklet.figures_chart"), HEAD, bold=True, after=2),
            Words(look.say("booklet.figures_note"), TEXT, "muted", after=30),
        ],
    )
    bottom = _charts(sheet, top)
    words = Words(look.say("booklet.figures_table"), HEAD, bold=True, after=4)
    head, *lines = _published(look)
    room = Frame(BODY.left, BODY.bottom, BODY.right, bottom)
    return _continued(sheet, [room], [Together((words, head)), *lines], number, head=head)


def _charts(sheet: Sheet, top: float) -> float:
    """Draw the chart of all years, and under it those of the wars; return where they end."""
    look, inset = sheet.look, Frame(BODY.left + AXIS, 0, BODY.right, top)
    frame = Frame(inset.left, top - CHART_HEIGHT, inset.right, top)
    whole = Chart(look.atlas, look.language, frame)
    whole.draw(sheet.canvas)
    whole.draw_key(sheet.canvas)
    top = frame.bottom - 54
    for (since, until), half in zip(WARS, halves(BODY), strict=True):
        words = look.say(
            "date.span",
            since=month_year(since, look.language),
            until=month_year(until, look.language),
        )
        sheet.canvas.write(words, half.left, top, TEXT, bold=True)
        small = Frame(half.left + AXIS, top - 14 - WAR_HEIGHT, half.right, top - 14)
        Chart(look.atlas, look.language, small, since, until).draw(sheet.canvas)
    return small.bottom - 44


def _published(look: Look) -> Iterator[Line]:
    """Yield the table of published figures with what the map has on the day they speak of."""
    heads = ("", "booklet.figures_day", "booklet.figures_map", "booklet.figures_published",
             "booklet.figures_apart")  # fmt: skip
    yield Line(tuple(key and look.say(key) for key in heads), _TABLE, bold=True)
    atlas = look.atlas
    for item in published.compared(atlas, published.published(atlas)):
        yield Line(_cells(look, item), _TABLE)


def _cells(look: Look, item: Measured) -> tuple[str, ...]:
    beside = item.published[0]
    unit = "points" if beside.figure.unit == "percent" else beside.figure.unit
    apart = beside.difference(item.value)
    return (
        look.atlas.story.say(beside.figure.id, "what", beside.figure.what, look.language),
        long_date(item.day, look.language),
        amount(item.value, beside.figure.unit, look.language),
        published_value(beside.figure, look.language),
        amount(apart, unit, look.language, sign=True) if round(apart, 1) else "–",
    )


def sources(look: Look, number: int, licences: set[str]) -> list[Sheet]:
    """Return the pages of the bibliography, and of the licences of the data."""
    sheet = Sheet(look, look.say("booklet.sources"))
    sheet.heading(sheet.title)
    entries = look.atlas.sources.values()
    note = look.say("booklet.sources_note", count=len(entries))
    top = sheet.stack(
        Frame(BODY.left, BODY.bottom, BODY.right, BODY.top + 22),
        [Words(note, TEXT, after=12)],
    )
    blocks: list[Block] = [Together(tuple(_entry(entry))) for entry in entries]
    blocks.append(Together(_licences(look, licences)))
    room = halves(Frame(BODY.left, BODY.bottom, BODY.right, top))
    return _continued(sheet, room, blocks, number)


def _entry(entry: dict[str, Any]) -> Iterator[Block]:
    """Yield a source: its title, where it appeared, and where it stands."""
    where = [entry.get("container-title"), entry.get("publisher"), _issued(entry)]
    yield Words(entry["title"], SMALL, bold=True, leading=1.28)
    if where := list(dict.fromkeys(filter(None, where))):
        yield Words(", ".join(where), SMALL, leading=1.28)
    yield Words(entry.get("note", ""), SMALL, "muted", leading=1.28, after=7)


def _issued(entry: dict[str, Any]) -> str:
    parts = entry.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:02d}" for part in parts)


def _licences(look: Look, titles: set[str]) -> tuple[Block, ...]:
    by_licence = ", ".join(sorted(titles))
    return (
        Space(8),
        Words(look.say("booklet.licences"), HEAD, bold=True, after=3),
        Words(
            look.say("booklet.licences_data", version=look.atlas.version, licences=by_licence),
            SMALL + 0.8,
            leading=1.4,
        ),
    )


def licence_titles(look: Look) -> set[str]:
    """Return the names of the licences that the data stand under.

    Raises
    ------
    DataError
        If the list of them is missing.
    """
    path = look.atlas.folder / DESCRIPTOR
    try:
        return {item["title"] for item in json.loads(path.read_text("utf-8"))["licenses"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{DESCRIPTOR} names no licences ({error!r})") from error


def _continued(
    sheet: Sheet,
    frames: Sequence[Frame],
    blocks: Sequence[Block],
    number: int,
    *,
    head: Block | None = None,
) -> list[Sheet]:
    """Fill a page, and as many after it as the blocks need, each beginning with ``head``."""
    sheets = [sheet]
    rest = flow(sheet, frames, blocks)
    sheet.foot(number)
    while rest:
        more = Sheet(sheet.look, sheet.title)
        whole = Frame(BODY.left, BODY.bottom, BODY.right, BODY.top + 84)
        rest = [head, *rest] if head else rest
        rest = flow(more, halves(whole) if len(frames) > 1 else [whole], rest)
        more.foot(number + len(sheets))
        sheets.append(more)
    return sheets
