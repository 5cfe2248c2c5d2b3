"""The name of the land the map is about: it stands on its ground, and towns make room for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from karamap.describe.ground_labels import (
    LAND_LAYER,
    LAND_SIZES,
    NAMED_WITH,
    OVERHANGING,
    land_name,
)
from karamap.render.map.area_labels import SAID_HALO, broken, spaced
from karamap.render.map.canvas import Canvas
from karamap.render.map.place_spots import LEADER_WIDTH
from karamap.render.map.room import CollisionGrid, box_around, roomiest
from karamap.render.map.scene import Scene

# the sizes for which towns make room, and how many spots are tried in each
MADE_ROOM_FOR, SPOTS = LAND_SIZES[-2:], 3
# the share of its ground that must be in view for it to be named
LEAST_SHOWN = 0.1
# the height of a line, by its size, and how fine a grid of spots is looked at, in style pixels
LINE_HEIGHT, PITCH = 1.3, 8.0
# a name beside its ground: how far off its middle may be, in style pixels, and how deep in the
# ground the line to it begins, as a share of how deep one can be
AWAY, INSIDE = (30.0, 50.0, 75.0, 100.0, 140.0, 190.0), (0.5, 0.1)


@dataclass(frozen=True, slots=True)
class LandSpot:
    """Where the name stands: its lines in a size, their box, and a line to it from its ground."""

    lines: tuple[str, ...]
    size: float
    box: Polygon
    leader: BaseGeometry | None = None

    def take(self, grid: CollisionGrid) -> None:
        """Take its room."""
        for shape in filter(None, (self.box, self.leader)):
            grid.take(shape)


class LandLabel:
    """Finds where the name of the land may stand, and writes it."""

    def __init__(self, canvas: Canvas, scene: Scene, unit: float) -> None:
        self._canvas, self._scene, self._unit = canvas, scene, unit

    @cached_property
    def _forms(self) -> list[tuple[str, ...]]:
        if not any(layer in self._scene.items for layer in NAMED_WITH):
            return []
        if self._ground.area < LEAST_SHOWN * self._whole.area:
            return []
        name = land_name(self._scene.day, self._scene.names)
        return [tuple(spaced(line, self._scene.names) for line in form) for form in broken(name)]

    @cached_property
    def _whole(self) -> BaseGeometry:
        return self._scene.projected.union(self._scene.atlas.layers[LAND_LAYER])

    @cached_property
    def _ground(self) -> BaseGeometry:
        ground = shapely.intersection(self._whole, self._scene.view.frame.box)
        shapely.prepare(ground)
        return ground

    @cached_property
    def _centres(self) -> NDArray[np.float64]:
        return roomiest(self._ground, PITCH * self._unit)

    def beside(self, grid: CollisionGrid) -> LandSpot | None:
        """Return the best spot beside names that are placed; a small ground may be overhung."""
        for share, size, form in product((1.0, OVERHANGING), LAND_SIZES, self._forms):
            if spot := next(self._spots(grid, form, size, share), None):
                return spot
        return None

    def before(self, grid: CollisionGrid) -> Iterator[LandSpot]:
        """Yield some spots for which names not yet placed would have to make room."""
        for size, form in product(MADE_ROOM_FOR, reversed(self._forms)):
            tried: list[LandSpot] = []
            for spot in self._spots(grid, form, size, OVERHANGING):
                apart = spot.size * self._unit
                if all(spot.box.centroid.distance(other.box.centroid) > apart for other in tried):
                    tried.append(spot)
                    yield spot
                if len(tried) == SPOTS:
                    break
        if aside := self.led(grid):
            yield aside

    def _spots(
        self, grid: CollisionGrid, lines: tuple[str, ...], px: float, share: float
    ) -> Iterator[LandSpot]:
        """Yield where lines of a size may stand with a share of their width on the ground."""
        on_ground = shapely.contains(self._ground, self._boxes(lines, px, self._centres, share))
        for box in self._boxes(lines, px, self._centres[on_ground]):
            if grid.is_free(box) and (share < 1 or not grid.crossing(box)):
                yield LandSpot(lines, px, box)

    def led(self, grid: CollisionGrid) -> LandSpot | None:
        """Return the nearest spot beside the ground to which a thin line may lead from it."""
        inmost = shapely.points(self._centres[:1])
        deepest = float(shapely.distance(self._ground.boundary, inmost).sum())
        for inside, form, away in product(INSIDE, reversed(self._forms), AWAY):
            start = self._ground.buffer(-inside * deepest)
            around = self._ground.convex_hull.buffer(away * self._unit).exterior
            centres = shapely.get_coordinates(shapely.segmentize(around, 2 * PITCH * self._unit))
            boxes = self._boxes(form, MADE_ROOM_FOR[0], centres)
            leaders = shapely.shortest_line(start, boxes)
            clear = ~grid.are_taken(leaders, self._unit)
            for index in np.argsort(shapely.length(leaders), kind="stable"):
                if clear[index] and grid.is_free(boxes[index]):
                    return LandSpot(form, MADE_ROOM_FOR[0], boxes[index], leaders[index])
        return None

    def _boxes(
        self, lines: tuple[str, ...], px: float, centres: NDArray[np.float64], share: float = 1.0
    ) -> NDArray[np.object_]:
        """Return the boxes of lines of a size around points, or a share of their width."""
        size = px * self._unit
        width = max(self._canvas.width_of(line, size) for line in lines) + 0.8 * size
        high = (LINE_HEIGHT * len(lines) + 0.2) * size
        boxes: NDArray[np.object_] = box_around(centres, share * width, high)
        return boxes

    def write(self, spot: LandSpot) -> Iterator[tuple[str, BaseGeometry]]:
        """Write the name; yield each line with the box it takes."""
        size, ink = spot.size * self._unit, self._scene.theme.palette.ink
        if spot.leader:
            self._canvas.line(spot.leader, ink, LEADER_WIDTH * self._unit)
        x, middle = spot.box.centroid.x, spot.box.centroid.y
        for index, line in enumerate(spot.lines):
            y = middle + ((len(spot.lines) - 1) / 2 - index) * LINE_HEIGHT * size
            self._canvas.write(
                line,
                x,
                y,
                size,
                colour=ink,
                anchor="center",
                baseline="center",
                halo=SAID_HALO * size,
            )
            half = self._canvas.width_of(line, size) / 2
            rise = LINE_HEIGHT * size / 2
            yield line, shapely.box(x - half, y - rise, x + half, y + rise)
