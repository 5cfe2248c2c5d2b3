"""Names on the map: places, countries, districts and water, none over another.

Names are placed one after another, the most important first; a name that finds no free place
is left out. Every box taken is kept in :attr:`Labels.placed` for the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import GeometryCollection, Point

from karamap.lang.names import both_names
from karamap.render.map import symbols
from karamap.render.map.area_labels import AreaLabels
from karamap.render.map.collisions import CollisionGrid
from karamap.render.map.pins import pins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from karamap.render.map.canvas import Anchor, Canvas
    from karamap.render.map.scene import Item, Scene

# places of a rank appear from this many style pixels a kilometre on
SHOWN_FROM = {1: 0.0, 2: 1.2, 3: 2.6, 4: 10.0}
# ranks that always have their sign and may have a second name, and those in bold
MAJOR_UP_TO, BOLD_UP_TO = 2, 1
# size of a name by rank, in style pixels, and of the second name beneath it
SIZES = {1: 19.0, 2: 17.0, 3: 13.5, 4: 12.0}
SECOND_SIZE = 0.78
LEADING = 1.12
HALO_WIDTH = 2.2
# half the width of the widest line between the sides with its casing
FRONT_HALF = 3.1
# between a sign and its name, in style pixels, and between any two names
GAP, APART = 3.0, 2.5
# the size of the name of a town that finds no room otherwise
SMALLER = 0.8
# how much worse each next side is, in style pixels of line crossed
SIDE_COST = 3.0
# by rank, the best first: how many times farther from its sign a name may stand, the share of its
# size it is set in, and whether it may lie over a front
NEAR = (1.0, 1.0, False)
LED = tuple((far, SMALLER, False) for far in (4.0, 7.0, 10.0, 14.0))
WAYS = {
    0: (NEAR,),
    1: (NEAR, (1.0, SMALLER, False), *LED, (1.0, 1.0, True), (1.8, 1.0, True)),
    2: (
        NEAR,
        (1.6, 1.0, False),
        (1.0, SMALLER, False),
        *LED,
        (1.0, SMALLER, True),
        (1.8, SMALLER, True),
    ),
}
# so far off a thin line leads from the sign to the name, whichever sign is nearest; how wide it is,
# and how clear of other signs and names
LED_FROM, LEADER_WIDTH, CLEAR = 3.0, 1.1, 0.3
# how often the major names are placed again to find room for all
TRIES = 4
# the sides a name may stand on, as steps right and up from the sign, the best first
SIDES = (
    *((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1)),
    *((1, 0.5), (1, -0.5), (-1, 0.5), (-1, -0.5)),
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A name ready to be placed: its lines with their sizes, and its outer measures."""

    lines: tuple[tuple[str, float], ...]
    bold: bool
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a name stands: its box, on which side of the sign (1 right, -1 left, 0), over what.

    ``leader`` leads from the sign to a name that stands far off.
    """

    block: _Block
    box: BaseGeometry
    side: int
    over_front: bool
    leader: BaseGeometry | None = None


class Labels:
    """Draws the signs and names of a scene; ``reserved`` boxes stay free of them.

    ``among`` is what the names keep clear of: the lines, hatches and events of the scene itself
    if not given, those of all its frames in an animation, so that names stand still.
    """

    def __init__(
        self,
        canvas: Canvas,
        scene: Scene,
        unit: float,
        reserved: Iterable[BaseGeometry],
        *,
        among: Scene | None = None,
    ) -> None:
        self._canvas, self._scene, self._unit = canvas, scene, unit
        self._among = among or scene
        self._density = scene.view.pixels_per_km / unit
        frame = scene.view.frame.inset(6 * unit).box
        self._reserved = shapely.union_all(list(reserved))
        # a film's names stand still while lines pass under them; elsewhere no halo cuts a line
        clear = (HALO_WIDTH + FRONT_HALF) * unit
        fronts = GeometryCollection() if among else _fronts(scene).buffer(clear)
        self._grid = CollisionGrid(
            frame, [self._reserved], _lines(self._among), APART * unit, fronts
        )
        self._events = [middle for _, _, middle in pins(self._among, unit)]
        # how far the mark of an event reaches
        self._mark = symbols.event_reach(scene.theme, unit)
        self.placed: list[tuple[str, BaseGeometry]] = []
        self._towns: list[Point] = []

    def draw(self) -> None:
        """Draw signs and names from the most to the least important; not the marks of events."""
        places = sorted(
            (item for item in self._scene.items.get("places", ()) if self._appears(item)),
            key=self._order,
        )
        major = [item for item in places if _rank(item) <= MAJOR_UP_TO]
        self._towns = [_point(item) for item in major]
        for item in major:
            self._grid.take(self._sign_box(item))
        for point in self._events:
            self._grid.take(point.buffer(self._mark, cap_style="square"))
        spots = self._plan(major)
        for item in major:
            self._sign(item)
        for item, spot in spots:
            self._write(item, spot)
        areas = AreaLabels(self._canvas, self._scene, self._unit, self._grid, self._among)
        with self._canvas.group("names-of-ground", "names"):
            self.placed += areas.countries()
            self.placed += areas.land()
            self.placed += areas.moved()
            self.placed += areas.along_lines()
            self.placed += areas.said()
            self.placed += areas.waters()
        for item in places[len(major) :]:
            self._minor(item)
        with self._canvas.group("names-of-districts", "names"):
            self.placed += areas.districts({words for words, _ in self.placed})

    def _order(self, item: Item) -> tuple[bool, int, str]:
        """Return the order of a place: those of recent events first, then by rank."""
        told = {key for event in self._scene.events for key in event.properties["places"]}
        return item.feature.id not in told, _rank(item), str(item.feature.id)

    def _plan(self, major: Sequence[Item]) -> list[tuple[Item, _Spot]]:
        """Return where the names of the major places stand.

        If one finds no room, all are placed again with that one first.
        """
        grid, spots, failed = self._attempt(major)
        for _ in range(TRIES):
            if not failed:
                break
            major = [*failed, *(item for item in major if item not in failed)]
            again = self._attempt(major)
            if len(again[2]) < len(failed):
                grid, spots, failed = again
        self._grid = grid
        return spots

    def _attempt(
        self, items: Sequence[Item]
    ) -> tuple[CollisionGrid, list[tuple[Item, _Spot]], list[Item]]:
        grid = self._grid.copy()
        spots: list[tuple[Item, _Spot]] = []
        failed = []
        for item in items:
            if spot := self._spot(item, grid):
                spots.append((item, spot))
            else:
                failed.append(item)
        return grid, spots, failed

    def _minor(self, item: Item) -> None:
        """Draw a lesser place only where both its sign and its name find room."""
        if self._grid.is_free(self._sign_box(item)) and (spot := self._spot(item, self._grid)):
            self._grid.take(self._sign_box(item))
            self._sign(item)
            self._write(item, spot)

    def _appears(self, item: Item) -> bool:
        inside = self._scene.view.frame.box.contains(item.shape)
        if self._reserved.intersects(self._sign_box(item)):
            return False
        return inside and self._density >= SHOWN_FROM[_rank(item)]

    def _sign_reach(self, item: Item) -> float:
        return symbols.place_reach(self._scene.theme, _kind(item), self._unit)

    def _sign_box(self, item: Item) -> BaseGeometry:
        return item.shape.buffer(self._sign_reach(item), cap_style="square")

    def _sign(self, item: Item) -> None:
        with self._canvas.group(f"place-{item.feature.id}", "feature"):
            symbols.place(self._canvas, _point(item), _kind(item), self._unit)

    def _spot(self, item: Item, grid: CollisionGrid) -> _Spot | None:
        """Take room for the name of a place at the best free side of its sign, if there is one.

        A name of two lines that finds no room is tried without its second. That of a town may
        stand a little farther off, be set smaller, or at the last lie over a front, with no halo
        to cut it.
        """
        at, size = _point(item), self._unit
        for farther, scale, over in WAYS.get(_rank(item), WAYS[0]):
            gap = farther * (self._sign_reach(item) + GAP * size)
            blocks = list(self._blocks(item, scale))
            for block in blocks[-1:] if over else blocks:
                boxes = [(_box_at(at, side, gap, block), side) for side in SIDES]
                if farther >= LED_FROM:
                    clear = [(box, side) for box, side in boxes if self._can_lead(item, box, grid)]
                else:
                    clear = [(box, side) for box, side in boxes if not self._is_ambiguous(box, at)]
                costs = [SIDE_COST * size * SIDES.index(side) for _, side in clear]
                best = grid.best([box for box, _ in clear], costs, over=over) if clear else None
                if best is not None:
                    box, side = clear[best]
                    grid.take(box)
                    leader = self._leader(item, box) if farther >= LED_FROM else None
                    if leader:
                        grid.take(leader)
                    return _Spot(block, box, side[0], over and grid.cuts_front(box), leader)
        return None

    def _leader(self, item: Item, box: BaseGeometry) -> BaseGeometry:
        """Return the line from the edge of a sign to a name that stands far off."""
        line = shapely.shortest_line(_point(item), box)
        return shapely.difference(line, self._sign_box(item).buffer(self._unit))

    def _can_lead(self, item: Item, box: BaseGeometry, grid: CollisionGrid) -> bool:
        """Tell whether a line may lead to a box: through no sign and no name."""
        # clear of its own sign, and then of others
        leader = shapely.difference(
            self._leader(item, box), self._sign_box(item).buffer(GAP * self._unit)
        )
        return not leader.is_empty and not grid.is_taken(leader, CLEAR * self._unit)

    def _is_ambiguous(self, box: BaseGeometry, at: Point) -> bool:
        """Tell whether a name would stand nearer to the sign of another town than to its own."""
        own = box.distance(at) + GAP * self._unit
        return any(sign != at and box.distance(sign) < own for sign in self._towns)

    def _blocks(self, item: Item, scale: float) -> Iterator[_Block]:
        """Yield the name of a place as it may be set, the fullest form first."""
        rank = _rank(item)
        size, bold = SIZES[rank] * scale * self._unit, rank <= BOLD_UP_TO
        first, *second = both_names(self._scene.name(item.feature))
        lines = [(first, size), *((f"({name})", size * SECOND_SIZE) for name in second)]
        widths = [self._canvas.width_of(first, size, bold=bold)]
        if second and rank <= MAJOR_UP_TO:
            wide = max(*widths, self._canvas.width_of(*lines[1]))
            yield _Block(tuple(lines), bold, wide, LEADING * (lines[0][1] + lines[1][1]))
        yield _Block(tuple(lines[:1]), bold, widths[0], LEADING * size)

    def _write(self, item: Item, spot: _Spot) -> None:
        with self._canvas.group(f"name-{item.feature.id}", "name"):
            if spot.leader:
                width = LEADER_WIDTH * self._unit
                self._canvas.line(spot.leader, self._canvas.theme.palette.ink, width)
            self._write_lines(spot)

    def _write_lines(self, spot: _Spot) -> None:
        west, _, east, top = spot.box.bounds
        by = self._canvas.theme.palette
        anchor: Anchor = ("center", "left", "right")[spot.side]
        x = ((west + east) / 2, west, east)[spot.side]
        for index, (words, size) in enumerate(spot.block.lines):
            self._canvas.write(
                words,
                x,
                top - 0.5 * LEADING * size,
                size,
                colour=by.ink if index == 0 else by.second,
                bold=spot.block.bold and index == 0,
                anchor=anchor,
                baseline="center",
                halo=0.0 if spot.over_front else HALO_WIDTH * self._unit,
            )
            wide = self._canvas.width_of(words, size, bold=spot.block.bold and index == 0)
            start = x - wide * (0.5, 0, 1)[spot.side]
            line = shapely.box(start, top - LEADING * size, start + wide, top)
            self.placed.append((words, line))
            top -= LEADING * size


def _rank(item: Item) -> int:
    return min(max(int(item.feature.properties["rank"]), 1), 4)


def _kind(item: Item) -> str:
    return str(item.feature.properties["kind"])


def _point(item: Item) -> Point:
    return Point(shapely.get_coordinates(item.shape)[0])


def _box_at(point: Point, side: tuple[int, float], gap: float, block: _Block) -> BaseGeometry:
    """Return the box of a name that stands on a side of a sign."""
    right, up = side
    slant = 0.85 if right and up else 1.0
    x = point.x + right * (gap * slant + block.width / 2)
    y = point.y + up * (gap * slant + block.height / 2)
    half, rise = block.width / 2, block.height / 2
    return shapely.box(x - half, y - rise, x + half, y + rise)


def _fronts(scene: Scene) -> BaseGeometry:
    """Return the lines between the sides, which no name may cut."""
    shown = ("line_of_contact", "front_lines_2020")
    shapes = [item.shape for layer in shown for item in scene.items.get(layer, ())]
    return shapely.simplify(shapely.union_all(shapes), 0.5)


def _lines(scene: Scene) -> BaseGeometry:
    """Return the lines that names should not cross."""
    shown = (
        "line_of_contact",
        "front_lines_2020",
        "lachin_corridor",
        "autonomous_oblast",
        "countries",
    )
    shapes = [item.shape for layer in shown for item in scene.items.get(layer, ())]
    return shapely.union_all([s.boundary if s.geom_type.endswith("Polygon") else s for s in shapes])
