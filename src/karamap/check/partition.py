"""Checks that compare features: control as a partition, fronts on it, places in their countries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from karamap.core.dates import visible
from karamap.core.geodesy import area_km2
from karamap.core.geojson import Feature
from karamap.core.problems import Problem

# a gap or overlap up to this size is the rounding of coordinates to about a metre
TOLERANCE_KM2 = 0.01
# a place may lie this far (degrees, about 300 m) outside the simplified border of its country
BORDER_TOLERANCE = 0.003

Layers = Mapping[str, Sequence[Feature]]


def problems(layers: Layers) -> Iterator[Problem]:
    """Yield what is wrong between the features of layers that are sound by themselves."""
    if {"control", "countries"} <= layers.keys():
        yield from _control_problems(layers["control"], layers["countries"])
    if {"places", "countries"} <= layers.keys():
        yield from _place_problems(layers["places"], layers["countries"])


def _control_problems(
    control: Sequence[Feature], countries: Sequence[Feature]
) -> Iterator[Problem]:
    domain = _country(countries, "AZ", ("main", "autonomous_republic"))
    dated = [(item, item.span, item.geometry.wkb) for item in control]
    checked: set[frozenset[bytes]] = set()
    for day in sorted({day for _, span, _ in dated for day in span if day}):
        there = [(item, shape) for item, span, shape in dated if visible(*span, day)]
        # most days redistribute the same ground: the same shapes need one check
        ground = frozenset(shape for _, shape in there)
        if ground not in checked:
            checked.add(ground)
            yield from _partition_problems([item for item, _ in there], domain, day)


def _partition_problems(
    there: Sequence[Feature], domain: BaseGeometry, day: date
) -> Iterator[Problem]:
    shapes = [item.geometry for item in there]
    tree = STRtree(shapes)
    for i, j in zip(*tree.query(shapes, predicate="intersects"), strict=True):
        if i >= j:
            continue
        shared = area_km2(shapes[i].intersection(shapes[j]))
        if shared > TOLERANCE_KM2:
            found = f"{shared:.2f} km2 shared with {there[j]['id']} on {day}"
            yield Problem("layers/control.geojson", found, "no overlap", str(there[i]["id"]))
    gap = area_km2(domain.difference(shapely.union_all(shapes)))
    # the border carries no vertex where an inner line meets it, hence a metre of play along it
    if gap > TOLERANCE_KM2:
        found = f"{gap:.2f} km2 of Azerbaijan without a holder on {day}"
        yield Problem("layers/control.geojson", found, "no gap")


def _place_problems(places: Sequence[Feature], countries: Sequence[Feature]) -> Iterator[Problem]:
    grounds = {
        code: _country(countries, code).buffer(BORDER_TOLERANCE)
        for code in {item.properties["country"] for item in places}
    }
    for item in places:
        country = item.properties["country"]
        if not grounds[country].covers(item.geometry):
            lon, lat = shapely.get_coordinates(item.geometry)[0]
            found = f"{lon}, {lat}, outside {country}"
            yield Problem("layers/places.geojson", found, f"a point in {country}", str(item.id))


def _country(
    countries: Iterable[Feature], code: str, parts: Sequence[str] | None = None
) -> BaseGeometry:
    return shapely.union_all(
        [
            item.geometry
            for item in countries
            if item.properties["iso"] == code
            and (parts is None or item.properties["part"] in parts)
        ]
    )
