"""The Lachin corridor: its roads, and the strip of 5 km along them inside Lachin district."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from karamap.core import geojson
from karamap.core.dates import EXPECTED_EDTF, edtf_bounds
from karamap.core.errors import DataError
from karamap.core.geodesy import to_degrees, to_metres
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.core.problems import Problem, problem_of
from karamap.evidence.control import CORRIDOR_UNIT, Names
from karamap.evidence.evidence import Evidence
from karamap.evidence.geography import feature_names
from karamap.evidence.tables import When

ROUTES = "routes.geojson"
LAYER = "evidence/routes"
DATES = ("start", "end", "strip_start", "strip_end")
PROPERTIES = ("id", "kind", "route", *DATES, "accuracy_m", "confidence", "sources")
# the statement of 2020 asks for a corridor 5 km wide
HALF_WIDTH_M = 2_500
# the strip is drawn no finer than the road it follows
SIMPLIFY_M = 50


def lachin_corridor(evidence: Evidence, ground: Mapping[str, BaseGeometry]) -> list[Feature]:
    """Return the strips of the old and the new corridor, the roads and the points on them.

    ``ground`` has the units of control in longitude/latitude; the strip ends where ``lachin`` ends,
    so that it touches neither Armenia nor Shusha. A road in ``routes.geojson`` that lacks a
    property or has a wrong one is a DataError.
    """
    items = routes(evidence)
    roads = [item for item in items if item.properties["kind"] == "road"]
    strips = [_strip(route, roads, ground["lachin"]) for route in ("old", "new")]
    points = [item for item in items if item.properties["kind"] == "point"]
    names = feature_names(evidence.folder)
    return [
        *(_feature(item, "strip", names) for item in strips),
        *(_feature(item, "road", names) for item in roads),
        # the id of a point says what it is: a blockade or a checkpoint
        *(_feature(item, item.id, names) for item in points),
    ]


def with_corridor(
    evidence: Evidence, ground: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    """Return the units of control with the old strip cut out of ``lachin`` as a unit of its own."""
    roads = [item for item in routes(evidence) if item.properties["kind"] == "road"]
    strip = geojson.rounded(_strip("old", roads, ground["lachin"]).geometry)
    rest = geojson.rounded(ground["lachin"].difference(strip))
    return {**ground, "lachin": rest, CORRIDOR_UNIT: strip}


def routes(evidence: Evidence) -> list[Feature]:
    """Read the roads and points, each with all its properties."""
    items = geojson.read(evidence.folder / ROUTES)
    for item in items:
        missing = set(PROPERTIES) - item.properties.keys()
        if missing:
            lacking = ", ".join(sorted(missing))
            raise DataError(f"{ROUTES}, feature {item.id!r}: expected also {lacking}")
    return items


def date_problems(items: Iterable[Feature]) -> Iterator[Problem]:
    """Yield the dates of roads and points that are none; only a strip may lack them."""
    for item in items:
        for name in DATES:
            if name.startswith("strip_") and item.properties.get(name) is None:
                continue
            try:
                _when(item, name)
            except DataError as error:
                yield problem_of(error)


def _strip(route: str, roads: list[Feature], lachin: BaseGeometry) -> Feature:
    """Return the main road of a route with the strip along it as its geometry."""
    mine = [item for item in roads if item.properties["route"] == route]
    chosen = [item for item in mine if item.properties["strip_start"]]
    if len(chosen) != 1:
        raise DataError(f"{ROUTES}: expected one {route!r} road with a strip, found {len(chosen)}")
    [road] = chosen
    line = to_metres(road.geometry)
    band = shapely.simplify(shapely.buffer(line, HALF_WIDTH_M, quad_segs=6), SIMPLIFY_M)
    return replace(road, geometry=shapely.intersection(to_degrees(band), lachin))


def _feature(road: Feature, part: str, names: Mapping[str, Names]) -> Feature:
    """Return a feature of the layer from a road or point of the evidence."""
    given: dict[str, Any] = road.properties
    prefix = "strip_" if part == "strip" else ""
    start, end = (_when(road, f"{prefix}{name}") for name in ("start", "end"))
    return feature(
        road.geometry,
        id=f"lachin-{part}-{road.id}",
        **names[f"lachin-{part}"].properties(),
        **dates_of(start.first, end.first, start.edtf, end.edtf),
        basis="computed" if part == "strip" else "digitised",
        accuracy_m=given["accuracy_m"],
        confidence=given["confidence"],
        sources=given["sources"],
        route=given["route"],
        part=part,
    )


def _when(road: Feature, name: str) -> When:
    text = road.properties.get(name)
    try:
        return When(str(text), *edtf_bounds(text or "", may_be_open=False))
    except (TypeError, ValueError) as error:
        file, feature_id = f"{LAYER}.geojson", str(road.id)
        problem = Problem(file, repr(text), f"an EDTF date: {EXPECTED_EDTF}", feature_id, name)
        raise DataError(problem) from error
