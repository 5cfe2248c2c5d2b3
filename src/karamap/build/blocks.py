"""Blocks: all ground of a unit that changed hands on the same days, as it is drawn.

Cells with the same history are one block. Its ground is taken square by square: reached most
easily from one of its places (:mod:`karamap.build.grid`), tidied where holders meet
(:mod:`karamap.build.tidy`), and its lines relaxed (:mod:`karamap.build.smoothing`) within the
lines of units, which keep their shape. Blocks are a coverage: no gap, no overlap.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from karamap.build import coverage
from karamap.build.arcs import ENDING, Arc, ended, traced
from karamap.build.grid import NONE, Grid, Labels, Seed, own_ground, reached
from karamap.build.ground import Cell, container
from karamap.build.heights import Friction
from karamap.build.smoothing import Net
from karamap.build.tidy import Tidying

Key = TypeVar("Key", bound=Hashable)

# degrees: a unit wider than this is the rest of the country, whose lines stay bisectors
WIDEST = 3.0
OWN_SQUARES = 2.6  # how far around a place ground is its own whatever is tidied
# after so many rounds every line beside a moved place has long been put back
SMOOTHING_ROUNDS = 8
# square degrees (about 1 km2): detached parts of blocks below this are no ground of their own
CRUMB = 1e-4
# degrees (about 400 m): what a place has around it where no line can be drawn past it
STAMP = 0.004


def blocks(
    parts: Iterable[tuple[Key, Cell]],
    units: Mapping[str, BaseGeometry],
    sites: Mapping[str, BaseGeometry],
    points: Mapping[str, Point],
    *,
    holders: Mapping[Key, Sequence[tuple[date, str]]] | None = None,
    friction: Friction | None = None,
) -> dict[Key, BaseGeometry]:
    """Join cells that share a key and draw the lines between them.

    ``units`` are a coverage, in longitude/latitude. ``sites`` are from where the ground of a place
    is reached (its own point, and anchors), ``points`` the places, each of which comes to lie in
    its own block. Without ``holders`` of the blocks from day to day, each block has one of its
    own; without ``friction`` all ground is equally hard to cross.
    """
    given = list(parts)
    home = {cell.place: key for key, cell in given if cell.place and _has(cell, points)}
    drawing = _Drawing(given, units)
    if drawing.fine:
        drawing.lay(sites, points, friction, holders)
    net = Net([arc.line for arc in drawing.arcs])
    if drawing.arcs:
        every = shapely.get_coordinates(list(points.values()))
        net.bend(drawing.days(), every, friction.at if friction else None)
    result = drawing.areas(net.drawn())
    for _ in range(SMOOTHING_ROUNDS):
        moved = [points[name] for name, key in home.items() if not result[key].covers(points[name])]
        if not moved:
            return result
        net.tighten(shapely.union_all(moved))
        result = drawing.areas(net.drawn())
    return _stamped(result, given, home, points)


def _has(cell: Cell, points: Mapping[str, Point]) -> bool:
    return bool(cell.geometry.covers(points[str(cell.place)]))


class _Drawing(Generic[Key]):
    """The squares of blocks, and the areas that lines between them enclose."""

    def __init__(
        self, parts: Sequence[tuple[Key, Cell]], units: Mapping[str, BaseGeometry]
    ) -> None:
        self._parts, self._units = parts, units
        self._keys = list(dict.fromkeys(key for key, _ in parts))
        self._of_unit: dict[str, dict[Key, list[BaseGeometry]]] = {name: {} for name in units}
        for key, cell in parts:
            self._of_unit[cell.unit].setdefault(key, []).append(cell.geometry)
        self._raw = {
            name: {key: shapely.unary_union(found) for key, found in inside.items()}
            for name, inside in self._of_unit.items()
        }
        self.fine = [
            name
            for name, inside in self._raw.items()
            if len(inside) > 1 and units[name].bounds[2] - units[name].bounds[0] < WIDEST
        ]
        self._grid: Grid | None = None
        self._labels: Labels = np.zeros((0, 0))
        self._held: NDArray[np.int64] = np.zeros((0, 0), dtype=np.int64)
        self.arcs: list[Arc] = []
        self._inner = {name: units[name].buffer(-ENDING) for name in self.fine}

    def lay(
        self,
        sites: Mapping[str, BaseGeometry],
        points: Mapping[str, Point],
        friction: Friction | None,
        holders: Mapping[Key, Sequence[tuple[date, str]]] | None,
    ) -> None:
        """Find which square is which block's."""
        grid = self._grid = Grid.over(self._units, self.fine)
        index = {name: i for i, name in enumerate(grid.units)}
        seeds, own = [], []
        for label, (_, cell) in enumerate(self._parts):
            if cell.unit not in self.fine or cell.place is None:
                continue
            found = shapely.get_coordinates(sites[cell.place].intersection(self._units[cell.unit]))
            seeds += [Seed(label, index[cell.unit], *xy) for xy in found.tolist()]
            if cell.place in points and _has(cell, points):
                point = points[cell.place]
                own.append(Seed(label, index[cell.unit], point.x, point.y))
        labels = reached(grid, seeds, friction)
        for label, (_, cell) in enumerate(self._parts):
            if cell.unit not in self.fine:
                labels[grid.covered(cell.geometry) & (grid.unit == index[cell.unit])] = label
        kept = own_ground(grid, labels, own, OWN_SQUARES)
        kept |= ~np.isin(grid.unit, [index[name] for name in self.fine])
        placed = np.zeros(labels.shape, dtype=bool)
        for seed in own:
            placed[grid.square(seed.lon, seed.lat)] = True
        number = {key: i for i, key in enumerate(self._keys)}
        block = np.array([*(number[key] for key, _ in self._parts), NONE])
        self._held = _held(self._keys, holders)
        self._labels = Tidying(block[labels], grid.unit, self._held, kept, placed).run()
        self.arcs = [arc for name in self.fine for arc in traced(grid, self._labels, name)]

    def days(self) -> list[list[int]]:
        """Return for each day, but once, the arcs that part two holders."""
        sides = np.array([arc.sides for arc in self.arcs])
        parted = self._held[sides[:, 0]] != self._held[sides[:, 1]]
        return [np.nonzero(day)[0].tolist() for day in np.unique(parted.T, axis=0)]

    def areas(self, lines: Sequence[BaseGeometry]) -> dict[Key, BaseGeometry]:
        """Return the blocks that lines divide the units into."""
        inside = [
            ended(line, self._units[arc.unit], self._inner[arc.unit])
            for arc, line in zip(self.arcs, lines, strict=True)
        ]
        coarse = [
            area.boundary
            for name, found in self._raw.items()
            if name not in self.fine and len(found) > 1
            for area in found.values()
        ]
        faces = coverage.faces([*self._units.values(), *inside, *coarse])
        found: dict[str, list[tuple[Key, BaseGeometry]]] = defaultdict(list)
        owners: list[str | None] = container(faces, dict(self._units))
        for face, unit in zip(faces, owners, strict=True):
            if unit is not None and self._raw[unit]:
                found[unit].append((self._owner(face, unit), face))
        areas: dict[Key, list[BaseGeometry]] = {key: [] for key in self._keys}
        for pieces in found.values():
            for key, part in without_crumbs(pieces):
                areas[key].append(part)
        return {key: shapely.unary_union(joined) for key, joined in areas.items()}

    def _owner(self, face: BaseGeometry, unit: str) -> Key:
        """Return the block whose squares a face holds most of."""
        raw = self._raw[unit]
        if len(raw) == 1:
            return next(iter(raw))
        if unit not in self.fine or self._grid is None:
            return container([face], raw)[0] or next(iter(raw))
        inside = self._grid.covered(face) & (self._grid.unit == self._grid.units.index(unit))
        labels = self._labels[inside]
        if labels.size:
            return self._keys[int(np.bincount(labels).argmax())]
        middle = face.representative_point()
        near = self._grid.nearest(middle.x, middle.y, self._grid.units.index(unit), 8)
        if near is None:
            return container([face], raw)[0] or next(iter(raw))
        return self._keys[int(self._labels[near])]


