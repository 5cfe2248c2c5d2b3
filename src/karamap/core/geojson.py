"""Reading and writing GeoJSON (RFC 7946) the same way every time.

Files hold one feature a line, with five decimals (about 1 m, finer than any source here),
counter-clockwise outer rings and properties in the order given, so that a change in the
evidence shows as a small difference and the same input gives the same bytes.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from karamap.core.errors import DataError
from karamap.core.intervals import span_of
from karamap.core.problems import Problem, first_raised, label
from karamap.core.textfile import read_json

DECIMALS = 5
MEMBERS = ("type", "id", "properties", "geometry")


@dataclass(frozen=True)
class Feature:
    """A GeoJSON feature; coordinates in degrees (WGS 84).

    ``properties`` stand in the order they are written and are not to be changed, ``geometry`` is
    None for an event that has no known place, and ``foreign`` are members that GeoJSON does not
    know (RFC 7946, 6.1), as read from a file.
    """

    id: str
    properties: dict[str, Any]
    geometry: Any
    foreign: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def span(self) -> tuple[date, date | None]:
        """Its first day, and the day it ends or None."""
        return span_of(self.properties)

    def __repr__(self) -> str:
        """Return its id and kind: all of it would fill the screen."""
        kind = self.geometry.geom_type if self.geometry is not None else None
        return f"Feature({self.id!r}, {kind})"

    def __getitem__(self, member: str) -> Any:  # noqa: ANN401 - a member may be anything
        """Return a member by its GeoJSON name, as version 0.1 did."""
        if member not in MEMBERS:
            raise KeyError(member)
        return "Feature" if member == "type" else getattr(self, member)


def feature(geometry: BaseGeometry | None, **properties: Any) -> Feature:
    """Return a feature; its ``id`` property is its GeoJSON id too."""
    return Feature(properties["id"], properties, geometry)


def layered(layers: Mapping[str, Sequence[Feature]]) -> list[Feature]:
    """Return the features of several layers in one list, each with its ``layer`` as a property.

    An id is unique within its layer only; the members ``id`` of the list are ``layer/id``.
    """
    return [
        Feature(f"{name}/{item.id}", {**item.properties, "layer": name}, item.geometry)
        for name, items in layers.items()
        for item in items
    ]


def rounded(geometry: BaseGeometry, decimals: int = DECIMALS) -> BaseGeometry:
    """Round the coordinates, each by itself, so that neighbours keep sharing them."""
    return shapely.transform(geometry, lambda xy: np.round(xy, decimals) + 0.0)


def dumps(features: list[Feature]) -> str:
    """Return the text of a feature collection."""
    lines = ",\n".join(_line(item) for item in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def _line(item: Feature) -> str:
    geometry = item.geometry
    written = {
        "type": "Feature",
        "id": item.id,
        "properties": item.properties,
        "geometry": geometry and mapping(shapely.orient_polygons(rounded(geometry))),
    }
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read(path: Path) -> list[Feature]:
    """Return the features of a file, their geometries as shapely objects.

    A DataError if the file is missing or no feature collection, or has a feature that cannot be
    read: one without properties, or with a geometry that is none.
    """
    return list(first_raised(read_each(path)))


def read_each(path: Path) -> Iterator[Feature | DataError]:
    """Yield the features of a file, and in place of each that cannot be read what is wrong."""
    collection = read_json(path)
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        found = collection.get("type") if isinstance(collection, dict) else type(collection)
        raise DataError(Problem(label(path), f"{found!r}", "a GeoJSON FeatureCollection"))
    for name in collection.keys() - {"type", "features"}:
        if name != "crs" or collection[name] not in _LONGITUDE_LATITUDE:
            found = repr(collection[name])
            raise DataError(
                Problem(label(path), found, "no members but type, features", property=name)
            )
    items = collection.get("features")
    if not isinstance(items, list):
        raise DataError(Problem(label(path), "no list of features", "one", property="features"))
    for number, item in enumerate(items, start=1):
        yield _with_shape(item, path, number)


# the one reference system that GeoJSON has, as programs name it that write it down
_LONGITUDE_LATITUDE = tuple(
    {"type": "name", "properties": {"name": name}}
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "OGC:CRS84")
)


def _with_shape(item: Any, path: Path, number: int) -> Feature | DataError:  # noqa: ANN401 - as it was read
    given = item.get("id") if isinstance(item, dict) else None
    name = given if isinstance(given, str) else ""

    def error(member: str | None, found: str, expected: str) -> DataError:
        return DataError(Problem(label(path), found, expected, name or number, member))

    if wrong := _wrong_member(item):
        return error(*wrong)
    foreign = {key: value for key, value in item.items() if key not in MEMBERS}
    geometry = item["geometry"]
    try:
        if geometry is not None:
            geometry = shaped(geometry)
        return Feature(name, item["properties"], geometry, foreign)
    except ValueError as problem:
        return error(*("geometry", str(problem), "GeoJSON as in RFC 7946"))


def shaped(geometry: Any) -> BaseGeometry:  # noqa: ANN401 - as it was read
    """Return the shape of a geometry read from JSON; a ValueError if it is none."""
    try:
        _require_numbers(geometry)
        _require_rings(geometry)
        return shape(geometry)
    except _UNREADABLE as problem:
        raise ValueError(f"an unreadable geometry ({problem})") from problem


def _wrong_member(item: object) -> tuple[str | None, str, str] | None:
    """Return what is wrong with the members of a feature: which, found, expected."""
    if not isinstance(item, dict) or item.get("type") != "Feature":
        return None, repr(item), "a GeoJSON Feature"
    if not isinstance(item.get("id"), str) or not item["id"]:
        return "id", repr(item.get("id")), "a text that no other feature has"
    if not isinstance(item.get("properties"), dict):
        return "properties", repr(item.get("properties")), "an object"
    return None if "geometry" in item else ("geometry", "none", "a geometry or null")


# what shapely raises, by where in a geometry it finds something else than it looks for
_UNREADABLE = (
    LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError,
    shapely.errors.ShapelyError,
)  # fmt: skip


def _require_numbers(geometry: object) -> None:
    """Refuse coordinates that shapely would bend into some: texts, points that are lists of one."""
    if not isinstance(geometry, dict) or geometry.get("type") not in _TYPES:
        raise ValueError(f"none of {', '.join(_TYPES)}")
    if more := geometry.keys() - {"type", "coordinates"}:
        raise ValueError(f"a member {min(more)!r}")
    found = [geometry["coordinates"]]
    for _ in range(_TYPES[geometry["type"]] + 1):
        if wrong := next((each for each in found if not isinstance(each, list)), None):
            raise TypeError(f"coordinates have {wrong!r} in them")
        found = [part for each in found for part in each]
    for number in found:
        if type(number) not in _NUMBERS:
            raise TypeError(f"{number!r} is no number")


_NUMBERS = (int, float)
# the geometries that the map has, and how deep the positions of each lie
_TYPES = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}


def _require_rings(geometry: dict[str, Any]) -> None:
    """Refuse rings that are not closed, which shapely would close without a word."""
    coordinates = geometry["coordinates"]
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(geometry["type"], [])
    for ring in (ring for rings in polygons for ring in rings):
        if len(ring) < CORNERS or ring[0] != ring[-1]:
            raise ValueError("a ring that is not closed")


# positions in the ring of a triangle, the first given again at the end
CORNERS = 4
