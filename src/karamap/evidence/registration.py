"""The rows of ``registration.csv``: where the source draws a point, and where it is."""

from __future__ import annotations

from typing import Annotated

from karamap.evidence.cells import Latitude, Longitude, Text, choice, whole
from karamap.evidence.tables import Record

POINT_KINDS = ("shared_line", "measured_shift", "places", "anchor")


class ControlPoint(Record):
    """A place found both on the source's lines and on better ones."""

    raw_lon: Longitude
    raw_lat: Latitude
    true_lon: Longitude
    true_lat: Latitude
    kind: Annotated[str, choice(*POINT_KINDS)]
    what: Text
    residual_m: Annotated[int, whole(0, 20_000)]

    @property
    def raw(self) -> tuple[float, float]:
        """Longitude and latitude in the source."""
        return self.raw_lon, self.raw_lat

    @property
    def true(self) -> tuple[float, float]:
        """Longitude and latitude where it is."""
        return self.true_lon, self.true_lat
