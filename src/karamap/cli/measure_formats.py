"""What was measured, as text, CSV and JSON for the command line."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from karamap.api import Atlas
from karamap.build.zones import RINGS
from karamap.core.errors import UsageError
from karamap.core.geodesy import EQUAL_AREA_NAME
from karamap.core.layers import CONTROLLERS
from karamap.describe.measurements import (
    MeasuredRow,
    amount,
    beside_words,
    buffer_table,
    buffer_words,
    measured_rows,
    subject_name,
)
from karamap.export.tables import csv_text
from karamap.lang.formats import long_date, number
from karamap.lang.messages import text
from karamap.stats import published
from karamap.stats.buffer_zone import BUFFER_COLUMNS, BufferComparison, buffer_comparison, town_ids
from karamap.stats.published import Measured

COLUMNS = (
    "date", "kind", "subject", "holder", "since", "base", "value", "unit", "figure",
    "published_min", "published_max", "difference", "difference_pct", "sources",
)  # fmt: skip

# least width of a column of areas, wider where its heading is
_CELL = 18


def report(atlas: Atlas, style: str, day: date | None, towns: Sequence[str], language: str) -> str:
    """Return everything measured in one of the formats text, csv and json.

    Without a day it is told for all days of change, and every published figure on its own day.
    ``towns`` are those that the buffer zone's rings are drawn round, the six if empty; a town that
    is not on the map, or without a day, is a UsageError.
    """
    if towns and day is None:
        raise UsageError("rings are drawn round towns on one day: expected --date with --town")
    if style == "text":
        lines = _through_time(atlas, language) if day is None else _day(atlas, day, towns, language)
        return "\n".join(lines) + "\n"
    rows = [row for item in _found(atlas, day) for row in _rows(item)]
    if style == "csv":
        return csv_text(COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows))
    ids = town_ids(atlas, towns)
    rings = [] if day is None else [buffer_comparison(atlas, day, model, ids) for model in RINGS]
    content = {
        "projection": EQUAL_AREA_NAME,
        "lengths": text("measure.lengths_along"),
        "measured": rows,
        "buffer_zone": [_buffer_row(item) for item in rings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _found(atlas: Atlas, day: date | None) -> list[Measured]:
    """Return what is measured on a day, or on all days of change and for every figure."""
    figures = published.published(atlas)
    if day is not None:
        return published.on_day(atlas, day, figures)
    found = [item for each in atlas.change_dates for item in published.on_day(atlas, each, figures)]
    known = {(item.quantity, item.day) for item in found}
    own = published.compared(atlas, figures)
    return found + [item for item in own if (item.quantity, item.day) not in known]


def _rows(item: Measured) -> Iterator[dict[str, Any]]:
    """Yield a record for each figure beside a value, or one without a figure."""
    quantity = item.quantity
    record: dict[str, Any] = {
        "date": item.day.isoformat(),
        "kind": quantity.kind,
        "subject": ";".join(quantity.subject),
        "holder": quantity.holder,
        "since": quantity.since and quantity.since.isoformat(),
        "base": quantity.base and quantity.base.isoformat(),
        "value": round(item.value, 2),
        "unit": quantity.unit,
    }
    if not item.published:
        yield record
    for beside in item.published:
        relative = beside.difference_pct(item.value)
        yield record | {
            "figure": beside.figure.id,
            "published_min": beside.figure.low,
            "published_max": beside.figure.high,
            "difference": round(beside.difference(item.value), 2),
            "difference_pct": None if relative is None else round(relative, 1),
            "sources": ";".join(beside.figure.sources),
        }


def _buffer_row(item: BufferComparison) -> dict[str, Any]:
    return {
        "date": item.day.isoformat(),
        "model": item.model,
        "radius_m": item.radius_m,
        "towns": list(item.towns),
        **_buffer_km2(item),
        "districts": [{"unit": part.unit, **_buffer_km2(part)} for part in item.districts],
    }


def _buffer_km2(item: object) -> dict[str, float]:
    return {f"{key}_km2": round(getattr(item, key), 1) for key in BUFFER_COLUMNS}


def _head(language: str) -> list[str]:
    projection = text("measure.projection", language)
    return [f"{projection} {text('measure.lengths_along', language)}", ""]


def _day(atlas: Atlas, day: date, towns: Sequence[str], language: str) -> Iterator[str]:
    """Yield the lines about one day."""
    yield long_date(day, language)
    yield from _head(language)
    found = published.on_day(atlas, day, published.published(atlas))
    rows = list(measured_rows(atlas, found, language))
    for subject, items in groupby(rows, lambda row: row.subject):
        yield subject
        for item in items:
            yield from _told(item)
    if not rows:
        yield text("control.unknown_before", language)
        return
    yield ""
    yield text("measure.buffer", language)
    ids = town_ids(atlas, towns)
    for model in RINGS:
        yield from _buffer_lines(atlas, buffer_comparison(atlas, day, model, ids), language)


def _told(item: MeasuredRow) -> Iterator[str]:
    """Yield the line of a value, and below it those of the published figures."""
    share = f"{item.share:>10}" if item.share else ""
    yield f"  {item.holder:<18}{item.value:>12}{share}"
    for words in item.beside:
        yield f"    {words}"


def _buffer_lines(atlas: Atlas, item: BufferComparison, language: str) -> Iterator[str]:
    yield "  " + buffer_words(atlas, item, language)
    heads, rows = buffer_table(atlas, item, language)
    for name, *cells in (["", *heads], *rows):
        yield "    " + _columns(name, cells, heads)


def _columns(name: str, cells: Iterable[str], heads: Iterable[str]) -> str:
    """Return a row of a table, its cells right beneath the ends of their heads."""
    widths = (max(_CELL, len(head) + 2) for head in heads)
    aligned = (f"{cell:>{wide}}" for cell, wide in zip(cells, widths, strict=True))
    return f"{name:<24}{''.join(aligned)}"


def _through_time(atlas: Atlas, language: str) -> Iterator[str]:
    """Yield the lines about all days: published figures, areas, lengths."""
    yield from _head(language)
    yield text("measure.figures", language)
    for item in published.compared(atlas, published.published(atlas)):
        figure = item.published[0].figure
        yield f"  {atlas.story.say(figure.id, 'what', figure.what, language)}"
        when = long_date(item.day, language)
        yield f"    {when}: {amount(item.value, figure.unit, language)}"
        yield f"    {beside_words(item.published[0], item.value, language)}"
        if note := atlas.story.say(figure.id, "note", figure.note, language):
            yield f"    {note}"
    yield ""
    yield text("measure.areas_since", language)
    heads = [text(f"class.control:{holder}", language) for holder in CONTROLLERS]
    yield _columns("", heads, heads)
    for areas in published.series(atlas):
        sizes = [number(areas.km2[holder], language) for holder in CONTROLLERS]
        yield _columns(f"  {areas.day.isoformat()}", sizes, heads)
    yield ""
    yield text("measure.lengths_since", language)
    for item in published.line_series(atlas):
        name = subject_name(atlas, item.quantity, language)
        yield f"  {item.day.isoformat()}  {amount(item.value, 'km', language):>10}  {name}"
