"""The projection of the printed map, and the view that puts it on a sheet.

A Lambert conformal conic with its standard parallels through the mapped ground: shapes are
true, and lengths to within 0.1 percent over the whole frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Geod, Transformer
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from karamap.atlas.atlas import Atlas
from karamap.atlas.subjects import Bounds, bounds_of
from karamap.core import map_view

# one geometry, or many
Geometries = TypeVar("Geometries", "BaseGeometry", "NDArray[np.object_]")

LAMBERT = CRS.from_proj4(
    "+proj=lcc +lat_1=39.2 +lat_2=40.4 +lat_0=39.8 +lon_0=46.8 +datum=WGS84 +units=m +no_defs"
)
_ELLIPSOID = Geod(ellps="WGS84")

# metres of one pixel of a web map at zoom 0 on the equator
WEB_METRES = 2 * np.pi * 6_378_137 / 256

# finer than this, in metres a pixel, the lines of the map have nothing to say
FINEST_METRES = 12.0


@cache
def _transformer(inverse: bool) -> Transformer:  # noqa: FBT001 - the cache key
    source, target = (LAMBERT, "EPSG:4326") if inverse else ("EPSG:4326", LAMBERT)
    return Transformer.from_crs(source, target, always_xy=True)


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the sheet, in pixels from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Return the width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return the height in pixels."""
        return self.top - self.bottom

    @property
    def box(self) -> Polygon:
        """Return the rectangle as a polygon."""
        return shapely.box(self.left, self.bottom, self.right, self.top)

    def inset(self, by: float) -> Frame:
        """Return the rectangle with ``by`` pixels taken off each side."""
        return Frame(self.left + by, self.bottom + by, self.right - by, self.top - by)


@dataclass(frozen=True)
class View:
    """A stretch of projected ground shown in a frame.

    ``west`` and ``south`` are metres in :data:`LAMBERT`, ``metres`` those of one pixel.
    """

    frame: Frame
    west: float
    south: float
    metres: float

    @classmethod
    def fit(cls, frame: Frame, region: Bounds, data: Bounds) -> View:
        """Return the view of ``region`` that fills ``frame`` without leaving ``data``.

        Both bounds are west, south, east, north in degrees. Where the frame is longer than
        the data, the view leaves them rather than cut the region.
        """
        west, south, east, north = _outer(region)
        metres = max((east - west) / frame.width, (north - south) / frame.height)
        return cls._around(frame, (west + east) / 2, (south + north) / 2, metres, data)

    @classmethod
    def about(cls, frame: Frame, inner: Frame, subject: Bounds, data: Bounds) -> View:
        """Return the view that puts a subject into ``inner``, a part of ``frame``.

        It is slid so as not to leave ``data`` where that keeps the subject in the inner frame.
        """
        west, south, east, north = _outer(subject)
        metres = max((east - west) / inner.width, (north - south) / inner.height, FINEST_METRES)
        wide, high = metres * frame.width, metres * frame.height
        limits = _inner(data)
        left = (west + east - metres * inner.width) / 2 - metres * (inner.left - frame.left)
        bottom = (south + north - metres * inner.height) / 2
        bottom -= metres * (inner.bottom - frame.bottom)
        spare_x = metres * inner.width - (east - west)
        spare_y = metres * inner.height - (north - south)
        slid_x = _slid(left, wide, limits[0], limits[2]) - left
        slid_y = _slid(bottom, high, limits[1], limits[3]) - bottom
        left += min(max(slid_x, -spare_x / 2), spare_x / 2)
        bottom += min(max(slid_y, -spare_y / 2), spare_y / 2)
        return cls(frame, left, bottom, metres)

    @classmethod
    def at(cls, frame: Frame, place: map_view.View, unit: float, data: Bounds) -> View:
        """Return the view that a link to the page names, slid so as not to leave ``data``.

        A style pixel (``unit`` pixels of the sheet) stands for as many metres as a pixel of a
        web map at that zoom and latitude, unless so wide a view would leave the data.
        """
        lat, lon, zoom = place
        metres = WEB_METRES * np.cos(np.radians(lat)) / 2**zoom / unit
        limits = _inner(data)
        widest = min((limits[2] - limits[0]) / frame.width, (limits[3] - limits[1]) / frame.height)
        metres = float(min(metres, widest))
        x, y = _transformer(inverse=False).transform(lon, lat)
        return cls._around(frame, x, y, metres, data)

    @classmethod
    def _around(cls, frame: Frame, x: float, y: float, metres: float, data: Bounds) -> View:
        """Return the view around a projected point, slid so as not to leave ``data``."""
        wide, high = metres * frame.width, metres * frame.height
        west, south, east, north = _inner(data)
        left = _slid(x - wide / 2, wide, west, east)
        bottom = _slid(y - high / 2, high, south, north)
        return cls(frame, left, bottom, metres)

    def to_sheet(self, geometry: Geometries) -> Geometries:
        """Return a longitude/latitude geometry, or many, in pixels of the sheet."""
        return shapely.transform(geometry, self._sheet_xy)

    def _sheet_xy(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = _transformer(inverse=False).transform(lonlat[:, 0], lonlat[:, 1])
        across, up = (x - self.west) / self.metres, (y - self.south) / self.metres
        return np.column_stack([self.frame.left + across, self.frame.bottom + up])

    def to_degrees(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the longitude and latitude of points given in pixels, one a row."""
        x = self.west + (xy[:, 0] - self.frame.left) * self.metres
        y = self.south + (xy[:, 1] - self.frame.bottom) * self.metres
        return np.column_stack(_transformer(inverse=True).transform(x, y))

    @cached_property
    def pixels_per_km(self) -> float:
        """Return the pixels that a kilometre on the ground takes in the middle of the map."""
        middle = (self.frame.bottom + self.frame.top) / 2
        ends = np.array([[self.frame.left, middle], [self.frame.right, middle]])
        metres = _ELLIPSOID.line_length(*self.to_degrees(ends).T)
        return float(1000 * self.frame.width / metres)


def shape_of(bounds: Bounds) -> float:
    """Return the width over the height of bounds in degrees, as they are projected."""
    west, south, east, north = _outer(bounds)
    return (east - west) / (north - south)


def data_bounds(atlas: Atlas) -> Bounds:
    """Return the bounds of the base geography: west, south, east, north, in degrees."""
    return bounds_of(item.geometry for item in atlas.layers["countries"])


def _slid(start: float, length: float, lowest: float, highest: float) -> float:
    """Return where a stretch must start to lie within limits; centred on them if too long."""
    if length >= highest - lowest:
        return (lowest + highest - length) / 2
    return min(max(start, lowest), highest - length)


def _edges(bounds: Bounds) -> tuple[NDArray[np.float64], ...]:
    """Return the projected west, south, east and north sides of a graticule box, as x or y."""
    west, south, east, north = bounds
    lons, lats = np.linspace(west, east, 21), np.linspace(south, north, 21)
    project = _transformer(inverse=False).transform
    return (
        project(np.full(21, west), lats)[0],
        project(lons, np.full(21, south))[1],
        project(np.full(21, east), lats)[0],
        project(lons, np.full(21, north))[1],
    )


def _outer(bounds: Bounds) -> Bounds:
    west, south, east, north = _edges(bounds)
    return float(west.min()), float(south.min()), float(east.max()), float(north.max())


def _inner(bounds: Bounds) -> Bounds:
    west, south, east, north = _edges(bounds)
    return float(west.max()), float(south.max()), float(east.min()), float(north.min())
