"""Arcs: the lines between blocks, from the sides of squares to where they end on unit lines."""

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from karamap.build.grid import BEYOND, NONE, STEP_M, Grid, Labels, carried, shifted
from karamap.core.geodesy import backward

# degrees (about 500 m): from here on a line goes straight to the line of its unit
ENDING = 0.005
PAST = 0.02  # share of its last piece by which a line is drawn past its unit's


class Arc(NamedTuple):
    """A line between two blocks of a unit, by their numbers."""

    unit: str
    line: LineString
    sides: tuple[int, int]


def traced(grid: Grid, labels: Labels, name: str) -> list[Arc]:
    """Return the lines between the blocks of a unit, drawn a little past it for smoothing."""
    inside = grid.unit == grid.units.index(name)
    rows, columns = np.nonzero(inside)
    top, left = max(rows.min() - BEYOND, 0), max(columns.min() - BEYOND, 0)
    window = slice(top, rows.max() + BEYOND + 1), slice(left, columns.max() + BEYOND + 1)
    inside = inside[window]
    nearest = carried(inside & (labels[window] != NONE))
    away = np.hypot(*(np.array(nearest) - np.indices(inside.shape)))
    label = np.where(away < BEYOND, labels[window][nearest], NONE)
    sides: dict[tuple[int, int], tuple[int, int]] = {}
    ends = []
    for down, right in ((0, 1), (1, 0)):
        here, there = (label[part] for part in shifted(label.shape, down, right))
        found = np.argwhere((here != there) & (here != NONE) & (there != NONE))
        first, last = found + np.array((down, right)), found + 1
        pairs = zip(here[tuple(found.T)].tolist(), there[tuple(found.T)].tolist(), strict=True)
        sides |= dict(zip(map(tuple, (first + last).tolist()), pairs, strict=True))
        ends.append(np.stack([first, last], axis=1))
    merged = shapely.line_merge(MultiLineString(list(np.concatenate(ends))))
    arcs = []
    for line in shapely.get_parts(merged):
        corners = shapely.get_coordinates(line)
        x = grid.west + (corners[:, 1] + left) * STEP_M
        y = grid.north - (corners[:, 0] + top) * STEP_M
        row, column = (corners[0] + corners[1]).astype(int).tolist()
        drawn = LineString(backward(np.column_stack([x, y])))
        arcs.append(Arc(name, drawn, sides[row, column]))
    return arcs


def ended(line: BaseGeometry, unit: BaseGeometry, inner: BaseGeometry) -> BaseGeometry:
    """Return what of a line lies in a unit, led the shortest way to the unit's line.

    So it meets that at no sharp angle, and where it would run beside it there is none. The ends of
    the line are junctions, or lie outside the unit; ``inner`` is what is not near the unit's line.
    """
    ends = shapely.points(shapely.get_coordinates(line)[[0, -1]])
    parts = []
    for part in shapely.get_parts(shapely.line_merge(line.intersection(inner))):
        if part.geom_type != "LineString":
            continue
        xy = shapely.get_coordinates(part)
        if shapely.distance(Point(xy[0]), ends).min() > 0:
            xy = np.vstack([_foot(xy[0], unit), xy])
        if shapely.distance(Point(xy[-1]), ends).min() > 0:
            xy = np.vstack([xy, _foot(xy[-1], unit)])
        parts.append(LineString(xy))
    return shapely.union_all(parts) if parts else LineString()


def _foot(xy: NDArray[np.float64], unit: BaseGeometry) -> NDArray[np.float64]:
    """Return a point just past the nearest point of a unit's line."""
    foot = shapely.get_coordinates(shapely.shortest_line(Point(xy), unit.boundary))[1]
    return np.asarray(foot + (foot - xy) * PAST)
