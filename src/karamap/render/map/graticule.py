"""What a map is read by: graticule, scale bar, neat line and locator."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPoint
from shapely.geometry.base import BaseGeometry

from karamap.lang.formats import short_number
from karamap.lang.messages import text
from karamap.lang.names import both_names
from karamap.render.map.canvas import Canvas
from karamap.render.map.projection import Frame, View, data_bounds
from karamap.render.map.scene import Scene

GRATICULE_WIDTH, GRATICULE_OPACITY = 0.7, 0.25
DEGREE_SIZE = 12.0
NEAT_LINE = 1.6
# lengths a scale bar may have, in km, and how much of the map's width it may take
BAR_LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200)
BAR_SHARE = 0.22
BAR_HEIGHT, BAR_SIZE = 6.0, 14.0
# how far up the scale bar and its figures reach in the frame, in style pixels
BAR_ROOM = 66.0
LOCATOR_HEIGHT = 170.0
# what the locator leaves out along the edge of the geography, in degrees, to fill its frame
EDGE = 0.12
LOCATOR_SIZE = 11.0


def graticule(canvas: Canvas, view: View, unit: float) -> None:
    """Draw the whole degrees, and write their figures outside the frame, left and below."""
    frame, size, by = view.frame, DEGREE_SIZE * unit, canvas.theme.palette
    around = _around(view)
    (west, south), (east, north) = around.min(axis=0), around.max(axis=0)

    def crossings(points: Sequence[tuple[float, float]], edge: LineString) -> NDArray[np.float64]:
        """Draw a line of the graticule; return where it meets an edge of the frame."""
        line, width = _path(view, points), GRATICULE_WIDTH * unit
        canvas.line(line, by.ink, width, opacity=GRATICULE_OPACITY, within=frame.box)
        return shapely.get_coordinates(line.intersection(edge))

    foot = LineString([(frame.left, frame.bottom), (frame.right, frame.bottom)])
    for lon in range(int(west), int(east) + 1):
        for x, y in crossings([(lon, lat) for lat in np.linspace(south - 1, north + 1, 40)], foot):
            at = (x, y - 8 * unit)
            canvas.write(f"{lon}° E", *at, size, colour=by.muted, anchor="center", baseline="top")
    side = LineString([(frame.left, frame.bottom), (frame.left, frame.top)])
    for lat in range(int(south), int(north) + 1):
        for x, y in crossings([(lon, lat) for lon in np.linspace(west - 1, east + 1, 40)], side):
            at = (x - 8 * unit, y)
            canvas.write(f"{lat}° N", *at, size, colour=by.muted, anchor="center", angle=90)


def neat_line(canvas: Canvas, frame: Frame, unit: float) -> None:
    """Draw the line around the map."""
    canvas.line(frame.box, canvas.theme.palette.ink, NEAT_LINE * unit)


def scale_bar(
    canvas: Canvas, view: View, unit: float, language: str, *, at_right: bool = False
) -> BaseGeometry:
    """Draw a scale bar, true in the middle of the map; return the room it takes."""
    longest = BAR_SHARE * view.frame.width / view.pixels_per_km
    km = max(length for length in BAR_LENGTHS if length <= max(longest, BAR_LENGTHS[0]))
    length, height = km * view.pixels_per_km, BAR_HEIGHT * unit
    by = canvas.theme.palette
    left, bottom = view.frame.left + 26 * unit, view.frame.bottom + 24 * unit
    if at_right:
        left = view.frame.right - 26 * unit - length
    whole = shapely.box(left, bottom, left + length, bottom + height)
    canvas.line(whole, by.halo, 5 * unit)
    canvas.area(whole, by.halo)
    canvas.area(shapely.box(left, bottom, left + length / 2, bottom + height), by.ink)
    canvas.line(whole, by.ink, 1.1 * unit)
    room = [whole]
    middle, last = short_number(km / 2, language), f"{km} {text('scale.km', language)}"
    figures = [(0.0, "0"), (length, last)]
    # the figure in the middle gives way to that at the end where the bar is short
    wide = canvas.width_of(middle, BAR_SIZE * unit) + canvas.width_of(last, BAR_SIZE * unit)
    if length > wide + BAR_SIZE * unit:
        figures.append((length / 2, middle))
    for along, words in figures:
        written = canvas.write(
            words,
            left + along,
            bottom + height + 7 * unit,
            BAR_SIZE * unit,
            anchor="center",
            halo=2.2 * unit,
        )
        room.append(canvas.extent(written))
    return shapely.box(*shapely.total_bounds(room)).buffer(6 * unit, join_style="mitre")


@dataclass(frozen=True)
class Locator:
    """A small map of the whole of the base geography with the frame of the large one."""

    scene: Scene

    def height(self, canvas: Canvas, width: float, unit: float) -> float:  # noqa: ARG002
        """Return its height."""
        return LOCATOR_HEIGHT * unit

    def draw(self, canvas: Canvas, left: float, top: float, width: float, unit: float) -> None:
        """Draw it at the left of the column."""
        by = canvas.theme.palette
        atlas, day = self.scene.atlas, self.scene.day
        west, south, east, north = data = data_bounds(atlas)
        # a degree of longitude is shorter than one of latitude
        shape = (east - west) * np.cos(np.radians((south + north) / 2)) / (north - south)
        high = LOCATOR_HEIGHT * unit
        frame = Frame(left, top - high, left + min(high * shape, width), top)
        inner = (west + EDGE, south + EDGE, east - EDGE, north - EDGE)
        view = View.fit(frame, inner, data)
        canvas.area(frame.box, by.land)
        for item in atlas.features("countries", day):
            own = item.properties["iso"] == "AZ"
            land = view.to_sheet(item.geometry)
            canvas.area(land, by.own_land if own else by.land, within=frame.box)
            canvas.line(land, by.edge, 0.8 * unit, within=frame.box)
        for item in atlas.features("lakes", day):
            canvas.area(view.to_sheet(item.geometry), by.water, within=frame.box)
        self._cities(canvas, view, unit)
        canvas.line(_path(view, _around(self.scene.view)), by.front, 1.8 * unit, within=frame.box)
        canvas.line(frame.box, by.ink, unit)

    def _cities(self, canvas: Canvas, view: View, unit: float) -> None:
        """Mark the best known cities outside the large map."""
        seen = self.scene.view.frame.box
        named: BaseGeometry = MultiPoint()
        for item in self.scene.atlas.features("places", self.scene.day):
            capital = item.properties["rank"] == 1
            if not capital or self.scene.view.to_sheet(item.geometry).within(seen):
                continue
            at = view.to_sheet(item.geometry)
            canvas.area(at.buffer(2.2 * unit), canvas.theme.palette.ink)
            # of two that are close together one is named
            if at.dwithin(named, LOCATOR_SIZE * unit):
                continue
            named = named.union(at)
            ((x, y),) = shapely.get_coordinates(at)
            # the name stands on the side that has more room
            side = 1 if x < (view.frame.left + view.frame.right) / 2 else -1
            canvas.write(
                both_names(self.scene.name(item))[0],
                x + side * 5 * unit,
                y,
                LOCATOR_SIZE * unit,
                halo=1.5 * unit,
                anchor="left" if side == 1 else "right",
                baseline="center",
            )


def _around(view: View) -> NDArray[np.float64]:
    """Return the outline of a view, in degrees."""
    outline = shapely.segmentize(view.frame.box.exterior, view.frame.width / 20)
    return view.to_degrees(shapely.get_coordinates(outline))


def _path(view: View, lonlat: Sequence[tuple[float, float]] | NDArray[np.float64]) -> BaseGeometry:
    return view.to_sheet(LineString(lonlat))
