"""Straight stretches bent: between places far apart a line is not known to be straight.

A bisector of two distant places runs straight for miles, and says more than anybody knows. Where
a line between holders would, on some day, it is bowed by less than its accuracy toward the side
that stands higher, and away from places.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

Points = np.ndarray

# metres; a stretch is straight if it keeps within PLAY_M of its chord
LONGEST_M, PLAY_M = 4_500.0, 260.0
# the longest bow, and how far it stands out
SPAN_M, BOW_M = 5_500.0, 400.0
LEAST_BOW_M = 250.0  # less is no bow, and the stretch stays
ROOM = 0.4  # share of the way to a place that a bow may take
BESIDE_M = 900.0  # where on either side the ground's height is looked up


def bent(
    at: Points,
    paths: Sequence[Sequence[int]],
    days: Iterable[Sequence[int]],
    places: Points,
    height: Callable[[Points], Points],
) -> Points:
    """Return the points of a net moved so that no line of a day runs straight for long.

    Points are in metres, ``paths`` lines as indices of them, and each of ``days`` the lines between
    holders, as indices of paths. Lines keep away from ``places``; they go where ``height`` parts
    the ground.
    """
    moved = at.copy()
    for chosen in days:
        for line in _joined([paths[i] for i in chosen]):
            _bend(moved, np.array(line), places, height)
    return moved


def _joined(paths: Sequence[Sequence[int]]) -> list[list[int]]:
    """Join the paths that meet two and two, end to end."""
    ends: dict[int, list[int]] = {}
    for i, path in enumerate(paths):
        for end in {path[0], path[-1]}:
            ends.setdefault(end, []).append(i)
    left, found = set(range(len(paths))), []
    while left:
        first = min(left)
        left.discard(first)
        line = list(paths[first])
        for _ in range(2):
            while (following := _following(line[-1], ends, left)) is not None:
                left.discard(following)
                path = list(paths[following])
                line += (path if path[0] == line[-1] else path[::-1])[1:]
            line.reverse()
        found.append(line)
    return found


def _following(end: int, ends: dict[int, list[int]], left: set[int]) -> int | None:
    """Return the one path that goes on from an end, if there is just one and it is left."""
    meeting = ends[end]
    pair = 2
    if len(meeting) != pair:
        return None
    return next((i for i in meeting if i in left), None)


def _bend(
    at: Points, line: NDArray[np.int64], places: Points, height: Callable[[Points], Points]
) -> None:
    """Bow the straight stretches of a line; ``at`` is changed."""
    for first, last in _straights(at[line]):
        length = float(np.hypot(*(at[line[last]] - at[line[first]])))
        count = int(np.ceil(length / SPAN_M))
        cuts = np.linspace(first, last, count + 1).round().astype(int)
        for start, end in pairwise(cuts.tolist()):
            part = line[start : end + 1]
            at[part] += _bow(at[part], places, height)


def _straights(xy: Points) -> list[tuple[int, int]]:
    """Return the ends (as indices) of the stretches that run straight for too long."""
    kept = shapely.get_coordinates(shapely.LineString(xy).simplify(PLAY_M))
    number = {tuple(point): i for i, point in enumerate(xy.tolist())}
    if len(number) < len(xy):  # a ring ends where it begins
        number[tuple(xy[0])] = 0
    ends = [number[tuple(point)] for point in kept.tolist()]
    if ends[-1] < ends[-2]:
        ends[-1] = len(xy) - 1
    lengths = np.hypot(*np.diff(xy[ends], axis=0).T)
    return [(ends[i], ends[i + 1]) for i in np.nonzero(lengths > LONGEST_M)[0]]


def _bow(xy: Points, places: Points, height: Callable[[Points], Points]) -> Points:
    """Return by how much to move the points of a straight stretch."""
    chord = xy[-1] - xy[0]
    length = float(np.hypot(*chord))
    if length == 0:
        return np.zeros_like(xy)
    left = np.array([-chord[1], chord[0]]) / length
    along = np.clip((xy - xy[0]) @ chord / length**2, 0, 1)
    middle = (xy[0] + xy[-1]) / 2
    away = places - middle
    beside = np.abs(away @ chord) / length < length / 2
    room = {}
    for side in (1, -1):
        distances = (away @ left)[beside] * side
        near = distances[distances > 0].min(initial=BOW_M / ROOM)
        room[side] = min(BOW_M, ROOM * float(near))
    higher = [float(height(xy + side * BESIDE_M * left).mean()) for side in (1, -1)]
    side = 1 if higher[0] >= higher[1] else -1
    if room[side] < BOW_M and room[-side] > room[side]:
        side = -side
    if room[side] < LEAST_BOW_M:
        return np.zeros_like(xy)
    swing = np.sin(np.pi * along) ** 2
    return np.asarray(room[side] * side * swing[:, None] * left)
