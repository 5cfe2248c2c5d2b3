"""Lines pulled past the places that are known to lie on their other side.

Registered lines are still a kilometre off here and there, and a village beside one may fall in
the wrong district. Membership of places is known better than any line, so each such place pulls
the line past itself, smoothly, half way to the nearest place of the other side; its neighbours
hold the line back. Places whose point is sure pull from farther off, and then a longer stretch of
line, before the others.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from karamap.build import coverage
from karamap.build.base.partition import largest_share
from karamap.core import geodesy

FARTHEST_M = 5_000.0  # a place farther off is itself in doubt, however sure its point
NEAR_M = 1_600.0  # the same of a place whose point is less sure
FAR_M = 1_200.0  # a line that is to move farther moves over a longer stretch, not to fold
MARGIN_M = 300.0  # by which the line passes a place at least, and at most:
WIDEST_MARGIN_M = 500.0
WIDTH_M = 1_000.0  # how far along the line a pull is felt (standard deviation)
FAR_WIDTH_M = 2_500.0  # the same where the line is to move farther than FAR_M
REACH = 4  # widths: beyond them nothing moves
STIFFNESS = 0.03  # pulls that contradict each other are settled in between
STEP_M = 400.0
DETAIL_M = 30.0
TIED_M = 1_500.0  # nearer the outline than this lines are held ever firmer
LEAST_M = 1.0
ROUNDS = 4


class Known(NamedTuple):
    """A place and the parts of the coverage in one of which it is known to lie."""

    point: Point
    parts: tuple[str, ...]
    sure: bool = False


def pulled(parts: Mapping[str, BaseGeometry], places: Sequence[Known]) -> dict[str, BaseGeometry]:
    """Move the inner lines of a coverage so that the places lie where they are known to."""
    outline = shapely.coverage_union_all(list(parts.values())).boundary
    shapely.prepare(outline)
    seen = _seen(places)
    current = dict(parts)
    for width in (FAR_WIDTH_M, WIDTH_M):
        for _ in range(ROUNDS):
            pulls = _pulls(current, seen, width)
            if not pulls:
                break
            current = _moved(current, pulls, outline, width)
    return current


class _Seen(NamedTuple):
    """A place in the local plane, and by how much a line is to pass it."""

    point: BaseGeometry
    parts: tuple[str, ...]
    farthest_m: float
    margin_m: float


def _seen(places: Sequence[Known]) -> list[_Seen]:
    points = np.array([geodesy.to_metres(place.point) for place in places])
    found = []
    for point, place in zip(points, places, strict=True):
        others = points[[not set(other.parts) & set(place.parts) for other in places]]
        apart = shapely.distance(others, point).min(initial=np.inf)
        margin = float(np.clip(apart / 2, MARGIN_M, WIDEST_MARGIN_M))
        farthest = FARTHEST_M if place.sure else NEAR_M
        found.append(_Seen(point, place.parts, farthest, margin))
    return found


class _Pull(NamedTuple):
    """By how much the line is to move at a point of it, in metres of the local plane."""

    at: np.ndarray
    by: np.ndarray


def _pulls(parts: Mapping[str, BaseGeometry], places: Sequence[_Seen], width: float) -> list[_Pull]:
    """Return the pulls of misplaced places, and the hold of those that are right near them.

    Those felt over the greater width are the pulls by more than :data:`FAR_M`.
    """
    edges = {name: geodesy.to_metres(item) for name, item in parts.items()}
    least = FAR_M if width == FAR_WIDTH_M else 0.0
    pulls, holds = [], []
    for place in places:
        own = shapely.union_all([edges[name] for name in place.parts])
        at = shapely.get_coordinates(shapely.shortest_line(own.boundary, place.point))[0]
        away = shapely.get_coordinates(place.point)[0] - at
        distance = float(np.hypot(*away))
        if own.contains(place.point):
            if distance < MARGIN_M + width:
                holds.append(_Pull(at, np.zeros(2)))
        elif distance <= place.farthest_m and distance + place.margin_m > least:
            pulls.append(_Pull(at, away * (1 + place.margin_m / max(distance, 1.0))))
    reach = REACH * width
    near = [x for x in holds if any(np.hypot(*(x.at - pull.at)) < reach for pull in pulls)]
    return pulls + near


def _moved(
    parts: Mapping[str, BaseGeometry], pulls: list[_Pull], outline: BaseGeometry, width: float
) -> dict[str, BaseGeometry]:
    """Redraw the lines of a coverage as the pulls move them."""
    noded = shapely.union_all([item.boundary for item in parts.values()])
    arcs = shapely.get_parts(shapely.line_merge(noded.difference(outline)))
    reach = shapely.union_all([shapely.Point(pull.at).buffer(REACH * width) for pull in pulls])
    field = _field(pulls, geodesy.to_metres(outline), width)
    drawn = []
    for arc in arcs:
        plane = geodesy.to_metres(arc)
        near = plane.intersects(reach)
        fine = shapely.segmentize(plane, STEP_M) if near else plane
        moved = shapely.transform(fine, field).simplify(DETAIL_M)
        drawn.append(geodesy.to_degrees(moved) if near else arc)
    whole = shapely.coverage_union_all(list(parts.values()))
    inside = [
        face
        for face in coverage.faces([outline, *drawn])
        if whole.contains(face.representative_point())
    ]
    return coverage.dissolve(inside, lambda face: largest_share(face, parts))


def _field(
    pulls: list[_Pull], outline: BaseGeometry, width: float
) -> Callable[[np.ndarray], np.ndarray]:
    """Return the function that moves points: as pulled where pulled, less and less around."""
    at, by = np.array([pull.at for pull in pulls]), np.array([pull.by for pull in pulls])
    weights = np.linalg.solve(_felt(at, at, width) + STIFFNESS * np.eye(len(at)), by)
    shapely.prepare(outline)

    def move(xy: np.ndarray) -> np.ndarray:
        freedom = np.clip(shapely.distance(outline, shapely.points(xy)) / TIED_M, 0, 1)
        shift = freedom[:, None] * (_felt(xy, at, width) @ weights)
        shift[np.hypot(*shift.T) < LEAST_M] = 0
        return np.asarray(xy + shift)

    return move


def _felt(xy: np.ndarray, at: np.ndarray, width: float) -> np.ndarray:
    """Return how much of each pull is felt at each point."""
    squared = ((xy[:, None, :] - at[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(np.exp(-squared / (2 * width**2)))
