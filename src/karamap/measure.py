"""Areas and lengths, in square kilometres and kilometres on the ground.

Areas are taken in a Lambert azimuthal equal-area projection centred on the map
(:data:`EQUAL_AREA`), lengths along the WGS 84 ellipsoid. Nothing is measured in degrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import CRS, Geod, Transformer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

EQUAL_AREA = CRS.from_proj4("+proj=laea +lat_0=40 +lon_0=47 +datum=WGS84 +units=m +no_defs")
EQUAL_AREA_NAME = "Lambert azimuthal equal-area, centred on 40° N 47° E, WGS 84"
_ELLIPSOID = Geod(ellps="WGS84")


_TO_METRES = Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)


def to_metres(geometry: BaseGeometry) -> BaseGeometry:
    """Project a longitude/latitude geometry to metres in :data:`EQUAL_AREA`."""
    return reproject(geometry, _TO_METRES)


def reproject(geometry: BaseGeometry, transformer: Transformer) -> BaseGeometry:
    """Return a geometry with its coordinates transformed."""

    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    return shapely.transform(geometry, move)


def areas_km2(geometries: Sequence[BaseGeometry]) -> NDArray[np.float64]:
    """Return the area of each longitude/latitude geometry in km2."""
    return np.array([shapely.area(to_metres(item)) / 1e6 for item in geometries])


def length_km(geometry: BaseGeometry) -> float:
    """Return the length of a longitude/latitude line in km along the ellipsoid."""
    return float(_ELLIPSOID.geometry_length(geometry)) / 1000
