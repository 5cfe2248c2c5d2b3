"""The maps of the booklet: one day in one frame of a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from karamap.render.map import graticule, relief
from karamap.render.map.ground import Ground
from karamap.render.map.labels import Labels
from karamap.render.map.projection import REGION, View
from karamap.render.map.scene import Scene
from karamap.render.map.snapshot import data_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karamap.render.map.projection import Frame
    from karamap.render.pdf.sheet import Sheet

# pixels of the relief for each of the page, so that it is smooth in print
FINENESS = 1.6
# a small map is control alone: no names, no relief, no frame lines
SMALL_LAYERS = ("control", "autonomous_oblast")
SMALL_REGION = (45.7, 38.8, 47.75, 40.6)
# detail smaller than this many pixels is left out of it
COARSENESS = 0.4


def draw(
    sheet: Sheet, day: date, frame: Frame, unit: float, layers: Sequence[str] | None = None
) -> Scene:
    """Draw the map of a day with names, scale and graticule; return what is on it."""
    look, canvas = sheet.look, sheet.canvas
    view = View.fit(frame, REGION, data_bounds(look.atlas))
    scene = Scene.of(look.atlas, day, view, layers=layers, language=look.language, theme=look.theme)
    box = (frame.left, frame.bottom, frame.right, frame.top)
    canvas.place(relief.warped(look.atlas, view, look.theme, FINENESS), box)
    Ground(canvas, scene, unit).draw()
    graticule.graticule(canvas, view, unit)
    bar = graticule.scale_bar(canvas, view, unit, look.language)
    Labels(canvas, scene, unit, [bar]).draw()
    graticule.neat_line(canvas, frame, unit)
    return scene


def draw_small(sheet: Sheet, day: date, frame: Frame, unit: float) -> None:
    """Draw who held the ground on a day, as a picture to find a page by."""
    look = sheet.look
    view = View.fit(frame, SMALL_REGION, data_bounds(look.atlas))
    scene = Scene.of(
        look.atlas, day, view, layers=SMALL_LAYERS, language=look.language, theme=look.theme
    )
    Ground(sheet.canvas, _coarse(scene), unit).draw()
    sheet.canvas.line(frame.box, look.theme.palette.ink, 0.8)


def _coarse(scene: Scene) -> Scene:
    """Return a scene without detail that a small map cannot show; neighbours stay joined."""
    items = dict(scene.items)
    for name in ("countries", "control"):
        shapes = shapely.coverage_simplify([item.shape for item in items[name]], COARSENESS)
        items[name] = [
            replace(item, shape=shape) for item, shape in zip(items[name], shapes, strict=True)
        ]
    return replace(scene, items=items)
