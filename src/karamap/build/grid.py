"""Ground as a grid of squares: each square goes to the place it is reached from most easily.

The plane is the equal-area one. A way keeps inside its unit and is as long as the ground's
friction makes it (:mod:`karamap.build.heights`), so that lines between places follow ridges
where there are any and halve the distance where there are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse import csgraph
from shapely.geometry.base import BaseGeometry

from karamap.build.heights import Friction
from karamap.core.geodesy import backward, forward

STEP_M = 250.0  # a side of a square
BEYOND = 6  # squares by which labels are carried past a unit's line, for lines to reach it
NONE = -1
# half of the sixteen ways from a square: straight on, across, and a knight's move
WAYS = ((0, 1), (1, 0), (1, 1), (1, -1), (1, 2), (2, 1), (1, -2), (2, -1))
Labels = np.ndarray


class Seed(NamedTuple):
    """A point from which ground is reached: the label of that ground, and its unit."""

    label: int
    unit: int
    lon: float
    lat: float


@dataclass(frozen=True)
class Grid:
    """Squares over some units: where each lies, and in which unit."""

    west: float
    north: float
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    units: tuple[str, ...]
    unit: Labels  # index in ``units``, or NONE

    @classmethod
    def over(cls, units: Mapping[str, BaseGeometry], frame: Sequence[str]) -> Grid:
        """Lay a grid over the ``frame`` units and what lies of the others between them."""
        outlines = [shapely.segmentize(units[name].boundary, 0.02) for name in frame]
        xy = forward(shapely.get_coordinates(outlines))
        west, south = np.floor(xy.min(axis=0) / STEP_M - BEYOND) * STEP_M
        east, north = np.ceil(xy.max(axis=0) / STEP_M + BEYOND) * STEP_M
        x = np.arange(west, east, STEP_M) + STEP_M / 2
        y = np.arange(north, south, -STEP_M) - STEP_M / 2
        across, down = np.meshgrid(x, y)
        places = backward(np.column_stack([across.ravel(), down.ravel()]))
        lon, lat = places.T.reshape(2, *across.shape)
        grid = cls(west, north, lon, lat, tuple(units), np.full(across.shape, NONE))
        for index, area in enumerate(units.values()):
            grid.unit[grid.covered(area)] = index
        return grid

    def covered(self, area: BaseGeometry) -> NDArray[np.bool_]:
        """Return the mask of the squares whose middle lies in an area."""
        west, south, east, north = area.bounds
        inside = (self.lon >= west) & (self.lon <= east) & (self.lat >= south) & (self.lat <= north)
        shapely.prepare(area)
        inside[inside] = shapely.contains_xy(area, self.lon[inside], self.lat[inside])
        return np.asarray(inside)

    def square(self, lon: float, lat: float) -> tuple[int, int]:
        """Return the row and column of the square in which a point lies."""
        x, y = forward(np.array([[lon, lat]]))[0]
        row, column = int((self.north - y) // STEP_M), int((x - self.west) // STEP_M)
        rows, columns = self.unit.shape
        return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)

    def nearest(self, lon: float, lat: float, unit: int, reach: int = 4) -> tuple[int, int] | None:
        """Return the square of a unit that lies nearest to a point, if one is near."""
        row, column = self.square(lon, lat)
        top, left = max(row - reach, 0), max(column - reach, 0)
        window = self.unit[top : row + reach + 1, left : column + reach + 1] == unit
        rows, columns = np.nonzero(window)
        if not rows.size:
            return None
        best = int(np.argmin((rows + top - row) ** 2 + (columns + left - column) ** 2))
        return int(rows[best]) + top, int(columns[best]) + left


def reached(grid: Grid, seeds: Iterable[Seed], friction: Friction | None) -> Labels:
    """Return the label of the seed each square is reached from most easily, or :data:`NONE`."""
    named_squares: dict[tuple[int, int], int] = {}
    for seed in seeds:
        square = grid.nearest(seed.lon, seed.lat, seed.unit)
        if square is not None:
            named_squares.setdefault(square, seed.label)
    seeded = np.unique([grid.unit[square] for square in named_squares])
    fine = np.isin(grid.unit, seeded)
    node = np.full(fine.shape, NONE)
    node[fine] = np.arange(fine.sum())
    cost = np.ones(fine.shape) if friction is None else friction.at(grid.lon, grid.lat)
    starts = sorted(named_squares)
    graph = _ways(grid, node, cost)
    _, _, nearest = csgraph.dijkstra(
        graph,
        directed=False,
        indices=[node[square] for square in starts],
        min_only=True,
        return_predecessors=True,
    )
    named = np.full(int(fine.sum()) + 1, NONE)
    named[[node[square] for square in starts]] = [named_squares[square] for square in starts]
    labels = np.full(fine.shape, NONE)
    # what no way leads to, islands of a unit, has a negative number here
    labels[fine] = named[np.where(nearest < 0, NONE, nearest)]
    return _filled(labels, grid.unit, fine)


def _ways(grid: Grid, node: Labels, cost: NDArray[np.float64]) -> sparse.csr_array:
    """Return the graph of the ways from square to square inside units."""
    heads, tails, lengths = [], [], []
    for down, right in WAYS:
        here, there = shifted(node.shape, down, right)
        inside = (node[here] >= 0) & (node[there] >= 0) & (grid.unit[here] == grid.unit[there])
        heads.append(node[here][inside])
        tails.append(node[there][inside])
        lengths.append(np.hypot(down, right) * (cost[here] + cost[there])[inside] / 2)
    size = int(node.max()) + 1
    ends = (np.concatenate(heads), np.concatenate(tails))
    return sparse.csr_array((np.concatenate(lengths), ends), shape=(size, size))


def shifted(
    shape: tuple[int, ...], down: int, right: int
) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Return the windows of all squares with a neighbour in a direction, and of the neighbours."""
    rows, columns = shape
    left, away = max(-right, 0), max(right, 0)
    here = slice(0, rows - down), slice(left, columns - away)
    there = slice(down, rows), slice(left + right, columns - away + right)
    return here, there


