"""The shape of derived lines: where a map shows its method instead of the land.

A *derived* line is one between two holders inside a unit: drawn between places, agreed by
nobody. On every day on which control changes it is measured, in the equal-area plane: no
straight stretch and no angle that only a bisector would draw, no ground too narrow to be held,
no island that no source speaks of. What follows country borders or lines between units is
as those are, and is not measured.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Point, STRtree
from shapely.geometry.base import BaseGeometry

from karamap.core.dates import visible
from karamap.core.geodesy import to_degrees, to_metres
from karamap.core.geojson import Feature

STRAIGHT_M = 6_000.0  # a longer straight stretch is a bisector's
STRAIGHT_PLAY_M = 100.0  # what stays this near to a chord is straight
SHARPEST_DEG = 40.0
CORNER_PLAY_M = 150.0  # angles are taken after thinning to this, or rounding would hide them
NARROWEST_M = 1_000.0
# what an opening by half the width takes from a corner of 40 degrees; more is a needle
CORNER_KM2 = 0.4
LEAST_KM2 = 0.02  # a neck smaller than this is a touch of two corners
ISLAND_KM2 = 5.0
NEAR_M = 250.0  # how near to a derived line a corner of a holder's ground is one of that line
SEEN_M = 4_000.0  # ground farther from every derived line has no part in its shape
SAME_M = 500.0  # breaches of a kind nearer than this are one
KINDS = ("straight", "angle", "narrow", "island")


class Breach(NamedTuple):
    """A place where a line breaks a rule of shape."""

    kind: str
    lon: float
    lat: float
    figure: float
    holders: str
    block: str


def breaches(control: Sequence[Feature], places: Sequence[Feature]) -> dict[Breach, list[date]]:
    """Return where derived lines break the rules of shape, with the days on which they do."""
    ground = Ground(control, places)
    found: dict[Breach, list[date]] = defaultdict(list)
    for day in days_of(control):
        for breach in ground.on(day):
            found[_known(breach, found)].append(day)
    return dict(found)


def _known(breach: Breach, found: Iterable[Breach]) -> Breach:
    """Return the breach of another day that this one is, or itself."""
    for other in found:
        same = (other.kind, other.holders) == (breach.kind, breach.holders)
        if same and apart_m(other, breach.lon, breach.lat) < SAME_M:
            return other
    return breach


def apart_m(breach: Breach, lon: float, lat: float) -> float:
    """Return how far a breach lies from a point, in metres."""
    east = (breach.lon - lon) * np.cos(np.radians(lat))
    return float(np.hypot(east, breach.lat - lat) * 111_320)


def days_of(control: Iterable[Feature]) -> list[date]:
    """Return the days on which control changes, in order."""
    return sorted({item.span[0] for item in control})


class Ground:
    """The blocks in metres, the lines between them, and what has been measured already."""

    def __init__(self, control: Sequence[Feature], places: Sequence[Feature]) -> None:
        self._steps: dict[str, list[tuple[date, date | None, str]]] = defaultdict(list)
        shapes: dict[str, BaseGeometry] = {}
        units: dict[str, str] = {}
        for item in control:
            given = item.properties
            shapes.setdefault(given["block"], item.geometry)
            units[given["block"]] = given["unit"]
            self._steps[given["block"]].append((*item.span, given["controller"]))
        self._names = sorted(shapes)
        self._shapes = np.array([to_metres(shapes[name]) for name in self._names], dtype=object)
        unit_of = [units[name] for name in self._names]
        # the lines between blocks of the same unit
        self._edges = [x for x in shared_lines(self._shapes) if unit_of[x[0]] == unit_of[x[1]]]
        self._tree = STRtree(self._shapes)
        self._places = [
            (to_metres(item.geometry), item.properties.get("control", [])) for item in places
        ]
        self._measured: dict[bytes, list[Breach]] = {}
        self._thin: dict[bytes, list[BaseGeometry]] = {}

    def spare(self, day: date) -> Iterator[tuple[frozenset[str], BaseGeometry]]:
        """Yield what a holder's ground is too narrow or sharp in, with the holder's blocks."""
        lines = self._lines(day)
        reach = lines.buffer(SEEN_M, quad_segs=2)
        for _, chosen, part, own in self._parts(day, lines):
            names = frozenset(self._names[i] for i in chosen)
            if part.wkb not in self._thin:
                self._thin[part.wkb] = list(_spare(part, own, reach))
            yield from ((names, thin) for thin in self._thin[part.wkb])

    def on(self, day: date) -> Iterator[Breach]:
        """Yield the breaches on a day."""
        lines = self._lines(day)
        if lines.is_empty:
            return
        yield from self._once(lines, self._straight(lines))
        reach = lines.buffer(SEEN_M, quad_segs=2)
        for holder, _, part, own in self._parts(day, lines):
            if part.area < ISLAND_KM2 * 1e6 and not self._sourced(part, holder, day):
                yield self._breach("island", part.representative_point(), part.area / 1e6, holder)
            yield from self._once(part, self._formed(part, own, reach, holder))

    def _lines(self, day: date) -> BaseGeometry:
        """Return the derived lines of a day, joined; empty if there are none."""
        held = [self._holder(name, day) for name in self._names]
        front = [line for i, j, line in self._edges if held[i] != held[j]]
        return shapely.line_merge(shapely.union_all(front))

    def _parts(
        self, day: date, lines: BaseGeometry
    ) -> Iterator[tuple[str, list[int], BaseGeometry, BaseGeometry]]:
        """Yield each ground beside a line: holder, blocks, shape, and the lines on its outline."""
        if lines.is_empty:
            return
        held = [self._holder(name, day) for name in self._names]
        for holder in sorted(set(held)):
            chosen = [i for i, each in enumerate(held) if each == holder]
            for part in shapely.get_parts(shapely.coverage_union_all(self._shapes[chosen])):
                own = lines.intersection(part.boundary)
                if own.length > 0:
                    yield holder, chosen, part, own

    def _holder(self, name: str, day: date) -> str:
        steps = self._steps[name]
        return next((who for start, end, who in steps if visible(start, end, day)), "")

    def _once(self, shape: BaseGeometry, measured: Iterator[Breach]) -> list[Breach]:
        """Return what has been measured of a shape; the first time it is, by what is given."""
        key = shape.wkb
        if key not in self._measured:
            self._measured[key] = list(measured)
        return self._measured[key]

    def _formed(
        self, part: BaseGeometry, own: BaseGeometry, reach: BaseGeometry, holder: str
    ) -> Iterator[Breach]:
        shapely.prepare(own)
        for at, degrees in corners(part, own):
            yield self._breach("angle", Point(at), degrees, holder)
        for thin, width in narrows(part.intersection(reach), own):
            yield self._breach("narrow", thin.representative_point(), width, holder)

    def _straight(self, lines: BaseGeometry) -> Iterator[Breach]:
        for middle, length in straights(lines):
            yield self._breach("straight", Point(middle), length / 1000, "line")

    def _sourced(self, part: BaseGeometry, holder: str, day: date) -> bool:
        """Tell whether a dated place in it is recorded as its holder's on the day."""
        for point, rows in self._places:
            told = [row["controller"] for row in rows if row["start_date"] <= str(day)]
            if told[-1:] == [holder] and part.covers(point):
                return True
        return False

    def _breach(self, kind: str, at: BaseGeometry, figure: float, holder: str) -> Breach:
        lon, lat = shapely.get_coordinates(to_degrees(at))[0]
        block = self._names[int(self._tree.nearest(at))]
        return Breach(kind, round(lon, 3), round(lat, 3), round(figure, 2), holder, block)


