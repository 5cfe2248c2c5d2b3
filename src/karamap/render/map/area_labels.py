"""The quiet names of an atlas: countries and districts in spaced capitals, water in italics."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from karamap.describe.ground_labels import ground_labels
from karamap.render.map.canvas import Canvas
from karamap.render.map.room import CollisionGrid, beside, box_around, roomiest, stretches
from karamap.render.map.scene import Item, Scene

COUNTRY_SIZE, DISTRICT_SIZE, LAKE_SIZE, RIVER_SIZE = 24.0, 12.0, 15.0, 13.0
# what is said on ground, who left, and the day of a front
SAID_SIZE, MOVED_SIZE, FRONT_SIZE = 13.5, 14.0, 12.5
# how wide the halo is beside the size of the letters: of a quiet name, of words over hatches
QUIET_HALO, SAID_HALO = 0.07, 0.2
# an autonomous republic is named smaller than a country
SMALLER = 0.7
# the height of a line of a spaced name, by its size
LINE_HEIGHT, SAID_HEIGHT = 1.5, 1.2
# what stands between the letters and the words of a spaced name; readers of SVG join mere spaces
LETTER_GAP, WORD_GAP = "\u200a\u200a", "\u00a0\u00a0\u00a0"
# names of land are tried on a grid of this pitch, in style pixels
GRID = 18.0
# a river's name needs a stretch that strays from a straight line by no more than this
STRAIGHT = 9.0

Placed = Iterator[tuple[str, BaseGeometry]]


@dataclass(frozen=True, slots=True)
class _Letters:
    """How a name of ground is set: upright ones are spaced capitals."""

    size: float
    colour: str
    halo: float = QUIET_HALO
    italic: bool = False
    bold: bool = False
    over_hatch: bool = False

    @property
    def leading(self) -> float:
        """The height of a line, by the size."""
        return SAID_HEIGHT if self.italic else LINE_HEIGHT


class AreaLabels:
    """Writes names that fill the ground, clear of the lines and hatches of ``among``."""

    def __init__(
        self, canvas: Canvas, scene: Scene, unit: float, grid: CollisionGrid, among: Scene
    ) -> None:
        self._canvas, self._scene, self._unit, self._grid = canvas, scene, unit, grid
        self._by = scene.theme.palette
        self._frame = scene.view.frame.box
        self._among = among
        self._hatched = among.hatched

    def countries(self) -> Placed:
        """Name the countries and Nakhchivan, each where it has most room in view."""
        subject = self._subject()
        for item in self._scene.items["countries"]:
            part = item.feature.properties["part"]
            if part == "exclave":
                continue
            size = COUNTRY_SIZE * (1 if part == "main" else SMALLER) * self._unit
            look = _Letters(size, self._by.country_name)
            ground = shapely.difference(item.shape, subject)
            forms = _forms(self._scene.name(item.feature))
            yield from self._spread(forms, look, ground)

    def _subject(self) -> BaseGeometry:
        """Return where a country's name would be in the way: on the map's subject, and on water."""
        held = [
            item.shape
            for item in self._among.items.get("control", ())
            if item.feature.properties["controller"] != "azerbaijan"
        ]
        districts = [
            item.shape
            for item in self._among.items.get("districts", ())
            if item.feature.properties["group"] != "neighbour"
        ]
        others = [
            item.shape
            for name in ("lakes", "autonomous_oblast")
            for item in self._among.items.get(name, ())
        ]
        return shapely.union_all([*held, *districts, *others])

    def districts(self, named: Container[str]) -> Placed:
        """Name the districts where room is left over, unless their town already says it."""
        for item in self._scene.items.get("districts", ()):
            name, _, _ = self._scene.name(item.feature).partition(" (")
            if name not in named:
                look = _Letters(DISTRICT_SIZE * self._unit, self._by.district_name)
                yield from self._spread([(name,)], look, item.shape)

    def said(self) -> Placed:
        """Write on large enough ground who holds it, and how it changed hands."""
        there = (
            (item.key, item.feature)
            for layer in ("control", "peacekeeping_zone")
            for item in self._scene.items.get(layer, ())
        )
        size = SAID_SIZE * self._unit
        look = _Letters(size, self._by.ink, SAID_HALO, italic=True, over_hatch=True)
        for label in ground_labels(there, self._scene.day, self._scene.language):
            ground = self._scene.projected.union(label.features)
            if self._scene.compared:
                # what was so on the earlier day is said where it still is
                ground = shapely.difference(ground, self._scene.moved)
            yield from self._spread(broken(label.words), look, ground)

    def moved(self) -> Placed:
        """Write on the arrows of people who they were and how many, or close beside."""
        size = MOVED_SIZE * self._unit
        look = _Letters(size, self._by.ink, SAID_HALO, bold=True)
        for item in self._scene.items.get("people_moved", ()):
            words = self._scene.name(item.feature)
            shape = shapely.intersection(item.shape, self._frame)
            for reach in (0, size, 2 * size):
                ground = shape.buffer(reach) if reach else shape
                spots = roomiest(ground, GRID * self._unit / 3)
                if found := list(self._at_first(words, look, spots)):
                    yield from found
                    break

    def along_lines(self) -> Placed:
        """Name roads, and the fronts by day by their day, near the middle of the longest part."""
        look = _Letters(FRONT_SIZE * self._unit, self._by.ink, SAID_HALO)
        named = (self._scene.items.get(layer, ()) for layer in ("fronts_by_day", "roads"))
        for item in chain.from_iterable(named):
            words = self._scene.name(item.feature, self._scene.language)
            seen = shapely.get_parts(shapely.intersection(item.shape, self._frame))
            longest = max(seen, key=shapely.length)
            # from the middle outwards
            shares = sorted(np.linspace(0.05, 0.95, 37), key=lambda share: abs(share - 0.5))
            spots = shapely.get_coordinates(
                shapely.line_interpolate_point(longest, shares, normalized=True)
            )
            yield from self._at_first(words, look, spots)

    def _at_first(
        self,
        words: str,
        look: _Letters,
        spots: Iterable[NDArray[np.float64]],
        ground: BaseGeometry | None = None,
    ) -> Placed:
        """Write words at the first spot with room for them, most of it on their ground, if any."""
        width = self._canvas.width_of(words, look.size, bold=look.bold, italic=look.italic)
        for at in spots:
            box = box_around(at, width, SAID_HEIGHT * look.size)
            mostly = ground is None or shapely.intersection(box, ground).area > 0.6 * box.area
            if mostly and self._grid.is_free(box):
                self._grid.take(box)
                yield self._write(words, at, look, box)
                return

    def _spread(
        self, forms: Iterable[tuple[str, ...]], look: _Letters, ground: BaseGeometry
    ) -> Placed:
        """Write a name, in lines, in the first of its forms for which the ground has room."""
        ground = shapely.intersection(ground, self._frame)
        centres = roomiest(ground, GRID * self._unit)
        shapely.prepare(ground)
        size, leading = look.size, look.leading * look.size
        for form in forms:
            lines = [line if look.italic else spaced(line, self._scene.names) for line in form]
            width = max(self._canvas.width_of(line, size, italic=look.italic) for line in lines)
            for centre in centres:
                box = box_around(centre, width + 0.8 * size, leading * len(lines) + 0.2 * size)
                if ground.contains(box) and self._is_calm(box, over_hatch=look.over_hatch):
                    self._grid.take(box)
                    for index, line in enumerate(lines):
                        up = (len(lines) - 1) / 2 - index
                        at = centre + np.array([0, up * leading])
                        yield self._write(line, at, look, box_around(at, width, leading))
                    return

    def _is_calm(self, box: BaseGeometry, *, over_hatch: bool = False) -> bool:
        """Tell whether a name may stand in a box: free, across no line, on no hatch."""
        disturbed = not over_hatch and shapely.intersects(self._hatched, box)
        return self._grid.is_free(box) and not disturbed and not self._grid.crossing(box)

    def waters(self) -> Placed:
        """Name lakes large enough to carry their name, and rivers along their course."""
        for item in self._scene.items["lakes"]:
            ground = shapely.intersection(item.shape, self._frame)
            look = _Letters(LAKE_SIZE * self._unit, self._by.water_name, italic=True)
            spots = roomiest(ground, GRID * self._unit / 2)
            yield from self._at_first(self._scene.name(item.feature), look, spots, ground)
        for item in self._scene.items["rivers"]:
            yield from self._river(item)

    def _river(self, item: Item) -> Placed:
        size = RIVER_SIZE * self._unit
        words = self._scene.name(item.feature)
        width = self._canvas.width_of(words, size, italic=True)
        course = shapely.line_merge(shapely.intersection(item.shape, self._frame))
        for start, end, stray in stretches(course, 1.15 * width, 12 * self._unit):
            if stray > STRAIGHT * self._unit:
                return
            centre, angle = beside(start, end, 0.75 * size + stray / 2)
            box = affinity.rotate(box_around(centre, width, 1.1 * size), angle)
            if self._is_calm(box):
                self._grid.take(box)
                look = _Letters(size, self._by.water_name, italic=True)
                yield self._write(words, centre, look, box, angle)
                return

    def _write(
        self,
        words: str,
        centre: NDArray[np.float64],
        look: _Letters,
        box: BaseGeometry,
        angle: float = 0.0,
    ) -> tuple[str, BaseGeometry]:
        x, y = centre
        self._canvas.write(
            words,
            x,
            y,
            look.size,
            colour=look.colour,
            bold=look.bold,
            italic=look.italic,
            angle=angle,
            anchor="center",
            baseline="center",
            halo=look.halo * look.size,
        )
        return words, box


def _forms(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the lines a country's name may be set in, the best first.

    What stands in brackets, a union the country was part of, has a line to itself, or is left
    out where there is no room for it.
    """
    first, _, bracket = name.partition(" (")
    if bracket:
        yield first, f"({bracket}"
    yield from broken(first)


def broken(name: str) -> Iterator[tuple[str, ...]]:
    """Yield a name in one line, and in two where it has a space or a hyphen to break it at."""
    yield (name,)
    at = [match.end() for match in re.finditer(r"[ -](?=.)", name)]
    if at:
        # where the longer line is shortest
        best = min(at, key=lambda index: max(index, len(name) - index))
        yield name[:best].rstrip(), name[best:]


def spaced(name: str, language: str) -> str:
    """Return a name in capitals with air between its letters."""
    if language == "az":
        # the i keeps its dot as a capital
        name = name.replace("i", "İ")
    # the Armenian ligature has no capital of its own
    capitals = name.replace("և", "եվ").upper()
    return WORD_GAP.join(LETTER_GAP.join(word) for word in capitals.split())
