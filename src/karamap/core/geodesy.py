"""Areas and lengths, in square kilometres and kilometres on the ground.

The plane is a Lambert azimuthal equal-area projection centred on the map (:data:`EQUAL_AREA`);
areas are taken in it, lengths along the WGS 84 ellipsoid. Nothing is measured in degrees.
"""

from collections.abc import Iterable
from numbers import Real

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Geod, Transformer
from shapely.geometry.base import BaseGeometry

from karamap.core.dates import shorten
from karamap.core.errors import UsageError

EQUAL_AREA = CRS.from_proj4("+proj=laea +lat_0=40 +lon_0=46.8 +datum=WGS84 +units=m +no_defs")
EQUAL_AREA_NAME = "Lambert azimuthal equal-area, centred on 40° N 46.8° E, WGS 84"
MAX_LON, MAX_LAT = 180, 90
_ELLIPSOID = Geod(ellps="WGS84")
_TO_METRES = Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)


def forward(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project rows of longitude/latitude to metres in :data:`EQUAL_AREA`."""
    return np.column_stack(_TO_METRES.transform(xy[:, 0], xy[:, 1]))


def backward(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bring rows of metres in :data:`EQUAL_AREA` back to longitude/latitude."""
    return np.column_stack(_TO_METRES.transform(xy[:, 0], xy[:, 1], direction="INVERSE"))


def to_metres(geometry: BaseGeometry) -> BaseGeometry:
    """Project a longitude/latitude geometry to metres in :data:`EQUAL_AREA`."""
    return shapely.transform(geometry, forward)


def to_degrees(geometry: BaseGeometry) -> BaseGeometry:
    """Bring a geometry in :data:`EQUAL_AREA` back to longitude/latitude."""
    return shapely.transform(geometry, backward)


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area of a longitude/latitude geometry in km2.

    Parameters
    ----------
    geometry
        Any geometry in EPSG:4326; lines and points have no area.

    Returns
    -------
    float
        km2 in :data:`EQUAL_AREA`.

    Examples
    --------
    >>> round(area_km2(shapely.box(46, 39, 47, 40)))
    9549
    """
    return float(shapely.area(to_metres(geometry))) / 1e6


def areas_km2(geometries: Iterable[BaseGeometry]) -> NDArray[np.float64]:
    """Return the area of each longitude/latitude geometry in km2."""
    return np.array([area_km2(item) for item in geometries])


def length_km(geometry: BaseGeometry) -> float:
    """Return the length of a longitude/latitude line in km along the ellipsoid.

    Parameters
    ----------
    geometry
        A line in EPSG:4326.

    Returns
    -------
    float
        km along the WGS 84 ellipsoid.

    Examples
    --------
    >>> round(length_km(shapely.LineString([(46, 39), (47, 39)])), 1)
    86.6
    """
    return float(_ELLIPSOID.geometry_length(geometry)) / 1000


def on_earth(lon: float, lat: float) -> tuple[float, float]:
    """Return a point in degrees as it is given; a UsageError if it is not on earth."""
    numbers = all(isinstance(each, Real) and not isinstance(each, bool) for each in (lon, lat))
    # nothing is greater than nan, and nothing less
    if not (numbers and abs(lon) <= MAX_LON and abs(lat) <= MAX_LAT):
        raise UsageError(
            f"{shorten(lon)}, {shorten(lat)} is no place on earth: expected longitude, then "
            "latitude, in degrees"
        )
    return lon, lat
