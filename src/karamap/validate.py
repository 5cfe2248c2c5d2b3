"""Validation: every problem in the geodata is collected, then all are reported.

The checks of single features are here; those that compare features with each other are in
:mod:`karamap.consistency`, the comparison with the data package in :mod:`karamap.integrity`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Polygon

from karamap import consistency, geojson, integrity
from karamap.curate.evidence import Evidence
from karamap.dates import FIRST_DAY, LAST_DAY, edtf_bounds
from karamap.errors import DataError
from karamap.geojson import Feature
from karamap.layers import BASES, COMMON, CONFIDENCES, LAYERS, NAMES, Layer
from karamap.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

# the map's frame in degrees, a little wider than what the base geography is clipped to
WEST, SOUTH, EAST, NORTH = 43.0, 38.0, 51.0, 42.5

GEOMETRIES = {
    "area": ("Polygon", "MultiPolygon"),
    "line": ("LineString", "MultiLineString"),
    "point": ("Point", "MultiPoint"),
    "mixed": ("Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point"),
}
# events that happened at no place of the map have none
MAY_LACK_GEOMETRY = ("events",)

Check = Callable[[Layer, Feature, frozenset[str]], Iterator[Problem]]


def validate(folder: Path) -> list[Problem]:
    """Return all problems of a geodata folder; an empty list if there are none.

    Parameters
    ----------
    folder
        A folder with ``layers/``, ``evidence/`` and ``sources.json``.
    """
    problems: list[Problem] = []
    sources = _source_keys(folder, problems)
    layers: dict[str, list[Feature]] = {}
    for layer in LAYERS:
        path = folder / "layers" / f"{layer.id}.geojson"
        try:
            layers[layer.id] = geojson.read(path)
        except DataError as error:
            problems.append(Problem(path.name, str(error), "a readable GeoJSON FeatureCollection"))
            continue
        problems += _layer_problems(layer, layers[layer.id], sources)
    if not problems:
        # comparing features makes sense only once each of them is sound
        problems += consistency.problems(layers)
    if not problems:
        # a change nobody built from, in a table that no check above can call wrong
        problems += integrity.problems(folder)
    return problems


def _source_keys(folder: Path, problems: list[Problem]) -> frozenset[str]:
    """Return the keys of the bibliography; what is wrong there or in the tables is reported."""
    try:
        return frozenset(Evidence.read(folder / "evidence").sources)
    except DataError as error:
        problems.append(Problem("evidence", str(error), "tables as in geodata/README.md"))
        return frozenset()


def _layer_problems(
    layer: Layer, items: list[Feature], sources: frozenset[str]
) -> Iterator[Problem]:
    file = f"{layer.id}.geojson"
    if not items:
        yield Problem(file, "no features", "at least one")
    for name, count in Counter(str(item.get("id")) for item in items).items():
        if count > 1:
            yield Problem(file, f"the id {count} times", "each id once", name)
    for index, item in enumerate(items):
        if not isinstance(item.get("properties"), dict):
            yield Problem(file, "no properties", "an object", str(item.get("id", index)))
            continue
        for check in CHECKS:
            yield from check(layer, item, sources)


def _problem(layer: Layer, item: Feature, name: str | None, found: object, wanted: str) -> Problem:
    return Problem(f"{layer.id}.geojson", repr(found), wanted, str(item.get("id")), name)


def _check_properties(layer: Layer, item: Feature, _: frozenset[str]) -> Iterator[Problem]:
    properties = item["properties"]
    for name in (*COMMON, *layer.properties):
        if name not in properties:
            yield _problem(layer, item, name, None, "the property to be there")
    if properties.get("id") != item.get("id") or not item.get("id"):
        found = properties.get("id")
        yield _problem(layer, item, "id", found, f"the id of the feature, {item.get('id')!r}")
    if not any(properties.get(name) for name in NAMES):
        yield _problem(layer, item, "name_en", None, "a name in at least one language")


def _check_values(layer: Layer, item: Feature, _: frozenset[str]) -> Iterator[Problem]:
    known = dict(layer.values) | {"basis": BASES, "confidence": CONFIDENCES}
    for name, values in known.items():
        value = item["properties"].get(name)
        if value not in values and not (value is None and name not in item["properties"]):
            yield _problem(layer, item, name, value, f"one of {', '.join(values)}")
    accuracy = item["properties"].get("accuracy_m")
    if item["geometry"] is None and accuracy is None:
        return  # what has no place cannot be off it
    if not isinstance(accuracy, int) or isinstance(accuracy, bool) or accuracy <= 0:
        yield _problem(layer, item, "accuracy_m", accuracy, "a whole number of metres above 0")


def _check_sources(layer: Layer, item: Feature, known: frozenset[str]) -> Iterator[Problem]:
    keys = item["properties"].get("sources")
    if not isinstance(keys, list) or not keys:
        yield _problem(layer, item, "sources", keys, "a list of keys of sources.json")
        return
    for key in keys:
        if known and key not in known:
            yield _problem(layer, item, "sources", key, "a key of sources.json")


def _check_dates(layer: Layer, item: Feature, _: frozenset[str]) -> Iterator[Problem]:
    days: dict[str, date] = {}
    for name in ("start_date", "end_date"):
        value = item["properties"].get(name)
        if value is None and name == "end_date":
            continue
        try:
            days[name] = date.fromisoformat(value)
        except (TypeError, ValueError):
            yield _problem(layer, item, name, value, "a day as YYYY-MM-DD")
            continue
        if not FIRST_DAY <= days[name] <= LAST_DAY.replace(year=LAST_DAY.year + 1):
            yield _problem(layer, item, name, value, f"a day from {FIRST_DAY} to {LAST_DAY}")
        yield from _check_edtf(layer, item, name)
    if len(days) > 1 and days["start_date"] >= days["end_date"]:
        start, end = days["start_date"], days["end_date"]
        yield _problem(layer, item, "end_date", str(end), f"a day after the start_date {start}")


def _check_edtf(layer: Layer, item: Feature, name: str) -> Iterator[Problem]:
    original = item["properties"].get(f"{name}:edtf")
    try:
        edtf_bounds(original)
    except (TypeError, ValueError, AttributeError):
        yield _problem(layer, item, f"{name}:edtf", original, "an EDTF date")


def _check_geometry(layer: Layer, item: Feature, _: frozenset[str]) -> Iterator[Problem]:
    geometry: BaseGeometry | None = item["geometry"]
    if geometry is None:
        if layer.id not in MAY_LACK_GEOMETRY:
            yield _problem(layer, item, None, None, "a geometry")
        return
    wanted = GEOMETRIES[layer.kind]
    if geometry.geom_type not in wanted:
        yield _problem(layer, item, None, geometry.geom_type, " or ".join(wanted))
        return
    yield from _check_position(layer, item, geometry)
    if not geometry.is_valid:
        reason = shapely.is_valid_reason(geometry)
        yield _problem(layer, item, None, reason, "a valid geometry")
    elif geometry.is_empty:
        yield _problem(layer, item, None, "an empty geometry", "coordinates")
    parts = shapely.get_parts(geometry)
    if layer.kind in ("area", "mixed") and not all(map(_counter_clockwise, parts)):
        yield _problem(
            layer, item, None, "a clockwise outer ring", "outer rings counter-clockwise, holes not"
        )


def _check_position(layer: Layer, item: Feature, geometry: BaseGeometry) -> Iterator[Problem]:
    west, south, east, north = geometry.bounds
    if west >= WEST and south >= SOUTH and east <= EAST and north <= NORTH:
        return
    for lon, lat in shapely.get_coordinates(geometry):
        if WEST <= lon <= EAST and SOUTH <= lat <= NORTH:
            continue
        swapped = WEST <= lat <= EAST and SOUTH <= lon <= NORTH
        hint = " (longitude and latitude swapped?)" if swapped else ""
        frame = f"longitude {WEST}-{EAST}, latitude {SOUTH}-{NORTH}"
        yield _problem(layer, item, None, f"{lon}, {lat}{hint}", frame)
        return


def _counter_clockwise(polygon: BaseGeometry) -> bool:
    if not isinstance(polygon, Polygon):
        return True
    rings_inside = all(not ring.is_ccw for ring in polygon.interiors)
    return bool(polygon.exterior.is_ccw) and rings_inside


CHECKS: tuple[Check, ...] = (
    _check_properties,
    _check_values,
    _check_sources,
    _check_dates,
    _check_geometry,
)
