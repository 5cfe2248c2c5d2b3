"""The ground: units cut into the cells of their dated places.

A *unit* is ground inside one agreed line (a district outside the former oblast, a raion of
it). A *cell* is the part of a unit nearer to one dated place than to any other place of the
unit, as the crow flies. Units and cells are coverages: no gap, no overlap, neighbours share
their vertices. What is drawn are *blocks* (:mod:`karamap.build.blocks`).
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, MultiPoint
from shapely.geometry.base import BaseGeometry

from karamap.build import coverage

# a degree of longitude is this much shorter than one of latitude in the middle of the map;
# Voronoi edges are drawn in this scaled plane, where distances in all directions compare
LON_SCALE = float(np.cos(np.radians(39.8)))
# square degrees (about 1 km2): detached parts of cells below this are no ground of their own
CRUMB = 1e-4

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cell:
    """Part of a unit: that nearest to ``place`` (None: no dated place lies in the unit)."""

    unit: str
    place: str | None
    geometry: BaseGeometry


def cells(units: Mapping[str, BaseGeometry], sites: Mapping[str, BaseGeometry]) -> list[Cell]:
    """Cut a coverage of units into the Voronoi cells of the places in them, in a stable order.

    A place is one point, or several where anchors extend its ground; all in longitude/latitude.
    """
    owned = {unit: _inside(area, sites) for unit, area in units.items()}
    edges = [_voronoi_edges(units[unit], inside) for unit, inside in owned.items()]
    faces = coverage.faces([*units.values(), *edges])
    unit_of = container(faces, units)
    joined: dict[tuple[str, str | None], list[BaseGeometry]] = {}
    for face, unit in zip(faces, unit_of, strict=True):
        if unit is not None:
            joined.setdefault((unit, _nearest(face, owned[unit])), []).append(face)
    whole = [
        Cell(unit, place, shapely.unary_union(parts))
        for (unit, place), parts in sorted(joined.items(), key=lambda pair: str(pair[0]))
    ]
    return _without_crumbs(whole, sites)


def _without_crumbs(whole: Sequence[Cell], sites: Mapping[str, BaseGeometry]) -> list[Cell]:
    """Give crumbs, small parts of cells cut off by a bend of the unit's line, to a neighbour."""
    parts: list[list[BaseGeometry]] = []
    crumbs: list[tuple[int, BaseGeometry]] = []
    for at, cell in enumerate(whole):
        found = coverage.polygons(cell.geometry)
        small = [
            part
            for part in found
            if cell.place and part.area < CRUMB and not part.intersects(sites[cell.place])
        ]
        parts.append([part for part in found if part not in small])
        crumbs += [(at, part) for part in small]
    for at, crumb in crumbs:
        beside = [i for i, cell in enumerate(whole) if cell.unit == whole[at].unit and i != at]
        edge = crumb.boundary
        shared = [(edge.intersection(whole[i].geometry.boundary).length, i) for i in beside]
        length, i = max(shared, default=(0.0, at))
        parts[i if length else at].append(crumb)
    return [
        Cell(cell.unit, cell.place, shapely.unary_union(found))
        for cell, found in zip(whole, parts, strict=True)
        if found
    ]


def _inside(area: BaseGeometry, sites: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    shapely.prepare(area)
    near = {name: site for name, site in sorted(sites.items()) if area.intersects(site)}
    return {name: site.intersection(area) for name, site in near.items()}


def _scaled(geometry: BaseGeometry, factor: float) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: xy * [factor, 1.0])


def _voronoi_edges(area: BaseGeometry, inside: Mapping[str, BaseGeometry]) -> BaseGeometry:
    if len(inside) < 2:  # noqa: PLR2004 - one place owns the whole unit
        return LineString()
    sites = _scaled(MultiPoint(shapely.get_coordinates(list(inside.values()))), LON_SCALE)
    envelope = _scaled(area.envelope.buffer(1), LON_SCALE)
    edges = shapely.voronoi_polygons(sites, extend_to=envelope, only_edges=True)
    return _scaled(edges, 1 / LON_SCALE).intersection(area)


def _nearest(face: BaseGeometry, inside: Mapping[str, BaseGeometry]) -> str | None:
    """Return the place whose cell a face is: the nearest to a point well inside the face."""
    if not inside:
        return None
    middle = _scaled(face.representative_point(), LON_SCALE)
    return min(inside, key=lambda name: middle.distance(_scaled(inside[name], LON_SCALE)))


def container(faces: Sequence[BaseGeometry], areas: Mapping[Key, BaseGeometry]) -> list[Key | None]:
    """Return for each face the area that covers most of it."""
    keys, shapes = list(areas), list(areas.values())
    tree = STRtree(shapes)
    found: list[Key | None] = []
    for face in faces:
        hits = tree.query(face, predicate="intersects")
        shares = [(float(shapes[i].intersection(face).area), -int(i)) for i in hits]
        best = max(shares, default=(0.0, 0))
        found.append(keys[-best[1]] if best[0] > 0 else None)
    return found
