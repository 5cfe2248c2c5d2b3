"""The Lachin corridor as a small map of its own in a corner of a map on which it is small.

A map's frame is often longer than its subject; the subject then stands at the left, and the
inset in what is over at the right.
"""

from dataclasses import dataclass

import shapely
from shapely.geometry import Polygon

from karamap.atlas.subjects import Bounds, bounds_of
from karamap.describe import corridor
from karamap.render.map.canvas import Canvas
from karamap.render.map.column import Words
from karamap.render.map.drawing import draw_inset
from karamap.render.map.graticule import neat_line
from karamap.render.map.projection import Frame, View, data_bounds
from karamap.render.map.scene import Scene

# the layers that tell about it
LAYERS = (
    *("control", "peacekeeping_zone", "roads", corridor.LAYER, "autonomous_oblast"),
    *("line_of_contact", "front_lines_2020", "places"),
)
# the most of the map's width and height that the inset takes, and its height by its width; the
# least width in style pixels
WIDEST, TALLEST, SHAPE, NARROWEST = 0.32, 0.5, 0.9, 150.0
# how many times larger it shows the ground at least: else it tells nothing more
LARGER = 1.4
# how large words and lines are beside those of the map; the ground around the corridor and that
# around the heading, in style pixels of the map
SCALE, EDGE, PAD, HEADING = 0.75, 16.0, 7.0, 15.0


@dataclass(frozen=True)
class Inset:
    """The frame of an inset, and the ground it shows."""

    frame: Frame
    bounds: Bounds
    unit: float

    def draw(self, canvas: Canvas, scene: Scene, relief_scale: float) -> None:
        """Draw the corridor, as it is on the day of a scene, under its name."""
        frame, unit = self.frame, self.unit
        heading = Words(scene.say(f"layer.{corridor.LAYER}"), HEADING, bold=True)
        with canvas.group("inset", "layer", heading.text):
            canvas.area(frame.box, canvas.theme.palette.paper)
            left, width = frame.left + PAD * unit, frame.width - 2 * PAD * unit
            heading.draw(canvas, left, frame.top, width, unit)
            roof = frame.top - heading.height(canvas, width, unit) - PAD * unit / 2
            view = self._view(scene, Frame(frame.left, frame.bottom, frame.right, roof))
            layers = [name for name in LAYERS if name in scene.items]
            draw_inset(canvas, scene.seen(view, layers), SCALE * unit, relief_scale)
            neat_line(canvas, frame, unit)

    def _view(self, scene: Scene, frame: Frame) -> View:
        data = data_bounds(scene.atlas)
        return View.about(frame, frame.inset(EDGE * self.unit), self.bounds, data)

    def enlarges(self, scene: Scene) -> bool:
        """Tell whether it shows the ground larger than the map does, heading and all."""
        return LARGER * self._view(scene, self.frame).metres <= scene.view.metres


def inset_of(scene: Scene, subject: Bounds, inner: Frame, unit: float) -> Inset | None:
    """Return the inset that a map has room for in ``inner`` beside its subject.

    It has none unless the corridor is in force, whole in view and small beside the subject, whose
    bounds are in degrees.
    """
    there = [item.feature for item in scene.items.get(corridor.LAYER, ())]
    if scene.marked or not there:
        return None
    strips = [item.geometry for item in there if item.properties["part"] == corridor.STRIP]
    ends = [x.geometry for x in scene.atlas.layers["places"] if x.id in corridor.ENDS]
    bounds = bounds_of([*strips, *ends])
    frame, box, about = scene.view.frame, _box(scene, bounds), _box(scene, subject)
    if not frame.box.contains(box) or box.area > corridor.SMALL * about.area:
        return None
    west, _, east, _ = about.bounds
    wide = min(inner.width - (east - west), WIDEST * frame.width)
    high = min(SHAPE * wide, TALLEST * frame.height)
    if wide < NARROWEST * unit:
        return None
    corner = Frame(frame.right - wide, frame.bottom, frame.right, frame.bottom + high)
    inset = Inset(corner, bounds, unit)
    return inset if inset.enlarges(scene) else None


def _box(scene: Scene, bounds: Bounds) -> Polygon:
    """Return bounds in degrees as a box on the sheet."""
    around = shapely.segmentize(shapely.box(*bounds), 0.05)
    box: Polygon = shapely.box(*scene.view.to_sheet(around).bounds)
    return box