def _filled(labels: Labels, unit: Labels, fine: NDArray[np.bool_]) -> Labels:
    """Give squares that no way leads to the label of the nearest square of their unit."""
    for index in np.unique(unit[fine & (labels == NONE)]):
        inside = unit == index
        known = inside & (labels != NONE)
        rows, columns = carried(known)
        lost = inside & ~known
        labels[lost] = labels[rows[lost], columns[lost]]
    return labels


def carried(known: NDArray[np.bool_]) -> tuple[Labels, Labels]:
    """Return for each square the row and column of the nearest known one."""
    rows, columns = ndimage.distance_transform_edt(
        ~known, return_distances=False, return_indices=True
    )
    return rows, columns


def own_ground(
    grid: Grid, labels: Labels, seeds: Sequence[Seed], radius: float
) -> NDArray[np.bool_]:
    """Give each place the squares of its unit around it (radius in squares) nearest to no other.

    ``labels`` are changed in place; return the mask of the squares given.
    """
    best = np.full(labels.shape, radius)
    given = np.full(labels.shape, NONE)
    reach = int(radius) + 1
    for seed in seeds:
        x, y = forward(np.array([[seed.lon, seed.lat]]))[0]
        row, column = (grid.north - y) / STEP_M - 0.5, (x - grid.west) / STEP_M - 0.5
        top, left = max(round(row) - reach, 0), max(round(column) - reach, 0)
        window = slice(top, round(row) + reach + 1), slice(left, round(column) + reach + 1)
        rows, columns = np.indices(best[window].shape)
        away = np.hypot(rows + top - row, columns + left - column)
        nearer = (away < best[window]) & (grid.unit[window] == seed.unit)
        best[window][nearer] = away[nearer]
        given[window][nearer] = seed.label
    labels[given != NONE] = given[given != NONE]
    return np.asarray(given != NONE)
