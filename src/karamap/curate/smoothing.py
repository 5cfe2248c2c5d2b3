"""Smoothing: the lines of a coverage relaxed together, so that they stay a coverage.

The lines between cells are bisectors of places: true to a kilometre at best, kinked where the
nearest place changes. All lines are taken as one net of short pieces, whose points move to the
middle of their neighbours, a few times over; junctions move too, and where three lines met three
lines still meet. Points on fixed lines stay.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

# degrees (about 1.5 km): the pieces that the net is made of
PIECE = 0.015
# rounds of relaxing: each point ends as the mean of some 3 km of line on either side, the
# distance within which a line between places is not known anyway
ROUNDS = 12
# how far a point moves to the middle of its neighbours in a round
STRENGTH = 0.5
# corner-cutting passes at the end, so that no facet shows at the largest zoom
CORNER_PASSES = 2
# degrees (about 20 m): what the last thinning may leave out
THINNED = 2e-4
# degrees (about 2 km): how near to a place the net is drawn closer to what it was
REACH = 0.02


class Net:
    """Lines that meet in shared points, some of them fixed.

    Parameters
    ----------
    lines
        The boundary lines of a coverage, cut where three areas meet; longitude/latitude.
    fixed
        For each line whether it keeps its shape.
    """

    def __init__(self, lines: Sequence[BaseGeometry], fixed: Sequence[bool]) -> None:
        self._lines = lines
        self._fixed = fixed
        known: dict[tuple[float, float], int] = {}
        self._paths = [
            [known.setdefault((x, y), len(known)) for x, y in _pieces(line)] for line in lines
        ]
        self._points = np.array(list(known))
        self._loose = np.ones(len(known))
        for path, stays in zip(self._paths, fixed, strict=True):
            if stays:
                self._loose[path] = 0
        self._relaxed = self._relax()

    def _relax(self) -> NDArray[np.float64]:
        """Return where the points come to lie if nothing holds them back."""
        edges = np.array([edge for path in self._paths for edge in pairwise(path)])
        ends = np.vstack([edges, edges[:, ::-1]])
        count = np.bincount(ends[:, 0], minlength=len(self._points))
        at = self._points.copy()
        for _ in range(ROUNDS):
            total = np.zeros_like(at)
            np.add.at(total, ends[:, 0], at[ends[:, 1]])
            pull = total / count[:, None] - at
            at += STRENGTH * (self._loose > 0)[:, None] * pull
        return at

    def tighten(self, places: BaseGeometry) -> None:
        """Draw the net near some places closer to what it was: half way, then wholly."""
        near = shapely.distance(shapely.points(self._points), places) < REACH
        self._loose[near] = np.where(self._loose[near] == 1, 0.5, 0)

    def drawn(self) -> list[BaseGeometry]:
        """Return the lines, smoothed, in the order they were given."""
        at = self._points + self._loose[:, None] * (self._relaxed - self._points)
        return [
            line if stays or not self._loose[path].any() else _rounded_corners(at[path])
            for line, path, stays in zip(self._lines, self._paths, self._fixed, strict=True)
        ]


def _pieces(line: BaseGeometry) -> NDArray[np.float64]:
    return np.asarray(shapely.get_coordinates(shapely.segmentize(line, PIECE)))


def _rounded_corners(xy: NDArray[np.float64]) -> BaseGeometry:
    """Cut the corners of a line (Chaikin's scheme), its ends staying where they are."""
    for _ in range(CORNER_PASSES):
        cut = np.vstack([(0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b) for a, b in pairwise(xy)])
        xy = np.vstack([xy[0], cut[1:-1], xy[-1]])
    return LineString(xy).simplify(THINNED)
