"""Rivers traced down the elevation model, and the crest that parts the Tartar from the north."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from shapely import LineString
from shapely.ops import substring

from karamap.build.base.terrain import Cell, Drainage
from karamap.build.smoothing import quartered
from karamap.core import geodesy
from karamap.core.geojson import Feature, feature
from karamap.evidence.geography import BaseLine, BasePoint, LonLat
from karamap.evidence.tables import rows

SOURCE_CELLS = 60  # a river is drawn from where it gathers about 40 km2
SEARCH = 4  # cells round a named point in which the river itself is looked for
DETAIL_M = 120.0
SMOOTHINGS = 2


class Course(NamedTuple):
    """What is known of a line to trace: the points of ``base_points.csv``, by their role.

    The elevation model is flat and full of canals in the plain, so there the ``plain`` points,
    towns on the river, give the course: true to a few kilometres only.
    """

    line: BaseLine
    points: Mapping[str, Sequence[LonLat]]

    @classmethod
    def all(cls, evidence: Path, kind: str) -> list[Course]:
        """Read the lines of a kind, each with its points."""
        points: dict[str, dict[str, list[LonLat]]] = defaultdict(lambda: defaultdict(list))
        for point in rows(evidence, BasePoint):
            points[point.line_id][point.role].append(point.at)
        return [
            cls(line, points[line.id]) for line in rows(evidence, BaseLine) if line.kind == kind
        ]


def rivers(
    evidence: Path, drainage: Drainage, countries: Sequence[Feature], lakes: Sequence[Feature]
) -> list[Feature]:
    """Return the rivers outside the lakes, traced in the mountains and drawn in the plain."""
    water = shapely.union_all([item.geometry for item in lakes])
    return [
        feature(
            _drawn_course(river.points, drainage, countries).difference(water),
            id=river.line.id,
            rank=river.line.rank,
            **river.line.names.properties(),
        )
        for river in Course.all(evidence, "river")
    ]


def _drawn_course(
    points: Mapping[str, Sequence[LonLat]], drainage: Drainage, countries: Sequence[Feature]
) -> LineString:
    if "border" in points:
        border = _between(_border_river(countries), *points["border"])
        return LineString(
            [*border.coords, *drawn([border.coords[-1], *points["plain"]]).coords[1:]]
        )
    cells = _trace(drainage, points["through"][0], points["until"][0])
    return drawn([*(drainage.elevation.centre(cell) for cell in cells), *points["plain"]])


def _trace(drainage: Drainage, through: LonLat, until: LonLat) -> list[Cell]:
    """Follow a river from its source past ``through`` to the cell nearest ``until``."""
    here = drainage.largest_near(drainage.elevation.cell(*through), SEARCH)
    source = here
    while drainage.gathered[source] > SOURCE_CELLS:
        source = max(drainage.feeders(source), key=lambda cell: int(drainage.gathered[cell]))
    path = drainage.path(source)
    end = drainage.elevation.cell(*until)
    nearest = min(path, key=lambda cell: (cell[0] - end[0]) ** 2 + (cell[1] - end[1]) ** 2)
    return path[: path.index(nearest) + 1]


def _border_river(countries: Sequence[Feature]) -> LineString:
    """Return the border along which the Aras runs, from west to east."""
    shapes = {item.id: item.geometry for item in countries}
    south = shapely.union_all([shapes[name] for name in ("turkey", "iran")])
    north = shapely.union_all([shapes[name] for name in ("armenia", "nakhchivan", "azerbaijan")])
    border = shapely.line_merge(south.boundary.intersection(north.boundary))
    longest = max(shapely.get_parts(border), key=lambda line: line.length)
    return LineString(longest.coords)


def _between(line: LineString, start: LonLat, end: LonLat) -> LineString:
    """Return the part of a line between the points nearest ``start`` and ``end``."""
    first, last = (line.project(shapely.Point(point)) for point in (start, end))
    return LineString(substring(line, first, last).coords)


def drawn(points: Iterable[Sequence[float]]) -> LineString:
    """Round the corners of a course and thin it, so that it looks drawn; its ends stay."""
    xy = geodesy.forward(np.array(list(points)))
    for _ in range(SMOOTHINGS):
        xy[1:-1] = (xy[:-2] + 2 * xy[1:-1] + xy[2:]) / 4
    for _ in range(SMOOTHINGS):  # Chaikin: each corner is cut at a quarter of its sides
        xy = np.concatenate([xy[:1], quartered(xy), xy[-1:]])
    return LineString(geodesy.to_degrees(LineString(xy).simplify(DETAIL_M)).coords)


def crest(evidence: Path, drainage: Drainage) -> Feature:
    """Return the divide between the Tartar and the rivers that run north to the Kura."""
    [course] = Course.all(evidence, "crest")
    elevation = drainage.elevation
    outlet = drainage.largest_near(elevation.cell(*course.points["outlet"][0]), SEARCH)
    ring = LineString(elevation.outline(drainage.above(outlet)).exterior.coords)
    start, end = (ring.project(shapely.Point(point)) for point in course.points["end"])
    divide = _shorter_way(ring, start, end)
    return feature(drawn(divide.coords), id=course.line.id, **course.line.names.properties())


def _shorter_way(ring: LineString, start: float, end: float) -> LineString:
    """Return the shorter of the two ways along a ring from one distance to another."""
    low, high = sorted((start, end))
    direct = substring(ring, low, high)
    if direct.length > ring.length / 2:
        tail = substring(ring, high, ring.length).coords
        direct = LineString([*tail, *substring(ring, 0, low).coords[1:]])
    return LineString(direct.coords)