def shared_lines(
    areas: Sequence[BaseGeometry] | NDArray[np.object_],
) -> Iterator[tuple[int, int, BaseGeometry]]:
    """Yield the pairs of areas (as indices, smaller first) that share a line, with the line."""
    firsts, seconds = STRtree(areas).query(areas, predicate="intersects")
    pairs = sorted((int(i), int(j)) for i, j in zip(firsts, seconds, strict=True) if i < j)
    outlines = [area.boundary for area in areas]
    shared = shapely.intersection([outlines[i] for i, _ in pairs], [outlines[j] for _, j in pairs])
    yield from ((i, j, line) for (i, j), line in zip(pairs, shared, strict=True) if line.length)


def straights(lines: BaseGeometry) -> Iterator[tuple[NDArray[np.float64], float]]:
    """Yield the middle and length of each straight stretch that is too long, in metres."""
    for line in shapely.get_parts(lines):
        xy = shapely.get_coordinates(line.simplify(STRAIGHT_PLAY_M))
        lengths = np.hypot(*np.diff(xy, axis=0).T)
        for i in np.nonzero(lengths > STRAIGHT_M)[0]:
            yield (xy[i] + xy[i + 1]) / 2, float(lengths[i])


def corners(part: BaseGeometry, own: BaseGeometry) -> Iterator[tuple[NDArray[np.float64], float]]:
    """Yield each corner of a ground that is too sharp, with its angle, where a line is its own.

    Ground (``part``) and its own lines are in metres.
    """
    for ring in shapely.get_rings(part):
        xy = shapely.get_coordinates(ring.simplify(CORNER_PLAY_M))[:-1]
        before, after = np.roll(xy, 1, axis=0) - xy, np.roll(xy, -1, axis=0) - xy
        size = np.hypot(*before.T) * np.hypot(*after.T)
        angles = np.degrees(np.arccos(np.clip((before * after).sum(axis=1) / size, -1, 1)))
        for i in np.nonzero(angles < SHARPEST_DEG)[0]:
            arms = shapely.points([xy[i] + before[i] / 2, xy[i] + after[i] / 2])
            if shapely.distance(arms, own).min() < NEAR_M and Point(xy[i]).distance(own) < NEAR_M:
                yield xy[i], float(angles[i])


