"""Where the name of a place may stand: beside its sign, or led to by a thin line."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from karamap.describe.place_labels import LEADING, SIDES, Side, middle
from karamap.lang.names import both_names
from karamap.render.map import symbols
from karamap.render.map.canvas import Canvas
from karamap.render.map.room import CollisionGrid
from karamap.render.map.scene import Item, Scene

# ranks that always have their sign and may have a second name, and those in bold
MAJOR_UP_TO, BOLD_UP_TO = 2, 1
# size of a name by rank, in style pixels (none is set smaller than the least), and how much smaller
# the second name beneath it is
SIZES = {1: 19.0, 2: 17.0, 3: 13.5, 4: 12.0}
SECOND_SIZE = 0.78
# between a sign and its name, in style pixels
GAP = 3.0
# the size of the name of a town that finds no room otherwise
SMALLER = 0.8
# how much worse each next side is, in style pixels of line crossed
SIDE_COST = 3.0
# and how much worse a place is to which a line leads across a front
FRONT_COST = 60.0
# by rank, the best first: how many times farther from its sign a name may stand, the share of its
# size it is set in, and whether it may lie over a front
NEAR = (1.0, 1.0, False)
LED = tuple((far, SMALLER, False) for far in (4.0, 7.0, 10.0, 14.0))
WAYS = {
    0: (NEAR,),
    1: (NEAR, (1.0, SMALLER, False), *LED, (1.0, 1.0, True), (1.8, 1.0, True)),
    2: (NEAR, (1.6, 1.0, False), (1.0, SMALLER, False), (1.6, SMALLER, False)),
}
# lines lead to the names of towns that the day is about, and to those in bold; others stand where
# they belong or, at the last, over a front
LED_TO = (*WAYS[2], *LED)
AT_LAST = ((1.0, SMALLER, True), (1.8, SMALLER, True))
# from so many style pixels a kilometre on
OVER_FROM = 2.2
# so far off a thin line leads from the sign to the name, whichever sign is nearest; how wide it is,
# and how clear of other signs and names
LED_FROM, LEADER_WIDTH, CLEAR = 3.0, 1.1, 0.3


@dataclass(frozen=True, slots=True)
class Block:
    """A name ready to be placed: its lines with their sizes, and its outer measures."""

    lines: tuple[tuple[str, float], ...]
    bold: bool
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands: its box, on which side of the sign (1 right, -1 left, 0), over what.

    ``leader`` leads from the sign to a name that stands far off.
    """

    block: Block
    box: BaseGeometry
    side: int
    over_front: bool
    leader: BaseGeometry | None = None


