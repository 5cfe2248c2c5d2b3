"""Reading and writing GeoJSON (RFC 7946) the same way every time.

Files hold one feature a line, with five decimals (about 1 m, finer than any source here),
counter-clockwise outer rings and properties in the order given, so that a change in the
evidence shows as a small difference and the same input gives the same bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from karamap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

DECIMALS = 5
Feature = dict[str, Any]


def feature(geometry: BaseGeometry | None, **properties: Any) -> Feature:
    """Return a feature; its ``id`` property is its GeoJSON id too."""
    return {
        "type": "Feature",
        "id": properties["id"],
        "properties": properties,
        "geometry": geometry,
    }


def layered(layers: Mapping[str, Sequence[Feature]]) -> list[Feature]:
    """Return the features of several layers in one list, each with its ``layer`` as a property."""
    return [
        feature(item["geometry"], **item["properties"], layer=name)
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
    geometry = item["geometry"]
    if geometry is not None:
        geometry = mapping(shapely.orient_polygons(rounded(geometry, decimals)))
    return json.dumps(
        {**item, "geometry": geometry}, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def read(path: Path) -> list[Feature]:
    """Return the features of a file, their geometries as shapely objects.

    Raises
    ------
    DataError
        If the file is missing, is not JSON, is not a feature collection, or holds a geometry
        that cannot be read.
    """
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"{path.name} is missing from {path.parent.name}/") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name} cannot be read: {error}") from error
    except json.JSONDecodeError as error:
        raise DataError(f"{path.name} is not complete JSON: {error}") from error
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise DataError(f"{path.name} is not a GeoJSON FeatureCollection")
    items = collection.get("features")
    if not isinstance(items, list):
        raise DataError(f"{path.name} has no list of features")
    return [_with_shape(item, path, index) for index, item in enumerate(items)]


def _with_shape(item: Feature, path: Path, index: int) -> Feature:
    try:
        geometry = item["geometry"]
        return {**item, "geometry": None if geometry is None else shape(geometry)}
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.GEOSException) as error:
        name = item.get("id", index) if isinstance(item, dict) else index
        raise DataError(f"{path.name}, feature {name!r}: unreadable geometry ({error})") from error
