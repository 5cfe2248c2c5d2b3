"""The rows of ``districts.csv``: which districts there were by the law of the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from karamap.core.layers import BASES
from karamap.evidence.control import Names
from karamap.evidence.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from karamap.evidence.tables import Confidence, Row, When

GROUPS = ("oblast", "surrounding", "neighbour")


@dataclass(frozen=True, slots=True)
class District:
    """A district with the same outline from one date to another: the pieces it is made of."""

    id: str
    unit: str
    group: str
    pieces: tuple[str, ...]
    start: When
    end: When | None
    names: Names
    basis: str
    accuracy_m: int
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None

    columns: ClassVar[tuple[str, ...]] = (
        "id", "unit", "group", "pieces", "start_date", "end_date", "name_en", "name_az",
        "name_hy", "name_ru", "basis", "accuracy_m", "confidence", "sources", "note",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> District:
        """Read a row of ``districts.csv``."""
        return cls(
            id=row.id,
            unit=row.key("unit"),
            group=row.choice("group", GROUPS),
            pieces=row.items("pieces"),
            start=row.when("start_date"),
            end=row.optional_when("end_date"),
            names=Names.of(row),
            basis=row.choice("basis", BASES),
            accuracy_m=row.integer("accuracy_m", 1, 20_000),
            confidence=row.confidence(),
            sources=row.sources(),
            note=row.optional("note"),
        )


def district_table(evidence: Path) -> list[District]:
    """Read ``districts.csv``."""
    path = evidence / "districts.csv"
    return [District.of(row) for row in read_table(path, District.columns)]
