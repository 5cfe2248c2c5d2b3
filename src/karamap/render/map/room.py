"""Room on the map: where an area or a line has room for a name, and which boxes are taken.

All is in style pixels of the picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Shapes = Sequence[BaseGeometry] | NDArray[np.object_]


@dataclass
class CollisionGrid:
    """The free room of a map frame.

    ``avoid`` are lines that words should rather not cross, ``never`` what they must not touch;
    ``apart`` is the least distance between two words, in pixels.
    """

    frame: BaseGeometry
    taken: list[BaseGeometry]
    avoid: BaseGeometry
    apart: float
    never: BaseGeometry

    def __post_init__(self) -> None:
        """Make ready what many boxes are compared with."""
        shapely.prepare([self.frame, self.avoid, self.never])

    def copy(self) -> Self:
        """Return room that can be taken without taking it here."""
        return replace(self, taken=[*self.taken])

    def is_free(self, box: BaseGeometry) -> bool:
        """Tell whether a box lies in the frame and touches nothing that is taken."""
        return bool(self._free([box])[0])

    def _free(self, boxes: Shapes, *, over: bool = False) -> NDArray[np.bool_]:
        """Tell of each box whether it is free, of all at once: many boxes are tried."""
        inside = shapely.contains(self.frame, boxes)
        free: NDArray[np.bool_] = inside & ~self.are_taken(boxes, self.apart)
        return free if over else free & ~self.cut_fronts(boxes)

    def cut_fronts(self, shapes: Shapes) -> NDArray[np.bool_]:
        """Tell of each of some shapes whether it touches what words must not touch."""
        cut: NDArray[np.bool_] = shapely.intersects(self.never, shapes)
        return cut

    def are_taken(self, shapes: Shapes, apart: float) -> NDArray[np.bool_]:
        """Tell of each of some shapes whether it comes so near to anything that is taken."""
        near = shapely.dwithin(np.array(self.taken)[:, np.newaxis], shapes, apart)
        return np.asarray(near.any(axis=0))

    def take(self, box: BaseGeometry) -> None:
        """Mark a box as taken."""
        self.taken.append(box)

    def crossing(self, box: BaseGeometry) -> float:
        """Return the length of the lines to avoid inside a box, in pixels; as if it lay level."""
        if not shapely.intersects(self.avoid, shapely.box(*box.bounds)):
            return 0.0  # mostly so, and sooner told than measured
        return float(shapely.clip_by_rect(self.avoid, *box.bounds).length)

    def best(
        self, boxes: Shapes, costs: Sequence[float] | NDArray[np.floating], *, over: bool = False
    ) -> int | None:
        """Return the index of the cheapest free box, or None; ``over`` allows even fronts.

        ``costs`` are in pixels of line crossed, for instance 10 for a place as bad as a word
        across 10 pixels of a front.
        """
        best: tuple[float, int] | None = None
        free = [int(index) for index in np.flatnonzero(self._free(boxes, over=over))]
        for cost, index in sorted((costs[index], index) for index in free):
            if best and cost > best[0]:
                break
            tried = (cost + self.crossing(boxes[index]), index)
            best = min(best or tried, tried)
        return best[1] if best else None


def roomiest(ground: BaseGeometry, pitch: float) -> NDArray[np.float64]:
    """Return points of an area, at most 300, those farthest from its outline first."""
    if ground.is_empty:
        return np.empty((0, 2))
    west, south, east, north = ground.bounds
    grid = np.meshgrid(np.arange(west, east, pitch), np.arange(south, north, pitch))
    points = np.reshape(grid, (2, -1)).T
    points = points[shapely.contains_xy(ground, points)]
    far = shapely.distance(ground.boundary, shapely.points(points))
    chosen: NDArray[np.float64] = points[np.argsort(-far, kind="stable")[:300]]
    return chosen


def stretches(
    course: BaseGeometry, length: float, step: float
) -> list[tuple[NDArray[np.float64], NDArray[np.float64], float]]:
    """Return stretches of a course as long as a name, the straightest first.

    Each is its two ends and how far the course strays from the straight line between them.
    """
    found = []
    count = max(round(length / step), 2)
    for line in shapely.get_parts(course):
        along = np.arange(0, line.length, length / count)
        points = shapely.get_coordinates(shapely.line_interpolate_point(line, along))
        for first in range(len(points) - count):
            stretch = points[first : first + count + 1]
            found.append((stretch[0], stretch[-1], _stray(stretch)))
    return sorted(found, key=lambda stretch: stretch[2])


def _stray(points: NDArray[np.float64]) -> float:
    """Return the largest distance of points from the straight line through the outer two."""
    chord = points[-1] - points[0]
    offsets = points - points[0]
    across = chord[0] * offsets[:, 1] - chord[1] * offsets[:, 0]
    return float(np.abs(across).max() / max(np.hypot(*chord), 1e-9))


def beside(
    start: NDArray[np.float64], end: NDArray[np.float64], offset: float
) -> tuple[NDArray[np.float64], float]:
    """Return the middle of a name above a stretch, and its angle in degrees, never upside down."""
    if end[0] < start[0]:
        start, end = end, start
    along = (end - start) / np.hypot(*(end - start))
    above = np.array([-along[1], along[0]])
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    return (start + end) / 2 + offset * above, angle


def box_around(centre: NDArray[np.float64], width: float, height: float) -> Any:  # noqa: ANN401 - as many as points
    """Return the box of a name by its middle, or those by many."""
    x, y = centre.T
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
