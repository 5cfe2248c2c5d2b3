"""What countries and districts were called from one date to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from karamap.core.layers import NAMES
from karamap.evidence.cells import Edtf, Key, Sources, Sure, Text
from karamap.evidence.control import Named
from karamap.evidence.tables import Record, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from karamap.evidence.control import Names

NameSpan = dict[str, str | None]


class AreaName(Named, Record):
    """A row of ``area_names.csv``: a name that an area bore from one date to another."""

    area_id: Key
    start_date: Edtf
    end_date: Edtf | None
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None
    confidence: Sure
    sources: Sources
    note: Text | None

    @property
    def start(self) -> date:
        """The first day of the name."""
        return self.start_date.first

    @property
    def end(self) -> date | None:
        """The first day no longer; None if it still is the name."""
        return self.end_date.first if self.end_date else None


@dataclass(frozen=True, slots=True)
class Called:
    """What an area was called in which years, as far as it was not its usual name."""

    area_id: str
    usual: Names
    names: Sequence[AreaName]

    def between(self, start: date, end: date | None) -> dict[str, Any]:
        """Return the names from ``start`` to before ``end``, as the properties of a feature.

        Where the area was called the same throughout, that is its name; else its usual name
        stands, and ``names`` tells of the years.
        """
        spans = name_spans(self.names, self.area_id, self.usual, start, end)
        called = [{key: span[key] for key in NAMES} for span in spans]
        if not called:
            return {**self.usual.properties()}
        if all(each == called[0] for each in called):
            return {**called[0]}
        return {**self.usual.properties(), "names": spans}


def area_names(evidence: Path) -> list[AreaName]:
    """Read ``area_names.csv``, the names of each area in the order of time."""
    return read_table(evidence / "area_names.csv", AreaName)


def name_spans(
    names: Sequence[AreaName], area_id: str, usual: Names, start: date, end: date | None
) -> list[NameSpan]:
    """Return the names of an area from ``start`` to before ``end``, without a gap.

    Where the table has none, the area bears its usual name; if it never bore another, the list
    is empty.
    """
    spans: list[NameSpan] = []
    reached = start
    for row in names:
        since, until = max(row.start, start), row.end or date.max
        if row.area_id != area_id or until <= start or (end is not None and since >= end):
            continue
        if since > reached:
            spans.append(_span(reached, since, usual))
        reached = min(until, end or date.max)
        spans.append(_span(since, None if reached == date.max else reached, row.names))
    if spans and reached < (end or date.max):
        spans.append(_span(reached, end, usual))
    return spans


def _span(start: date, end: date | None, names: Names) -> NameSpan:
    return {
        "start_date": start.isoformat(),
        "end_date": end.isoformat() if end else None,
        **names.properties(),
    }
