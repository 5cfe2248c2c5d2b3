"""The rows of ``registration.csv``: where the source draws a point, and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from karamap.evidence.tables import Row

POINT_KINDS = ("shared_line", "measured_shift", "places", "anchor")


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A place found both on the source's lines and on better ones."""

    id: str
    raw: tuple[float, float]
    true: tuple[float, float]
    residual_m: int

    columns: ClassVar[tuple[str, ...]] = (
        "id", "raw_lon", "raw_lat", "true_lon", "true_lat", "kind", "what", "residual_m",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> ControlPoint:
        """Read a row of ``registration.csv``."""
        row.choice("kind", POINT_KINDS)
        row.text("what")
        return cls(
            id=row.id,
            raw=(row.coordinate("raw_lon", 43, 51), row.coordinate("raw_lat", 38, 42)),
            true=(row.coordinate("true_lon", 43, 51), row.coordinate("true_lat", 38, 42)),
            residual_m=row.integer("residual_m", 0, 20_000),
        )
