"""Where a picture has room for a name: in an area, along a line, and the box it takes.

All is in style pixels of the picture.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry


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
