"""Smoothing: the lines of a coverage relaxed together, so that they stay a coverage.

Lines along the sides of squares are stairs. All lines are taken as one net of short pieces,
whose points move to the middle of their neighbours, a few times over; junctions move too, and
where three lines met three lines still meet. Loose ends stay.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from karamap.build.bends import bent
from karamap.core.geodesy import backward, forward

Height = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]

# rounds of relaxing: each point ends as the mean of some 0.7 km of line on either side
ROUNDS = 20
# how far a point moves to the middle of its neighbours in a round
STRENGTH = 0.5
# degrees (about 40 m): what the last thinning may leave out
THINNED = 4e-4
# rounds in which lines that end on one that was bent follow it, some kilometre and a half far
FOLLOWING = 40
# degrees (about 1 km): how near to a place the net is drawn closer to what it was
REACH = 0.01


class Net:
    """Lines of short pieces that meet in their shared end points only; longitude/latitude."""

    def __init__(self, lines: Sequence[BaseGeometry]) -> None:
        known: dict[tuple[float, float], int] = {}
        self._paths = [
            [known.setdefault((x, y), len(known)) for x, y in shapely.get_coordinates(line)]
            for line in lines
        ]
        self._points = np.array(list(known)).reshape(-1, 2)
        self._loose = np.ones(len(known))
        edges = [edge for path in self._paths for edge in pairwise(path)]
        both = np.array(edges, dtype=np.int64).reshape(-1, 2)
        self._ends = np.vstack([both, both[:, ::-1]])
        self._count = np.bincount(self._ends[:, 0], minlength=len(self._points))
        self._loose[self._count == 1] = 0
        self._relaxed = self._relax()

    def _relax(self) -> NDArray[np.float64]:
        """Return where the points come to lie if nothing holds them back."""
        at = self._points.copy()
        for _ in range(ROUNDS):
            at += STRENGTH * (self._loose > 0)[:, None] * (self._around(at) - at)
        return at

    def _around(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return for each point the mean of its neighbours."""
        total = np.zeros_like(values)
        np.add.at(total, self._ends[:, 0], values[self._ends[:, 1]])
        return total / np.maximum(self._count, 1)[:, None]

    def bend(
        self, days: Iterable[Sequence[int]], places: NDArray[np.float64], height: Height | None
    ) -> None:
        """Bend what runs straight for long; lines that end on it follow.

        ``days`` has for each day the lines, by number, that part two holders; ``places`` are points
        to keep away from; all in longitude/latitude.
        """
        if not self._points.size:
            return
        at = forward(self._relaxed)

        def above(xy: NDArray[np.float64]) -> NDArray[np.float64]:
            return height(*backward(xy).T) if height else np.zeros(len(xy))

        shift = bent(at, self._paths, days, forward(places), above) - at
        bowed = np.hypot(*shift.T) > 0
        for _ in range(FOLLOWING):
            spread = np.where(bowed[:, None], shift, self._around(shift))
            shift = np.where(self._loose[:, None] > 0, spread, shift)
        self._relaxed = backward(at + shift)

    def tighten(self, places: BaseGeometry) -> None:
        """Draw the net near some places closer to what it was: half way, then wholly."""
        near = shapely.distance(shapely.points(self._points), places) < REACH
        self._loose[near] = np.where(self._loose[near] == 1, 0.5, 0)

    def drawn(self) -> list[BaseGeometry]:
        """Return the lines, smoothed, in the order they were given."""
        at = self._points + self._loose[:, None] * (self._relaxed - self._points)
        return [_rounded_corners(at[path]) for path in self._paths]


def _rounded_corners(xy: NDArray[np.float64]) -> BaseGeometry:
    """Cut the corners of a line once, so that no facet shows at the largest zoom; its ends stay."""
    return LineString(np.vstack([xy[0], quartered(xy)[1:-1], xy[-1]])).simplify(THINNED)


def quartered(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points at a quarter and three quarters of each side of a line (Chaikin)."""
    start, end = xy[:-1], xy[1:]
    cut = np.stack([0.75 * start + 0.25 * end, 0.25 * start + 0.75 * end], axis=1)
    return np.asarray(cut.reshape(-1, 2))
