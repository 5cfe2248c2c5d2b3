"""Spans of days: those of a feature, and how spans of one holder join."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def span_of(properties: Mapping[str, Any]) -> tuple[date, date | None]:
    """Return the span that properties tell: the first day, and the day it ends or None."""
    start, end = properties["start_date"], properties["end_date"]
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
