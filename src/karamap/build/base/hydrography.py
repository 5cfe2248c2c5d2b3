"""Rivers traced down the elevation model, and the crest that parts the Tartar from the north."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from shapely import LineString
from shapely.ops import substring

from karamap.build.base.labels import Names
from karamap.core import geodesy
from karamap.core.geojson import Feature, feature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karamap.build.base.terrain import Cell, Drainage

SOURCE_CELLS = 60  # a river is drawn from where it gathers about 40 km2
SEARCH = 4  # cells round a named point in which the river itself is looked for
DETAIL_M = 120.0
SMOOTHINGS = 2
CREST = ((45.90, 40.31), (46.73, 40.41))  # from the Armenian border to above Talish
CREST_OUTLET = (46.88, 40.34)  # the Tartar where it leaves the mountains
ARAS = ((43.66, 40.11), (47.98, 39.70))  # where the river is the border
LonLat = tuple[float, float]


class River(NamedTuple):
    """A river: where to pick up its trace, how far down it holds, and its course in the plain.

    The elevation model is flat and full of canals in the plain, so there the ``plain`` points,
    towns on the river, give the course: true to a few kilometres only.
    """

    id: str
    rank: int
    through: LonLat | None
    until: LonLat | None
    plain: tuple[LonLat, ...]
    names: Names


KURA_MOUTH = (49.36, 39.33)

RIVERS = (
    River(
        "kura",
        1,
        (46.20, 40.92),
        (47.33, 40.51),
        (
            (47.37, 40.44),
            (47.42, 40.36),
            (47.53, 40.27),
            (47.71, 40.21),
            (47.93, 40.17),
            (48.12, 40.11),
            (48.33, 40.07),
            (48.47, 40.02),
            (48.68, 39.97),
            (48.92, 39.92),
            (48.99, 39.78),
            (48.98, 39.60),
            (49.12, 39.46),
            (49.26, 39.38),
            KURA_MOUTH,
        ),
        Names("Kura", "Kür", "Կուր", "Кура"),
    ),
    River(
        "aras",
        1,
        None,
        None,
        ((47.98, 39.78), (48.07, 39.86), (48.25, 39.92), (48.38, 39.95), (48.47, 40.02)),
        Names("Aras", "Araz", "Արաքս", "Аракс"),
    ),
    River(
        "tartar",
        2,
        (46.47, 40.13),
        (46.90, 40.34),
        ((47.02, 40.355), (47.13, 40.385), (47.24, 40.42), (47.36, 40.43)),
        Names("Tartar", "Tərtər", "Թարթառ", "Тертер"),
    ),
    River(
        "hakari",
        2,
        (46.60, 39.50),
        (46.84, 39.15),
        (),
        Names("Hakari", "Həkəri", "Հակարի", "Хакари (Акера)"),
    ),
    River(
        "bargushad",
        2,
        (46.50, 39.43),
        (46.72, 39.20),
        (),
        Names("Bargushad (Vorotan)", "Bərgüşad", "Որոտան", "Баргушад (Воротан)"),
    ),
    River(
        "khachinchay",
        3,
        (46.55, 40.06),
        (46.93, 40.13),
        (),
        Names("Khachinchay", "Xaçınçay", "Խաչենագետ", "Хаченчай"),
    ),
    River(
        "gargar",
        3,
        (46.80, 39.90),
        (46.98, 39.97),
        (),
        Names("Gargar", "Qarqarçay", "Կարկառ", "Каркарчай"),
    ),
    River(
        "ganjachay",
        3,
        (46.36, 40.62),
        (46.40, 40.70),
        ((46.45, 40.78), (46.51, 40.85), (46.53, 40.90)),
        Names("Ganjachay", "Gəncəçay", "Գանձակ", "Гянджачай"),
    ),
)


def rivers(
    drainage: Drainage, countries: Sequence[Feature], lakes: Sequence[Feature]
) -> list[Feature]:
    """Return the rivers outside the lakes, traced in the mountains and drawn in the plain."""
    water = shapely.union_all([item.geometry for item in lakes])
    return [
        feature(
            _course(river, drainage, countries).difference(water),
            id=river.id,
            rank=river.rank,
            **river.names.properties(),
        )
        for river in RIVERS
    ]


def _course(river: River, drainage: Drainage, countries: Sequence[Feature]) -> LineString:
    if river.through is None or river.until is None:
        border = _border_river(countries)
        return LineString([*border.coords, *drawn([_points(border)[-1], *river.plain]).coords[1:]])
    cells = _trace(drainage, river.through, river.until)
    return drawn([*(drainage.elevation.centre(cell) for cell in cells), *river.plain])


def _trace(drainage: Drainage, through: LonLat, until: LonLat) -> list[Cell]:
    """Follow a river from its source past ``through`` to the cell nearest ``until``."""
    here = drainage.largest_near(drainage.elevation.cell(*through), SEARCH)
    source = here
    while drainage.gathered[source] > SOURCE_CELLS:
        feeders = drainage.feeders(source)
        if not feeders:
            break
        source = max(feeders, key=lambda cell: int(drainage.gathered[cell]))
    path = drainage.path(source)
    end = drainage.elevation.cell(*until)
    nearest = min(path, key=lambda cell: (cell[0] - end[0]) ** 2 + (cell[1] - end[1]) ** 2)
    return path[: path.index(nearest) + 1]


def _border_river(countries: Sequence[Feature]) -> LineString:
    """Return the Aras where it is the border, from west to east."""
    shapes = {item.id: item.geometry for item in countries}
    south = shapely.union_all([shapes[name] for name in ("turkey", "iran")])
    north = shapely.union_all([shapes[name] for name in ("armenia", "nakhchivan", "azerbaijan")])
    border = shapely.line_merge(south.boundary.intersection(north.boundary))
    longest = max(shapely.get_parts(border), key=lambda line: line.length)
    return _between(LineString(longest.coords), *ARAS)


def _between(line: LineString, start: LonLat, end: LonLat) -> LineString:
    """Return the part of a line between the points nearest ``start`` and ``end``."""
    first, last = (line.project(shapely.Point(point)) for point in (start, end))
    return LineString(substring(line, first, last).coords)


def drawn(points: Sequence[LonLat]) -> LineString:
    """Round the corners of a course and thin it, so that it looks drawn; its ends stay."""
    xy = geodesy.forward(np.array(points))
    for _ in range(SMOOTHINGS):
        xy[1:-1] = (xy[:-2] + 2 * xy[1:-1] + xy[2:]) / 4
    for _ in range(SMOOTHINGS):  # Chaikin: each corner is cut at a quarter of its sides
        cut = np.stack([0.75 * xy[:-1] + 0.25 * xy[1:], 0.25 * xy[:-1] + 0.75 * xy[1:]], axis=1)
        xy = np.concatenate([xy[:1], cut.reshape(-1, 2), xy[-1:]])
    return LineString(geodesy.to_degrees(LineString(xy).simplify(DETAIL_M)).coords)


def murovdag_crest(drainage: Drainage) -> Feature:
    """Return the divide between the Tartar and the rivers that run north to the Kura."""
    elevation = drainage.elevation
    outlet = drainage.largest_near(elevation.cell(*CREST_OUTLET), SEARCH)
    ring = LineString(elevation.outline(drainage.above(outlet)).exterior.coords)
    start, end = (ring.project(shapely.Point(point)) for point in CREST)
    divide = _shorter_way(ring, start, end)
    return feature(
        drawn(_points(divide)),
        id="crest-murovdag",
        **Names("Murovdag", "Murovdağ", "Մռավ", "Муровдаг").properties(),
    )


def _points(line: LineString) -> list[LonLat]:
    return [(x, y) for x, y in shapely.get_coordinates(line).tolist()]


def _shorter_way(ring: LineString, start: float, end: float) -> LineString:
    """Return the shorter of the two ways along a ring from one distance to another."""
    low, high = sorted((start, end))
    direct = substring(ring, low, high)
    if direct.length > ring.length / 2:
        tail = substring(ring, high, ring.length).coords
        direct = LineString([*tail, *substring(ring, 0, low).coords[1:]])
    return LineString(direct.coords)
