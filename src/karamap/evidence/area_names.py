"""What countries and districts were called from one date to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from karamap.core.layers import NAMES
from karamap.evidence.control import Names
from karamap.evidence.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from karamap.evidence.tables import Row

NameSpan = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class AreaName:
    """A name that an area bore from one date to another."""

    area_id: str
    start: date
    end: date | None
    names: Names

    columns: ClassVar[tuple[str, ...]] = (
        "id", "area_id", "start_date", "end_date", "name_en", "name_az", "name_hy", "name_ru",
        "confidence", "sources", "note",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> AreaName:
        """Read a row of ``area_names.csv``."""
        row.confidence()
        row.sources()
        end = row.optional_when("end_date")
        return cls(
            area_id=row.key("area_id"),
            start=row.when("start_date").first,
            end=end.first if end else None,
            names=Names.of(row),
        )


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
    path = evidence / "area_names.csv"
    return [AreaName.of(row) for row in read_table(path, AreaName.columns)]


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
