"""Reading and writing GeoJSON (RFC 7946) the same way every time.

Files hold one feature a line, with five decimals (about 1 m, finer than any source here),
counter-clockwise outer rings and properties in the order given, so that a change in the
evidence shows as a small difference and the same input gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from karamap.core.errors import DataError
from karamap.core.intervals import span_of
from karamap.core.problems import Problem, first_raised, label
from karamap.core.textfile import read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

DECIMALS = 5
MEMBERS = ("type", "id", "properties", "geometry")


@dataclass(frozen=True)
class Feature:
    """A GeoJSON feature; coordinates in degrees (WGS 84).

    Attributes
    ----------
    id
        Its id, which is its ``id`` property too.
    properties
        What is known of it, in the order it is written; not to be changed.
    geometry
        A shapely geometry; ``None`` for an event that has no known place.
    foreign
        Members that GeoJSON does not know (RFC 7946, 6.1), as read from a file.
    """

    id: str
    properties: dict[str, Any]
    geometry: Any
    foreign: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def span(self) -> tuple[date, date | None]:
        """Its first day, and the day it ends or None."""
        return span_of(self.properties)

    def __getitem__(self, member: str) -> Any:  # noqa: ANN401 - a member may be anything
        """Return a member by its GeoJSON name, as version 0.1 did."""
        if member not in MEMBERS:
            raise KeyError(member)
        return "Feature" if member == "type" else getattr(self, member)


def feature(geometry: BaseGeometry | None, **properties: Any) -> Feature:
    """Return a feature; its ``id`` property is its GeoJSON id too."""
    return Feature(properties["id"], properties, geometry)


def layered(layers: Mapping[str, Sequence[Feature]]) -> list[Feature]:
    """Return the features of several layers in one list, each with its ``layer`` as a property."""
    return [
        feature(item.geometry, **item.properties, layer=name)
        for name, items in layers.items()
        for item in items
    ]


def rounded(geometry: BaseGeometry, decimals: int = DECIMALS) -> BaseGeometry:
    """Round the coordinates, each by itself, so that neighbours keep sharing them."""
    return shapely.transform(geometry, lambda xy: np.round(xy, decimals) + 0.0)


def dumps(features: list[Feature], *, decimals: int = DECIMALS) -> str:
    """Return the text of a feature collection."""
    lines = ",\n".join(_line(item, decimals) for item in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def _line(item: Feature, decimals: int) -> str:
    geometry = item.geometry
    written = {
        "type": "Feature",
        "id": item.id,
        "properties": item.properties,
        "geometry": geometry and mapping(shapely.orient_polygons(rounded(geometry, decimals))),
    }
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read(path: Path) -> list[Feature]:
    """Return the features of a file, their geometries as shapely objects.

    Raises
    ------
    DataError
        If the file is missing, is not JSON, is not a feature collection, or holds a feature
        that cannot be read: one without properties, or with a geometry that is none.
    """
    return list(first_raised(read_each(path)))


def read_each(path: Path) -> Iterator[Feature | DataError]:
    """Yield the features of a file, and in place of each that cannot be read what is wrong.

    Raises
    ------
    DataError
        If nothing of the file can be read.
    """
    collection = read_json(path)
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        found = collection.get("type") if isinstance(collection, dict) else type(collection)
        raise DataError(Problem(label(path), f"{found!r}", "a GeoJSON FeatureCollection"))
    items = collection.get("features")
    if not isinstance(items, list):
        raise DataError(Problem(label(path), "no list of features", "one", property="features"))
    for index, item in enumerate(items):
        yield _with_shape(item, path, index)


def _with_shape(item: object, path: Path, index: int) -> Feature | DataError:
    name = str(item.get("id", index)) if isinstance(item, dict) else str(index)

    def error(found: object, expected: str, member: str | None = None) -> DataError:
        return DataError(Problem(label(path), f"{found}", expected, name, member))

    if not isinstance(item, dict) or item.get("type") != "Feature":
        return error(repr(item), "a GeoJSON Feature")
    if not isinstance(item.get("properties"), dict):
        return error(repr(item.get("properties")), "an object", "properties")
    if "geometry" not in item:
        return error("none", "a geometry or null", "geometry")
    foreign = {key: value for key, value in item.items() if key not in MEMBERS}

    def made(geometry: BaseGeometry | None = None) -> Feature:
        return Feature(item.get("id"), item["properties"], geometry, foreign)  # type: ignore[arg-type] # check.features tells of a missing id

    geometry = item["geometry"]
    if geometry is None:
        return made()
    try:
        _require_numbers(geometry)
        _require_rings(geometry)
        return made(shape(geometry))
    except _UNREADABLE as problem:
        return error(f"an unreadable geometry ({problem})", "GeoJSON as in RFC 7946", "geometry")


# what shapely raises, by where in a geometry it finds something else than it looks for
_UNREADABLE = (
    LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError,
    shapely.errors.ShapelyError,
)  # fmt: skip


def _require_numbers(geometry: object) -> None:
    """Refuse coordinates that are texts, which shapely would read as numbers."""
    waiting = [geometry["coordinates"]] if isinstance(geometry, dict) else []
    while waiting:
        found = waiting.pop()
        if not isinstance(found, list):
            raise TypeError(f"coordinates have {found!r} in them")
        if found and type(found[0]) in _NUMBERS:
            if any(type(number) not in _NUMBERS for number in found):
                raise TypeError(f"{found!r} is no position")
        else:
            waiting += found


_NUMBERS = (int, float)


def _require_rings(geometry: object) -> None:
    """Refuse rings that are not closed, which shapely would close without a word."""
    if not isinstance(geometry, dict) or geometry.get("type") not in _TYPES:
        raise ValueError(f"none of {', '.join(_TYPES)}")
    coordinates = geometry["coordinates"]
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(geometry["type"], [])
    for ring in (ring for rings in polygons for ring in rings):
        if len(ring) < CORNERS or ring[0] != ring[-1]:
            raise ValueError("a ring that is not closed")


_TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
# positions in the ring of a triangle, the first given again at the end
CORNERS = 4
