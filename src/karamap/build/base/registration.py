"""Today's districts, moved from where the source draws them to where they are.

The source's lines lie one to three kilometres off. A smooth correction, fitted to control
points, brings them near; then the country border and the line of the autonomous oblast, both
known better, take the place of the lines that are the same on the ground.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely
from scipy.interpolate import RBFInterpolator
from shapely.geometry.base import BaseGeometry

from karamap.build.base.partition import Warp, fit
from karamap.core import geodesy, geojson
from karamap.core.errors import DataError
from karamap.core.geojson import rounded
from karamap.evidence.geography import ControlPoint
from karamap.evidence.tables import rows

SMOOTHING = 0.03  # between following each corner of two generalised lines and a plain shift
SCALE_M = 1e5
STEP_M = 1_500.0  # the warp bends straight edges no finer than this

# The districts made wholly of oblast land, and those that took over the Mardakert raion:
# everywhere else the edge of the oblast is still the edge of a district.
OBLAST_ONLY = ("khojaly", "khojavend", "shusha")
MARDAKERT_HEIRS = ("kalbajar", "tartar")


def correction(points: list[ControlPoint]) -> Warp:
    """Return the smooth correction that the control points ask for: a thin-plate spline."""
    raw = geodesy.forward(np.array([point.raw for point in points]))
    true = geodesy.forward(np.array([point.true for point in points]))
    spline = RBFInterpolator(raw / SCALE_M, true - raw, smoothing=SMOOTHING)

    def move(xy: np.ndarray) -> np.ndarray:
        # to the centimetre: the two ends of a ring may differ in their last digits
        return np.asarray(xy + np.round(spline(xy / SCALE_M), 2))

    def warp(geometry: BaseGeometry) -> BaseGeometry:
        plane = shapely.segmentize(geodesy.to_metres(geometry), STEP_M)
        return rounded(geodesy.to_degrees(shapely.transform(plane, move)))

    return warp


@dataclass(frozen=True, slots=True)
class Registered:
    """The districts inside and outside the oblast: together they fill Azerbaijan's main body."""

    inside: Mapping[str, BaseGeometry]
    outside: Mapping[str, BaseGeometry]


@lru_cache(maxsize=4)
def register(base: Path, evidence: Path) -> Registered:
    """Fit the corrected districts into the country and the oblast."""
    shapes = {item.id: item.geometry for item in geojson.read(base / "districts_raw.geojson")}
    country = _geometry(base / "countries.geojson", "azerbaijan")
    oblast = _geometry(base / "oblast.geojson", "oblast")
    warp = correction(rows(evidence, ControlPoint))
    within = {name: shapes[name] for name in (*OBLAST_ONLY, *MARDAKERT_HEIRS)}
    around = {name: item for name, item in shapes.items() if name not in OBLAST_ONLY}
    return Registered(
        inside=fit(within, oblast, warp),
        outside=fit(around, shapely.difference(country, oblast), warp),
    )


def _geometry(path: Path, feature_id: str) -> BaseGeometry:
    for item in geojson.read(path):
        if item.id == feature_id and isinstance(item.geometry, BaseGeometry):
            return item.geometry
    raise DataError(f"{path.name} has no area {feature_id!r}")
