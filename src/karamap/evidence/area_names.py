"""What countries and districts were called from one date to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from karamap.core.layers import NAMES
from karamap.evidence.cells import Edtf, Key, Sources, Sure, Text
from karamap.evidence.control import Named
from karamap.evidence.tables import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from karamap.evidence.control import Names, PlaceName

NameSpan = dict[str, str | None]


class AreaName(Named, Record, table="area_names"):
    """A row of ``area_names.csv``: a name that an area bore from one date to another."""

    area_id: Key
    start: Edtf = Field(alias="start_date")
    end: Edtf | None = Field(alias="end_date")
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None
    confidence: Sure
    sources: Sources
    note: Text | None


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
        rows = (row for row in self.names if row.area_id == self.area_id)
        spans = name_spans(rows, self.usual, start, end)
        called = [{key: span[key] for key in NAMES} for span in spans]
        if not called:
            return {**self.usual.properties()}
        if all(each == called[0] for each in called):
            return {**called[0]}
        return {**self.usual.properties(), "names": spans}


def name_spans(
    rows: Iterable[AreaName | PlaceName], usual: Names, start: date, end: date | None
) -> list[NameSpan]:
    """Return the names that rows tell from ``start`` to before ``end``, without a gap.

    Where they tell none it is the usual name; if there never was another, the list is empty.
    """
    spans: list[NameSpan] = []
    reached = start
    for row in rows:
        since, until = max(row.start.first, start), row.end.first if row.end else date.max
        if until <= start or (end is not None and since >= end):
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
