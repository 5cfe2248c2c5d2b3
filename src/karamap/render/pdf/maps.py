"""The drawings of the atlas as SVG: maps, signs of the legend, fills of the bars."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

import shapely

from karamap.atlas.atlas import Atlas
from karamap.atlas.subjects import REGION, Bounds
from karamap.core.style import PRINT, Theme
from karamap.render.map.alt_text import pictured
from karamap.render.map.canvas import Canvas
from karamap.render.map.drawing import draw_map
from karamap.render.map.ground import Ground
from karamap.render.map.legend import SWATCH_HEIGHT, SWATCH_WIDTH, Row
from karamap.render.map.options import MapOptions
from karamap.render.map.projection import Frame, View, data_bounds
from karamap.render.map.scene import Scene
from karamap.render.map.snapshot import inner_frame

# pixels of the relief for each of the page, so that it is smooth in print
FINENESS = 1.1
# room around a map, for the degrees, and around a sign, for its outline
PAD, SIGN_PAD = 22.0, 3.0
# a small map is control alone: no names, no relief, no frame lines
SMALL_LAYERS = ("control", "autonomous_oblast")
SMALL_REGION = (45.7, 38.8, 47.75, 40.6)
# detail smaller than this many pixels is left out of it
COARSENESS = 0.4
# the size of a style pixel in a small map, and in the fill of a bar
SMALL_UNIT, BAR_UNIT = 0.3, 0.72
BAR = (520.0, 11.0)

_PATH = re.compile(rb' d="[^"]*"')
_NUMBER = re.compile(rb"-?\d+\.\d+")

Picture = dict[str, object]


@dataclass
class Drawings:
    """Draws for the pages of one atlas, under matplotlib's settings; keeps the files by name."""

    atlas: Atlas
    language: str = "en"
    theme: Theme = PRINT
    files: dict[str, bytes] = field(default_factory=dict)

    def map(
        self, day: date, size: tuple[float, float], unit: float, about: Bounds | None = None
    ) -> tuple[Picture, Scene]:
        """Draw the map of a day with names, scale and graticule; return what is on it too.

        It shows what it is ``about``, or else the whole ground.
        """
        frame, data = _frame(size, PAD), data_bounds(self.atlas)
        view = View.fit(frame, REGION, data)
        if about is not None:
            view = View.about(frame, inner_frame(frame, unit), about, data)
        canvas, scene = self._begun(day, view, PAD)
        draw_map(canvas, scene, unit, FINENESS)
        return self._picture("map", canvas, PAD, pictured(scene).paragraph()), scene

    def small(self, day: date, size: tuple[float, float]) -> Picture:
        """Draw who held the ground on a day, as a picture to find a page by."""
        frame = _frame(size, 1.0)
        view = View.fit(frame, SMALL_REGION, data_bounds(self.atlas))
        canvas, scene = self._begun(day, view, 1.0, SMALL_LAYERS)
        Ground(canvas, _coarse(scene), SMALL_UNIT).draw()
        canvas.line(frame.box, self.theme.palette.ink, 0.8)
        return self._picture("small", canvas, 1.0, pictured(scene).title())

    def row(self, row: Row) -> dict[str, str]:
        """Draw the sign of a row of a legend, and return the row as the template reads it."""
        width, height = (side + 2 * SIGN_PAD for side in (SWATCH_WIDTH, SWATCH_HEIGHT))
        canvas = Canvas(width, height, self.theme, clear=True)
        row.swatch(canvas, SIGN_PAD, height / 2, 1.0)
        name = "-".join(["sign", row.key.replace(":", "-"), *map(str, row.dash)])
        return {"sign": self._keep(name, canvas), "label": row.label, "area": row.area}

    def bar(self, holder: str) -> str:
        """Draw the fill of a holder as a long bar, and return the name of the file."""
        canvas = Canvas(*BAR, self.theme, clear=True)
        Row(f"control:{holder}", "").fill(canvas, _frame(BAR, 0.0).box, BAR_UNIT)
        return self._keep(f"bar-{holder}", canvas)

    def _begun(
        self, day: date, view: View, pad: float, layers: tuple[str, ...] | None = None
    ) -> tuple[Canvas, Scene]:
        canvas = Canvas(view.frame.right + pad, view.frame.top + pad, self.theme, clear=True)
        look = MapOptions(theme=self.theme, language=self.language, layers=layers)
        return canvas, Scene.of(self.atlas, day, view, look)

    def _picture(self, kind: str, canvas: Canvas, pad: float, alt: str) -> Picture:
        name = self._keep(f"{kind}-{len(self.files)}", canvas)
        size = {"width": canvas.width - 2 * pad, "height": canvas.height - 2 * pad, "pad": pad}
        return {"file": name, "alt": alt, **size}

    def _keep(self, name: str, canvas: Canvas) -> str:
        """Keep a drawing; its lines to a tenth of a point, which no printer betters."""
        file = f"{name}.svg"
        if file not in self.files:
            found = canvas.save("svg", {"Date": None}, to_edit=False)
            self.files[file] = _PATH.sub(_in_tenths, found)
        return file


def _in_tenths(path: re.Match[bytes]) -> bytes:
    # all numbers at once: a page has tens of thousands
    return _NUMBER.sub(b"%.1f", path[0]) % tuple(map(float, _NUMBER.findall(path[0])))


def _frame(size: tuple[float, float], pad: float) -> Frame:
    width, height = size
    return Frame(pad, pad, pad + width, pad + height)


def _coarse(scene: Scene) -> Scene:
    """Return a scene without borders that a small map cannot show; neighbours stay joined."""
    items = scene.items["countries"]
    shapes = shapely.coverage_simplify([item.shape for item in items], COARSENESS)
    coarse = [replace(item, shape=shape) for item, shape in zip(items, shapes, strict=True)]
    return replace(scene, items={**scene.items, "countries": coarse})
