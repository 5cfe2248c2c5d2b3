"""Spans of days: those of a feature, and how spans of one holder join."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any


def span_of(properties: Mapping[str, Any]) -> tuple[date, date | None]:
    """Return the span that properties tell: the first day, and the day it ends or None."""
    start, end = properties["start_date"], properties["end_date"]
    return date.fromisoformat(start), None if end is None else date.fromisoformat(end)


def merged(spans: Iterable[tuple[date, date | None, str]]) -> list[tuple[date, date | None, str]]:
    """Join spans that follow each other with the same controller."""
    joined: list[tuple[date, date | None, str]] = []
    for start, end, controller in spans:
        follows = joined and joined[-1][1:] == (start, controller)
        joined.append((joined.pop()[0] if follows else start, end, controller))
    return joined


def dates_of(
    start: date, end: date | None, start_edtf: str | None = None, end_edtf: str | None = None
) -> dict[str, str | None]:
    """Return the properties that tell a span, each day also as it is recorded (EDTF)."""
    first, last = start.isoformat(), end.isoformat() if end else None
    return {
        "start_date": first,
        "end_date": last,
        "start_date:edtf": start_edtf or first,
        "end_date:edtf": end_edtf or last,
    }
