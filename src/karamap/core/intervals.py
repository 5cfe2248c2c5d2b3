"""Spans of days: those of a feature, and how spans of one holder join."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from karamap.core.errors import DataError
from karamap.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from karamap.core.geojson import Feature


def span_of(item: Feature) -> tuple[date, date | None]:
    """Return the span of a feature: its first day, and the day it ends or None."""
    start, end = item["properties"]["start_date"], item["properties"]["end_date"]
    return date.fromisoformat(start), None if end is None else date.fromisoformat(end)


def merged(
    spans: Iterable[tuple[date, date | None, str]],
) -> Iterator[tuple[date, date | None, str]]:
    """Join spans that follow each other with the same controller."""
    waiting: tuple[date, date | None, str] | None = None
    for start, end, controller in spans:
        if waiting and waiting[2] == controller and waiting[1] == start:
            waiting = (waiting[0], end, controller)
            continue
        if waiting:
            yield waiting
        waiting = (start, end, controller)
    if waiting:
        yield waiting


def require_readable(name: str, items: Iterable[Feature]) -> None:
    """Refuse features without the properties that every question to the atlas needs.

    Raises
    ------
    DataError
        If one has no id, no usable dates, or no block though it is control.
    """
    for index, item in enumerate(items):
        try:
            span_of(item)
            _ = item["id"], item["properties"]["block"] if name == "control" else None
        except (KeyError, TypeError, ValueError) as error:
            label = str(item.get("id", f"number {index + 1}"))
            found = f"no usable id, start_date or end_date ({error!r})"
            wanted = "ISO dates, null for an open end"
            raise DataError(Problem(f"layers/{name}.geojson", found, wanted, label)) from error
