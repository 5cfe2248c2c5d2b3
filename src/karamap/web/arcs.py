"""Geometries as arcs, as TopoJSON has them: a stretch that several outlines share is written once.

A point is ``[x, y]``, a line a list of paths, an area a list of polygons that are lists of rings.
A path is a list of arcs by index, ``~index`` for one that is gone along backwards; where two
follow each other, the point in which they meet belongs to both, and a ring ends where it began.
Outlines are equal where the evidence has them equal, so nothing is moved to be shared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[int, int]
Path = tuple[Point, ...]
Kind = Literal["area", "line", "point"]
# polygons with their rings; of lines and points the paths stand in the one part there is
Shape = tuple[Kind, tuple[tuple[Path, ...], ...]]


@dataclass
class Topology:
    """The table of distinct geometries, in whole units of ``1 / per_degree`` of a degree."""

    per_degree: int
    _index: dict[Shape, int] = field(default_factory=dict)

    def add(self, geometry: BaseGeometry) -> int:
        """Return the index of a geometry; equal ones have the same."""
        return self._index.setdefault(self._shape(geometry), len(self._index))

    def written(self) -> dict[str, Any]:
        """Return ``arcs`` (``[x, y, dx, dy, ...]`` each) and the ``geometries`` made of them."""
        drawn = [shape for kind, shape in self._index if kind != "point"]
        arcs = _Arcs([path for shape in drawn for paths in shape for path in paths])
        geometries = [_written(shape, arcs) for shape in self._index]
        return {"arcs": [_steps(arc) for arc in arcs.table], "geometries": geometries}

    def _shape(self, geometry: BaseGeometry) -> Shape:
        parts = shapely.get_parts(geometry)
        if geometry.geom_type.endswith("Polygon"):
            outlines = [map(self._path, (part.exterior, *part.interiors)) for part in parts]
            # from its least point: wherever it began, it is equal
            return "area", tuple(
                tuple(_from(ring.index(min(ring)), ring) for ring in rings) for rings in outlines
            )
        kind: Kind = "point" if geometry.geom_type == "Point" else "line"
        return kind, (tuple(self._path(part) for part in parts),)

    def _path(self, line: BaseGeometry) -> Path:
        rounded = np.rint(shapely.get_coordinates(line) * self.per_degree).astype(int).tolist()
        path = [(x, y) for x, y in rounded]
        return tuple(path[:1] + [end for start, end in pairwise(path) if end != start])


def _from(at: int, ring: Path) -> Path:
    """Return a closed ring so that it begins at one of its points."""
    return (*ring[at:-1], *ring[: at + 1])


def _written(shape: Shape, arcs: _Arcs) -> list[Any]:
    kind, polygons = shape
    if kind == "point":
        return list(polygons[0][0][0])
    codes = [[arcs.of(path) for path in paths] for paths in polygons]
    return codes if kind == "area" else codes[0]


def _steps(arc: Path) -> list[int]:
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(arc)]
    return [number for point in (arc[0], *steps) for number in point]


class _Arcs:
    """Paths cut where they part from each other or meet."""

    def __init__(self, paths: list[Path]) -> None:
        self.table: dict[Path, int] = {}
        self._junctions = _junctions(paths)

    def of(self, path: Path) -> list[int]:
        """Return the arcs that a path is made of."""
        if path[0] == path[-1]:
            junctions = (at for at, point in enumerate(path) if point in self._junctions)
            path = _from(next(junctions, 0), path)
        cuts = [at for at, point in enumerate(path[1:-1], 1) if point in self._junctions]
        ends = [0, *cuts, len(path) - 1]
        return [self._arc(path[start : end + 1]) for start, end in pairwise(ends)]

    def _arc(self, arc: Path) -> int:
        if (known := self.table.get(arc[::-1])) is not None:
            return ~known
        return self.table.setdefault(arc, len(self.table))


def _junctions(paths: list[Path]) -> set[Point]:
    """Return the points at which not all paths through them go on alike, and where lines end."""
    beside: dict[Point, set[frozenset[Point]]] = defaultdict(set)
    ends = set()
    for path in paths:
        if path[0] == path[-1]:
            beside[path[0]].add(frozenset((path[-2], path[1])))
        else:
            ends |= {path[0], path[-1]}
        for before, point, after in zip(path, path[1:], path[2:], strict=False):
            beside[point].add(frozenset((before, after)))
    return ends | {point for point, pairs in beside.items() if len(pairs) > 1}