def narrows(part: BaseGeometry, own: BaseGeometry) -> Iterator[tuple[BaseGeometry, float]]:
    """Yield each needle, neck or sliver along a line of the ground's own, with its mean width.

    All is in metres, the ground (``part``) and its own lines too.
    """
    wide = _opened(part)
    bodies = shapely.get_parts(wide)
    for thin in shapely.get_parts(part.difference(wide)):
        km2 = thin.area / 1e6
        if km2 < LEAST_KM2 or own.distance(thin) > NEAR_M:
            continue
        joins = int((shapely.distance(bodies, thin) < 1).sum()) if len(bodies) else 0
        # most are corners; only of the others their edge is worth measuring
        if km2 <= CORNER_KM2 and joins == 1:
            continue
        if own.intersection(thin.buffer(1)).length > NARROWEST_M / 4:
            yield thin, 2 * thin.area / thin.length


def _spare(part: BaseGeometry, own: BaseGeometry, reach: BaseGeometry) -> Iterator[BaseGeometry]:
    near = part.intersection(reach)
    yield from (thin for thin, _ in narrows(near, own))
    for at, _ in corners(part, own):
        around = near.intersection(Point(at).buffer(2 * NARROWEST_M))
        yield from (
            thin
            for thin in shapely.get_parts(around.difference(_opened(around)))
            if thin.distance(Point(at)) < 1
        )


def _opened(part: BaseGeometry) -> BaseGeometry:
    """Return what discs as wide as ground must be reach of it."""
    half = NARROWEST_M / 2 - 10
    return part.buffer(-half, quad_segs=4).buffer(half + 5, quad_segs=4)
