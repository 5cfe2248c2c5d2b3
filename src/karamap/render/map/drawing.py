"""A map drawn into its frame: one order, from the relief up to the neat line, for all pictures."""

from collections.abc import Sequence

from shapely.geometry.base import BaseGeometry

from karamap.render.map import relief
from karamap.render.map.canvas import Canvas
from karamap.render.map.graticule import graticule, neat_line, scale_bar
from karamap.render.map.ground import Ground
from karamap.render.map.labels import Labels
from karamap.render.map.scene import Scene


def draw_map(
    canvas: Canvas,
    scene: Scene,
    unit: float,
    relief_scale: float = 1.0,
    reserved: Sequence[BaseGeometry] = (),
) -> Labels:
    """Draw the whole map of a scene into the frame of its view; return its names.

    ``unit`` is the size of a style pixel, and ``relief_scale`` how many pixels the relief has for
    each of the frame. Names keep clear of ``reserved``, where something else is drawn.
    """
    draw_ground(canvas, scene, unit, relief_scale)
    return draw_reference(canvas, scene, unit, reserved=reserved)


def draw_ground(canvas: Canvas, scene: Scene, unit: float, relief_scale: float = 1.0) -> None:
    """Draw what may differ from day to day: the layers of a scene over the relief."""
    shaded = relief.warped(scene.atlas, scene.view, scene.theme, relief_scale)
    with canvas.group("relief", "layer"):
        canvas.place(shaded, scene.view.frame)
    Ground(canvas, scene, unit).draw()


def draw_reference(
    canvas: Canvas,
    scene: Scene,
    unit: float,
    *,
    among: Scene | None = None,
    reserved: Sequence[BaseGeometry] = (),
) -> Labels:
    """Draw what a map is read by: graticule, scale bar, names, neat line; return the names.

    ``among`` is what the names keep clear of, as in :class:`karamap.render.map.labels.Labels`.
    """
    with canvas.group("graticule", "layer"):
        graticule(canvas, scene.view, unit)
    with canvas.group("scale", "layer"):
        bar = scale_bar(canvas, scene.view, unit, scene.language)
    labels = Labels(canvas, scene, unit, [bar, *reserved], among=among)
    with canvas.group("names", "layer"):
        labels.draw()
    neat_line(canvas, scene.view.frame, unit)
    return labels


def draw_inset(canvas: Canvas, scene: Scene, unit: float, relief_scale: float = 1.0) -> None:
    """Draw a small map beside another, without the graticule and the name of the land."""
    draw_ground(canvas, scene, unit, relief_scale)
    bar = scale_bar(canvas, scene.view, unit, scene.language, at_right=True)
    Labels(canvas, scene, unit, [bar], names_land=False).draw()
    neat_line(canvas, scene.view.frame, unit)
