"""Laying the lines of one map into the outline of a better one.

A coarse coverage is fitted into a region whose outline is known better: the lines between its
parts are kept, their loose ends carried on to the region's outline, and every face so made
goes to the part it overlaps most. The region keeps exactly its own vertices, so that whatever
borders on it still meets it edge to edge.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
import shapely
from scipy.spatial import KDTree
from shapely import LineString, Point, Polygon, STRtree
from shapely.geometry.base import BaseGeometry

from karamap.build import coverage

ON_LINE = 2 * coverage.GRID
Warp = Callable[[BaseGeometry], BaseGeometry]


def inner_lines(parts: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """Return the lines along which two parts of a coverage meet."""
    shapes = list(parts.values())
    outlines = shapely.union_all([item.boundary for item in shapes])
    return outlines.difference(shapely.union_all(shapes).boundary)


def fit(
    parts: Mapping[str, BaseGeometry], region: BaseGeometry, warp: Warp
) -> dict[str, BaseGeometry]:
    """Divide ``region`` among ``parts``, whose lines ``warp`` brings to their true place.

    The coverage fills the region and adds no vertex to its outline; each part is in one piece,
    except where the region itself is in several.
    """
    lines = warp(inner_lines(parts)).intersection(region)
    cut = coverage.faces([region, lines, *_carried(lines, region)])
    inside = [face for face in cut if region.contains(face.representative_point())]
    warped = {name: warp(item) for name, item in parts.items()}
    named = [largest_share(face, warped) for face in inside]
    return _settled(_in_one_piece(inside, named), region)


def _carried(lines: BaseGeometry, region: BaseGeometry) -> list[LineString]:
    """Carry each loose end inside the region straight on to the nearest vertex of its outline."""
    merged = shapely.get_parts(shapely.line_merge(lines))
    ends = Counter(end for line in merged for end in (line.coords[0], line.coords[-1]))
    outline = shapely.get_coordinates(region)
    nearest = KDTree(_flat(outline))
    loose = [
        end
        for end, meeting in ends.items()
        if meeting == 1 and region.boundary.distance(Point(end)) > ON_LINE
    ]
    return [LineString([end, outline[nearest.query(_flat(np.array(end)))[1]]]) for end in loose]


def _flat(xy: np.ndarray) -> np.ndarray:
    """Shorten the longitudes, so that plain distances compare."""
    return np.asarray(xy * [np.cos(np.radians(40.0)), 1.0])


def _settled(parts: Mapping[str, BaseGeometry], region: BaseGeometry) -> dict[str, BaseGeometry]:
    """Move the vertices that noding added to the region's outline to those it already has."""
    known = {tuple(xy) for xy in shapely.get_coordinates(region)}
    sides = _sides(region)
    tree = STRtree(sides)

    def settle(xy: np.ndarray) -> np.ndarray:
        xy = xy.copy()
        for row in (row for row in xy if tuple(row) not in known):
            point = Point(row)
            side = sides[tree.nearest(point)]
            if side.distance(point) <= ON_LINE:
                row[:] = min(side.coords, key=lambda end: point.distance(Point(end)))
        return xy

    return {
        name: shapely.remove_repeated_points(shapely.transform(item, settle))
        for name, item in parts.items()
    }


def _sides(region: BaseGeometry) -> list[LineString]:
    """Return the straight sides of a region's outline."""
    rings = shapely.get_rings(shapely.get_parts(region))
    return [LineString(pair) for ring in rings for pair in pairwise(ring.coords)]


def largest_share(face: Polygon, parts: Mapping[str, BaseGeometry]) -> str:
    """Return the part that covers most of a face, or else lies nearest to it."""
    shares = {
        name: face.intersection(item).area for name, item in parts.items() if face.intersects(item)
    }
    if not any(shares.values()):
        return min(parts, key=lambda name: parts[name].distance(face))
    return max(shares, key=lambda name: shares[name])


def _in_one_piece(pieces: list[Polygon], names: list[str]) -> dict[str, BaseGeometry]:
    """Dissolve the pieces by name, giving what lies apart to the neighbour it touches most."""
    groups = {
        name: coverage.polygons(
            shapely.coverage_union_all([p for p, n in zip(pieces, names, strict=True) if n == name])
        )
        for name in sorted(set(names))
    }
    kept = {name: [max(parts, key=lambda part: part.area)] for name, parts in groups.items()}
    stray = [part for name, parts in groups.items() for part in parts if part not in kept[name]]
    for part in sorted(stray, key=lambda item: -item.area):
        touching = {name: _shared(part, areas) for name, areas in kept.items()}
        name = max(touching, key=lambda key: touching[key])
        kept[name].append(part)
    return {name: shapely.coverage_union_all(parts) for name, parts in kept.items()}


def _shared(part: Polygon, others: list[Polygon]) -> float:
    return sum(part.boundary.intersection(other.boundary).length for other in others)