def _held(
    keys: Sequence[Key], holders: Mapping[Key, Sequence[tuple[date, str]]] | None
) -> NDArray[np.int64]:
    """Return who holds each block (row) on each day (column), as numbers."""
    if holders is None:
        return np.arange(len(keys))[:, None]
    days = sorted({day for steps in holders.values() for day, _ in steps})
    names = sorted({who for steps in holders.values() for _, who in steps})
    rows = []
    for key in keys:
        known = {day: names.index(who) for day, who in holders[key]}
        row, now = [], NONE
        for day in days:
            now = known.get(day, now)
            row.append(now)
        rows.append(row)
    return np.array(rows)


def without_crumbs(
    pieces: Sequence[tuple[Key, BaseGeometry]], crumb: float = CRUMB
) -> Iterable[tuple[Key, BaseGeometry]]:
    """Give crumbs, small detached parts of blocks, to the block they border on most."""
    grouped: dict[Key, list[BaseGeometry]] = defaultdict(list)
    for key, face in pieces:
        grouped[key].append(face)
    parts = [
        (key, part)
        for key, found in grouped.items()
        for part in coverage.polygons(shapely.unary_union(found))
    ]
    sizes: dict[Key, int] = defaultdict(int)
    for key, _ in parts:
        sizes[key] += 1
    tree = STRtree([part for _, part in parts])
    for i, (key, part) in enumerate(parts):
        if part.area >= crumb or sizes[key] == 1:
            yield key, part
            continue
        edge = part.boundary
        shared = [
            (float(edge.intersection(parts[j][1].boundary).length), -int(j))
            for j in tree.query(part, predicate="intersects")
            if j != i
        ]
        length, j = max(shared, default=(0.0, -i))
        yield (parts[-j][0] if length else key), part


def _stamped(
    areas: Mapping[Key, BaseGeometry],
    parts: Sequence[tuple[Key, Cell]],
    home: Mapping[str, Key],
    points: Mapping[str, Point],
) -> dict[Key, BaseGeometry]:
    """Give each place that is not in its block the ground nearest to it."""
    cell_of = {str(cell.place): cell for _, cell in parts if cell.place and _has(cell, points)}
    result = dict(areas)
    for name, key in home.items():
        point = points[name]
        if result[key].covers(point):
            continue
        stamp = cell_of[name].geometry.intersection(point.buffer(STAMP, quad_segs=3))
        faces = coverage.faces([*result.values(), stamp])
        owners = container(faces, result)
        again: dict[Key, list[BaseGeometry]] = {each: [] for each in result}
        for face, owner in zip(faces, owners, strict=True):
            if owner is not None:
                mine = stamp.covers(face.representative_point())
                again[key if mine else owner].append(face)
        result = {each: shapely.unary_union(found) for each, found in again.items()}
    return result
