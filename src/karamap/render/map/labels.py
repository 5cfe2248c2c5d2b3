"""Names on the map: places, countries, districts and water, none over another.

Names are placed one after another, the most important first; a name that finds no free place
is left out. Every box taken is kept in :attr:`Labels.placed` for the tests.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import shapely
from shapely.geometry import GeometryCollection
from shapely.geometry.base import BaseGeometry

from karamap.describe.day import LINES
from karamap.describe.place_labels import LEADING, order
from karamap.render.map import symbols
from karamap.render.map.area_labels import AreaLabels
from karamap.render.map.canvas import Anchor, Canvas
from karamap.render.map.land_label import LandLabel, LandSpot
from karamap.render.map.pins import pins
from karamap.render.map.place_spots import (
    BOLD_UP_TO,
    FRONT_COST,
    LEADER_WIDTH,
    MAJOR_UP_TO,
    PlaceSpots,
    Spot,
    kind_of,
    point_of,
    rank_of,
)
from karamap.render.map.room import CollisionGrid
from karamap.render.map.scene import Item, Scene

# places of a rank appear from this many style pixels a kilometre on
SHOWN_FROM = {1: 0.0, 2: 1.2, 3: 2.6, 4: 10.0}
HALO_WIDTH = 2.2
# half the width of the widest line between the sides with its casing
FRONT_HALF = 3.1
# between any two names, in style pixels
APART = 2.5
# how often the major names are placed again to find better room for all
TRIES = 4
# a missing name of a lesser town is as bad as a line of this many style pixels to another
MISSING_COST = 30.0
# of how many arrangements around the name of the land the best is taken
ENOUGH = 2


@dataclass(frozen=True)
class _Plan:
    """Where the names of the major places stand, that of the land if it came first, and on what.

    ``failed`` are the places whose name found no room.
    """

    grid: CollisionGrid
    spots: list[tuple[Item, Spot]]
    failed: list[Item]
    land: LandSpot | None = None

    @property
    def missing(self) -> int:
        """Return how many of the names in bold are missing."""
        return sum(rank_of(item) <= BOLD_UP_TO for item in self.failed)


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
        names_land: bool = True,
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
        self._told = {key for event in self._among.events for key in event.properties["places"]}
        self._spots = PlaceSpots(canvas, scene, unit, self._told)
        self._land = LandLabel(canvas, scene, unit) if names_land else None

    def draw(self) -> None:
        """Draw signs and names from the most to the least important; not the marks of events."""
        places = sorted(
            (item for item in self._scene.items.get("places", ()) if self._appears(item)),
            key=lambda x: order(str(x.feature.id), rank_of(x), kind_of(x), self._told),
        )
        major = [item for item in places if rank_of(item) <= MAJOR_UP_TO]
        for item in major:
            self._grid.take(self._spots.sign_box(item))
        for point in self._events:
            self._grid.take(point.buffer(self._mark, cap_style="square"))
        plan = self._plan(major)
        self._grid = plan.grid
        for item in major:
            self._sign(item)
        for item, spot in plan.spots:
            self._write(item, spot)
        areas = AreaLabels(self._canvas, self._scene, self._unit, self._grid, self._among)
        with self._canvas.group("names-of-ground", "names"):
            self.placed += areas.countries()
            self.placed += self._land.write(plan.land) if self._land and plan.land else ()
            self.placed += areas.moved()
            self.placed += areas.along_lines()
            self.placed += areas.said()
            self.placed += areas.waters()
        for item in places[len(major) :]:
            self._minor(item)
        with self._canvas.group("names-of-districts", "names"):
            self.placed += areas.districts({words for words, _ in self.placed})

    def _plan(self, major: Sequence[Item]) -> _Plan:
        """Return where the names of the major places and of the land stand.

        The land's name takes what room the towns leave; if they leave none it is placed before
        them where no name in bold is lost by it, and else beside its ground.
        """
        plan = self._arranged(major, None)
        if self._land is None:
            return plan
        land = self._land.beside(plan.grid)
        if not land:
            others = (self._arranged(major, spot) for spot in self._land.before(self._grid))
            whole = islice((each for each in others if each.missing <= plan.missing), ENOUGH)
            if best := min(whole, key=self._cost, default=None):
                return best
            land = self._land.led(plan.grid)
        if land:
            land.take(plan.grid)
        return replace(plan, land=land)

    def _arranged(self, major: Sequence[Item], land: LandSpot | None) -> _Plan:
        """Return the best of some arrangements of the major names.

        In each those come first that found no room, or none near their signs, in the one before.
        """
        best = plan = self._attempt(major, land)
        for _ in range(TRIES):
            led = [item for item, spot in plan.spots if spot.leader]
            unlucky = [*plan.failed, *led]
            if not unlucky:
                break
            major = [*unlucky, *(item for item in major if item not in unlucky)]
            plan = self._attempt(major, land)
            best = min(best, plan, key=self._cost)
        return best

    def _cost(self, plan: _Plan) -> tuple[int, float]:
        """Return how many names in bold are missing, and how far a plan is from the best else.

        That is how far lines lead to names, more across a front, and how many are missing.
        """
        leaders = [spot.leader for _, spot in plan.spots if spot.leader]
        across = FRONT_COST * int(plan.grid.cut_fronts(leaders).sum()) if leaders else 0
        lost = MISSING_COST * len(plan.failed)
        return plan.missing, sum(leader.length for leader in leaders) + (across + lost) * self._unit

    def _attempt(self, items: Iterable[Item], land: LandSpot | None) -> _Plan:
        plan = _Plan(self._grid.copy(), [], [], land)
        if land:
            land.take(plan.grid)
        for item in items:
            if spot := self._spots.take(item, plan.grid):
                plan.spots.append((item, spot))
            else:
                plan.failed.append(item)
        return plan

    def _minor(self, item: Item) -> None:
        """Draw a lesser place only where both its sign and its name find room."""
        if self._grid.is_free(self._spots.sign_box(item)) and (
            spot := self._spots.take(item, self._grid)
        ):
            self._grid.take(self._spots.sign_box(item))
            self._sign(item)
            self._write(item, spot)

    def _appears(self, item: Item) -> bool:
        inside = self._scene.view.frame.box.contains(item.shape)
        if self._reserved.intersects(self._spots.sign_box(item)):
            return False
        return inside and self._density >= SHOWN_FROM[rank_of(item)]

    def _sign(self, item: Item) -> None:
        with self._canvas.group(f"place-{item.feature.id}", "feature"):
            symbols.place(self._canvas, point_of(item), kind_of(item), self._unit)

    def _write(self, item: Item, spot: Spot) -> None:
        with self._canvas.group(f"name-{item.feature.id}", "name"):
            if spot.leader:
                width = LEADER_WIDTH * self._unit
                self._canvas.line(spot.leader, self._canvas.theme.palette.ink, width)
            self._write_lines(spot)

    def _write_lines(self, spot: Spot) -> None:
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


def _fronts(scene: Scene) -> BaseGeometry:
    """Return the lines between the sides, which no name may cut."""
    shapes = [item.shape for layer in LINES for item in scene.items.get(layer, ())]
    return shapely.simplify(shapely.union_all(shapes), 0.5)


def _lines(scene: Scene) -> BaseGeometry:
    """Return the lines that names should not cross."""
    shown = (*LINES, "lachin_corridor", "autonomous_oblast", "countries")
    shapes = [item.shape for layer in shown for item in scene.items.get(layer, ())]
    return shapely.union_all([s.boundary if s.geom_type.endswith("Polygon") else s for s in shapes])
