"""What the elevation model tells: where water runs, and the crests that part it."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import shapely
from shapely import Polygon

from karamap.build.coverage import GRID

CELLS_PER_DEGREE = 120
NORTH_EDGE = 50.0  # latitude of the first row of the source; its first column is at longitude 0
RISE_M = 1e-3  # filled hollows slope by this much a cell toward their outlet
NEIGHBOURS = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Elevation:
    """A grid of heights in metres; ``west`` and ``north`` are the edges of its first cell."""

    heights: np.ndarray
    west: float
    north: float

    def centre(self, cell: Cell) -> tuple[float, float]:
        """Return the lon/lat of a cell's centre."""
        return (
            self.west + (cell[1] + 0.5) / CELLS_PER_DEGREE,
            self.north - (cell[0] + 0.5) / CELLS_PER_DEGREE,
        )

    def outline(self, mask: np.ndarray) -> Polygon:
        """Return the outline of the largest area that the marked cells form."""
        rows, columns = np.nonzero(mask)
        left = self.west + columns / CELLS_PER_DEGREE
        top = self.north - rows / CELLS_PER_DEGREE
        step = 1 / CELLS_PER_DEGREE
        squares = shapely.box(left, top - step, left + step, top)
        joined = shapely.get_parts(shapely.union_all(squares, grid_size=GRID))
        return Polygon(max(joined, key=lambda part: part.area).exterior)

    def cell(self, lon: float, lat: float) -> Cell:
        """Return the cell in which a point lies."""
        return (
            int((self.north - lat) * CELLS_PER_DEGREE),
            int((lon - self.west) * CELLS_PER_DEGREE),
        )


def read(source: bytes, bounds: tuple[float, float, float, float]) -> Elevation:
    """Cut the elevation model to ``bounds`` (west, south, east, north, in whole cells)."""
    west, south, east, north = bounds
    with np.load(BytesIO(source)) as archive:
        grid = archive["arr_0"]
    rows = slice(*(round((NORTH_EDGE - lat) * CELLS_PER_DEGREE) for lat in (north, south)))
    columns = slice(*(round(lon * CELLS_PER_DEGREE) for lon in (west, east)))
    return Elevation(grid[rows, columns].astype(np.float64), west, north)


@dataclass(frozen=True, slots=True)
class Drainage:
    """Where each cell drains to (flat index, -1 at an outlet), and how many cells drain there."""

    elevation: Elevation
    towards: np.ndarray
    gathered: np.ndarray

    def path(self, start: Cell) -> list[Cell]:
        """Follow the water from ``start`` down to an outlet."""
        columns = self.towards.shape[1]
        way = [start]
        while (target := int(self.towards[way[-1]])) >= 0:
            way.append(divmod(target, columns))
        return way

    def feeders(self, cell: Cell) -> list[Cell]:
        """Return the neighbours that drain into ``cell``."""
        index = cell[0] * self.towards.shape[1] + cell[1]
        return [x for x in _around(cell, self.towards.shape) if self.towards[x] == index]

    def largest_near(self, cell: Cell, reach: int) -> Cell:
        """Return the cell that gathers most within ``reach`` cells of ``cell``."""
        top, left = max(cell[0] - reach, 0), max(cell[1] - reach, 0)
        window = self.gathered[top : cell[0] + reach + 1, left : cell[1] + reach + 1]
        row, column = np.unravel_index(int(window.argmax()), window.shape)
        return (top + int(row), left + int(column))

    def above(self, outlet: Cell) -> np.ndarray:
        """Return the mask of the cells that drain through ``outlet``."""
        rows, columns = self.towards.shape
        flat = self.towards.ravel()
        order = np.argsort(self.gathered.ravel())[::-1]
        inside = np.zeros(rows * columns, dtype=bool)
        inside[outlet[0] * columns + outlet[1]] = True
        for index in order:  # downstream cells gather more, so they come first
            target = flat[index]
            if target >= 0 and inside[target]:
                inside[index] = True
        return inside.reshape(rows, columns)


def _around(cell: Cell, shape: tuple[int, ...]) -> Iterator[Cell]:
    """Yield the neighbours of a cell that are on the grid."""
    for down, right in NEIGHBOURS:
        row, column = cell[0] + down, cell[1] + right
        if 0 <= row < shape[0] and 0 <= column < shape[1]:
            yield row, column


def drainage(elevation: Elevation) -> Drainage:
    """Fill the hollows and let every cell drain to its steepest lower neighbour."""
    filled = _filled(elevation.heights)
    towards = _steepest(filled)
    return Drainage(elevation, towards, _gathered(towards, filled))


def _filled(original: np.ndarray) -> np.ndarray:
    """Raise the hollows so that all water finds the edge: a flood rising inward, lowest first."""
    heights = original.copy()
    seen = np.zeros(heights.shape, dtype=bool)
    seen[[0, -1], :] = True
    seen[:, [0, -1]] = True
    flood = [(float(heights[row, column]), row, column) for row, column in np.argwhere(seen)]
    heapq.heapify(flood)
    while flood:
        height, row, column = heapq.heappop(flood)
        for there in _around((row, column), heights.shape):
            if seen[there]:
                continue
            seen[there] = True
            heights[there] = max(heights[there], height + RISE_M)
            heapq.heappush(flood, (float(heights[there]), *there))
    return heights


def _steepest(heights: np.ndarray) -> np.ndarray:
    """Return the flat index of each cell's steepest lower neighbour; -1 on the edge."""
    rows, columns = heights.shape
    towards = np.full((rows, columns), -1, dtype=np.int64)
    inner = heights[1:-1, 1:-1]
    index = np.arange(rows * columns).reshape(rows, columns)
    best = np.zeros_like(inner)
    for down, right in NEIGHBOURS:
        window = (slice(1 + down, rows - 1 + down), slice(1 + right, columns - 1 + right))
        run = np.hypot(down, right * np.cos(np.radians(40.0)))  # cells are narrower than high
        slope = (inner - heights[window]) / run
        steeper = slope > best
        best[steeper] = slope[steeper]
        towards[1:-1, 1:-1][steeper] = index[window][steeper]
    return towards


def _gathered(towards: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """Count the cells that drain through each cell, itself included, from the top down."""
    flat = towards.ravel()
    count = np.ones(flat.size, dtype=np.int64)
    for index in np.argsort(heights.ravel(), kind="stable")[::-1]:
        if flat[index] >= 0:
            count[flat[index]] += count[index]
    return count.reshape(towards.shape)
