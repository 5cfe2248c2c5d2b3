"""Where the signs of events stand: beside their places, clear of the frame and of each other."""

from collections.abc import Iterator

import shapely
from shapely.geometry import LineString, Point

from karamap.render.map import symbols
from karamap.render.map.canvas import Canvas
from karamap.render.map.scene import Item, Scene

# how far from its place a sign stands, in style pixels, and the ways it may lie, the best first
STEM = 17.0
WAYS = ((0.0, 1.0), (0.7, 0.7), (-0.7, 0.7), (1.0, 0.0), (-1.0, 0.0), (0.7, -0.7), (-0.7, -0.7),
        (0.0, -1.0))  # fmt: skip
# signs of places of this rank or better are not covered
RANK = 2


def pins(scene: Scene, unit: float) -> Iterator[tuple[Item, Point, Point]]:
    """Yield the events in view with their places and the middles of their signs on the sheet."""
    frame = scene.view.frame
    reach = symbols.event_reach(scene.theme, unit)
    frame_box = frame.inset(reach + unit).box
    signs = [
        Point(shapely.get_coordinates(item.shape)[0])
        for item in scene.items.get("places", ())
        if item.feature.properties["rank"] <= RANK
    ]
    apart = reach + symbols.place_reach(scene.theme, "city", unit)
    taken: list[Point] = []
    # the latest of each kind at a place
    events = {(item.shape.wkb, item.key): item for item in scene.items.get("events", ())}
    for item in events.values():
        at = Point(item.shape.centroid)
        if not frame.box.contains(at):
            continue
        ways = [Point(at.x + x * STEM * unit, at.y + y * STEM * unit) for x, y in WAYS]

        def is_free(middle: Point, at: Point = at) -> bool:
            others = (sign for sign in signs if sign.distance(at) > unit)
            return (
                frame_box.contains(middle)
                and all(sign.distance(middle) > apart for sign in others)
                and all(other.distance(middle) > 2 * reach for other in taken)
            )

        middle = next(filter(is_free, ways), ways[0])
        if frame_box.contains(middle):
            taken.append(middle)
            yield item, at, middle


def draw_pins(canvas: Canvas, scene: Scene, unit: float) -> None:
    """Draw the signs of events on their stems."""
    for item, at, middle in pins(scene, unit):
        with canvas.group(str(item.feature.id), "feature"):
            stem = LineString([at, middle])
            canvas.line(stem, canvas.theme.palette.halo, 4.5 * unit)
            canvas.line(stem, item.style.fill or canvas.theme.palette.ink, 2 * unit)
            symbols.event(canvas, middle, unit, item.style)
