"""The rows of ``shape_exceptions.csv``: breaches of the rules of shape that are left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from karamap.core.shapes import KINDS, apart_m

if TYPE_CHECKING:
    from datetime import date

    from karamap.core.shapes import Breach
    from karamap.evidence.tables import Row

NEAR_M = 2_500.0  # how far from its point an exception reaches


@dataclass(frozen=True, slots=True)
class ShapeException:
    """A breach of the rules of shape that is left, where, when and why."""

    id: str
    kind: str
    lon: float
    lat: float
    start: date | None
    end: date | None
    reason: str

    columns: ClassVar[tuple[str, ...]] = (
        "id", "kind", "lon", "lat", "start_date", "end_date", "reason",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> ShapeException:
        """Read a row of ``shape_exceptions.csv``."""
        return cls(
            id=row.id,
            kind=row.choice("kind", KINDS),
            lon=row.coordinate("lon", 43, 51),
            lat=row.coordinate("lat", 38, 42),
            start=row.optional_day("start_date"),
            end=row.optional_day("end_date"),
            reason=row.text("reason"),
        )

    def excuses(self, breach: Breach, day: date) -> bool:
        """Tell whether it speaks of a breach on a day."""
        return (
            self.kind == breach.kind
            and (self.start is None or self.start <= day)
            and (self.end is None or day < self.end)
            and apart_m(breach, self.lon, self.lat) <= NEAR_M
        )