class PlaceSpots:
    """Finds where names may stand, and how far signs reach; ``told`` are the events' places."""

    def __init__(self, canvas: Canvas, scene: Scene, unit: float, told: Collection[str]) -> None:
        self._canvas, self._scene, self._unit, self._told = canvas, scene, unit, told
        self._density = scene.view.pixels_per_km / unit
        places = scene.items.get("places", ())
        self._towns = np.array([point_of(x) for x in places if rank_of(x) <= MAJOR_UP_TO], object)

    def sign_box(self, item: Item) -> BaseGeometry:
        """Return the box of the sign of a place."""
        return item.shape.buffer(self._sign_reach(item), cap_style="square")

    def _sign_reach(self, item: Item) -> float:
        return symbols.place_reach(self._scene.theme, kind_of(item), self._unit)

    def take(self, item: Item, grid: CollisionGrid) -> Spot | None:
        """Take room for the name of a place at the best free side of its sign, if there is one.

        A name of two lines that finds no room is tried without its second. That of a town may
        stand a little farther off, be set smaller, or at the last lie over a front, with no halo
        to cut it.
        """
        for farther, scale, over in self._ways(item):
            gap = farther * (self._sign_reach(item) + GAP * self._unit)
            blocks = list(self._blocks(item, scale))
            for block in blocks[-1:] if over else blocks:
                spot = self._best(item, block, gap, grid, led=farther >= LED_FROM, over=over)
                if spot:
                    grid.take(spot.box)
                    if spot.leader:
                        grid.take(spot.leader)
                    return spot
        return None

    def _ways(self, item: Item) -> tuple[tuple[float, float, bool], ...]:
        rank = rank_of(item)
        if rank != MAJOR_UP_TO:
            return WAYS.get(rank, WAYS[0])
        ways = LED_TO if item.feature.id in self._told else WAYS[rank]
        return (*ways, *AT_LAST) if self._density >= OVER_FROM else ways

    def _best(
        self, item: Item, block: Block, gap: float, grid: CollisionGrid, *, led: bool, over: bool
    ) -> Spot | None:
        """Return the best place for a block so far from its sign, if any side has room."""
        at = point_of(item)
        boxes = np.array([_box_at(at, side, gap, block) for side in SIDES])
        costs: NDArray[np.floating] = SIDE_COST * self._unit * np.arange(len(SIDES))
        leaders: NDArray[np.object_] | None = None
        if led:
            edge = self.sign_box(item).buffer(self._unit)
            leaders = shapely.difference(shapely.shortest_line(at, boxes), edge)
            clear = self._may_lead(item, leaders, grid)
            costs = costs + FRONT_COST * self._unit * grid.cut_fronts(leaders)
        else:
            clear = self._are_plain(boxes, at)
        found = np.flatnonzero(clear)
        best = grid.best(boxes[found], costs[found], over=over) if found.size else None
        if best is None:
            return None
        index = int(found[best])
        box, leader = boxes[index], None if leaders is None else leaders[index]
        return Spot(block, box, SIDES[index][0], over and bool(grid.cut_fronts([box])[0]), leader)

    def _may_lead(
        self, item: Item, leaders: NDArray[np.object_], grid: CollisionGrid
    ) -> NDArray[np.bool_]:
        """Tell of lines whether they lead through no sign and no name."""
        # clear of its own sign, and then of others
        beyond = shapely.difference(leaders, self.sign_box(item).buffer(GAP * self._unit))
        return np.asarray(~shapely.is_empty(beyond) & ~grid.are_taken(beyond, CLEAR * self._unit))

    def _are_plain(self, boxes: NDArray[np.object_], at: Point) -> NDArray[np.bool_]:
        """Tell of boxes whether a name in them is nearer to its sign than to other towns'."""
        others = self._towns[~shapely.equals_exact(self._towns, at)]
        own = shapely.distance(at, boxes) + GAP * self._unit
        far = shapely.distance(others[:, np.newaxis], boxes) >= own
        return np.asarray(far.all(axis=0))

    def _blocks(self, item: Item, scale: float) -> Iterator[Block]:
        """Yield the name of a place as it may be set, the fullest form first."""
        rank = rank_of(item)
        size, bold = SIZES[rank] * scale * self._unit, rank <= BOLD_UP_TO
        first, *second = both_names(self._scene.name(item.feature))
        small = max(SECOND_SIZE * size, min(SIZES.values()) * self._unit)
        lines = [(first, size), *((f"({name})", small) for name in second)]
        widths = [self._canvas.width_of(first, size, bold=bold)]
        if second and rank <= MAJOR_UP_TO:
            wide = max(*widths, self._canvas.width_of(*lines[1]))
            yield Block(tuple(lines), bold, wide, LEADING * (lines[0][1] + lines[1][1]))
        yield Block(tuple(lines[:1]), bold, widths[0], LEADING * size)


def rank_of(item: Item) -> int:
    """Return the rank of a place, 1 to 4."""
    return min(max(int(item.feature.properties["rank"]), 1), 4)


def kind_of(item: Item) -> str:
    """Return which sign a place has."""
    return str(item.feature.properties["kind"])


def point_of(item: Item) -> Point:
    """Return where a place lies on the sheet."""
    return Point(shapely.get_coordinates(item.shape)[0])


def _box_at(point: Point, side: Side, gap: float, block: Block) -> BaseGeometry:
    """Return the box of a name that stands on a side of a sign."""
    right, up = middle(side, gap, block.width, block.height)
    x, y, half, rise = point.x + right, point.y + up, block.width / 2, block.height / 2
    return shapely.box(x - half, y - rise, x + half, y + rise)
