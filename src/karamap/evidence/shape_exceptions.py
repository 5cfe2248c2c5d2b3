"""The rows of ``shape_exceptions.csv``: breaches of the rules of shape that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from karamap.core.shapes import KINDS, apart_m
from karamap.evidence.cells import Day, Latitude, Longitude, Text, choice
from karamap.evidence.tables import Record

if TYPE_CHECKING:
    from datetime import date

    from karamap.core.shapes import Breach

NEAR_M = 2_500.0  # how far from its point an exception reaches


class ShapeException(Record, table="shape_exceptions"):
    """A breach of the rules of shape that is left, where, when and why."""

    kind: Annotated[str, choice(*KINDS)]
    lon: Longitude
    lat: Latitude
    start: Day | None = Field(alias="start_date")
    end: Day | None = Field(alias="end_date")
    reason: Text

    def excuses(self, breach: Breach, day: date) -> bool:
        """Tell whether it speaks of a breach on a day."""
        return (
            self.kind == breach.kind
            and (self.start is None or self.start <= day)
            and (self.end is None or day < self.end)
            and apart_m(breach, self.lon, self.lat) <= NEAR_M
        )
