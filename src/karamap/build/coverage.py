"""Coverages, areas that meet edge to edge: made by noding lines and naming the faces between."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from karamap.core.geodesy import to_degrees, to_metres
from karamap.core.geojson import rounded

LONGEST_SIDE = 0.02  # degrees, about 2 km
GRID = 1e-5  # degrees: the five decimals in which everything is written
BOX = shapely.box(43.5, 38.3, 50.5, 42.0)


def faces(geometries: Iterable[BaseGeometry]) -> list[Polygon]:
    """Cut the plane along all the given lines and outlines, noded on the five-decimal grid."""
    lines = [item.boundary if item.area else item for item in geometries]
    noded = shapely.union_all([rounded(line) for line in lines], grid_size=GRID)
    cut = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(noded))))
    return [polygon for face in cut for polygon in polygons(rounded(face))]


def dissolve(
    pieces: Sequence[Polygon], name_of: Callable[[Polygon], str | None]
) -> dict[str, BaseGeometry]:
    """Join the pieces of a coverage that bear the same name; those named None are left out."""
    groups: dict[str, list[Polygon]] = defaultdict(list)
    for piece in pieces:
        name = name_of(piece)
        if name is not None:
            groups[name].append(piece)
    return {name: shapely.coverage_union_all(groups[name]) for name in sorted(groups)}


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons in a geometry, leaving out its lines and points."""
    return [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]


def simplified(coverage: Mapping[str, BaseGeometry], tolerance_m: float) -> dict[str, BaseGeometry]:
    """Thin the shared edges of a coverage together; no side is longer than :data:`LONGEST_SIDE`."""
    plane = [to_metres(item) for item in coverage.values()]
    thinned = shapely.coverage_simplify(np.array(plane, dtype=object), tolerance_m)
    fine = shapely.segmentize([rounded(to_degrees(item)) for item in thinned], LONGEST_SIDE)
    # off the half of the grid, where the middles of sides of two neighbours might round apart
    off_ties = shapely.transform(fine, lambda xy: xy + GRID / 100)
    return {name: rounded(item) for name, item in zip(coverage, off_ties, strict=True)}
