"""A picture of the map on one day, drawn from the data without a browser."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args
from xml.sax.saxutils import escape

from PIL.PngImagePlugin import PngInfo

from karamap.render.map import alt_text
from karamap.render.map.canvas import Canvas, drawing
from karamap.render.map.drawing import draw_map
from karamap.render.map.legend import Row, rows
from karamap.render.map.marginalia import draw_marginalia
from karamap.render.map.options import Look
from karamap.render.map.projection import REGION, View, data_bounds
from karamap.render.map.scene import Scene
from karamap.render.map.sheet import Layout

if TYPE_CHECKING:
    from datetime import date

    from PIL.Image import Image
    from shapely.geometry.base import BaseGeometry

    from karamap.atlas.atlas import Atlas

Suffix = Literal["png", "svg", "pdf"]
SUFFIXES: tuple[str, ...] = get_args(Suffix)

# little compression: twice as fast for a tenth more bytes
PNG_COMPRESSION = 2


@dataclass(frozen=True)
class Drawing:
    """A finished sheet, with what it says: the legend's rows and the names on the map."""

    canvas: Canvas
    scene: Scene
    look: Look
    legend: tuple[Row, ...]
    labels: tuple[tuple[str, BaseGeometry], ...]

    def save(self, suffix: str) -> bytes:
        """Return the sheet as a file, ``png``, ``svg`` or ``pdf``; the same map, the same bytes."""
        if suffix == "png":
            return self._png()
        # no date of writing: a file must not differ from one made yesterday
        if suffix == "pdf":
            words = {"Title": self.title(), "Subject": self.alt_text(), "CreationDate": None}
        else:
            words = {"Title": self.title(), "Description": self.alt_text(), "Date": None}
        with drawing():
            file = self.canvas.save(suffix, words)
        return file if suffix == "pdf" else _described(file, self.alt_text(), self.scene.language)

    def picture(self) -> Image:
        """Return the sheet as a picture, of as many pixels as its look asks for."""
        with drawing():
            return self.canvas.picture(self.look.sheet.picture).convert("RGB")

    def alt_text(self) -> str:
        """Return what the map shows, in words, for those who do not see it."""
        return alt_text.text_of(self.scene)

    def title(self) -> str:
        """Return the title of the map."""
        return alt_text.title_of(self.scene)

    def _png(self) -> bytes:
        told = PngInfo()
        told.add_itxt("Title", self.title(), self.scene.language)
        told.add_itxt("Description", self.alt_text(), self.scene.language)
        out, dpi = io.BytesIO(), self.look.sheet.dpi
        self.picture().save(
            out, "png", pnginfo=told, dpi=(dpi, dpi), compress_level=PNG_COMPRESSION
        )
        return out.getvalue()


def draw(atlas: Atlas, day: date, suffix: str = "png", look: Look | None = None) -> bytes:
    """Draw the map of a day and return it as a file.

    Parameters
    ----------
    atlas, day
        What to draw.
    suffix
        ``png``, ``svg`` or ``pdf``. In the latter two text stays text.
    look
        On what, in which colours and languages, showing what; by default a picture of
        1920x1080 pixels in English.

    Raises
    ------
    DataError
        If the relief picture is missing or broken.
    UsageError
        If the day is to be compared with itself.
    """
    return compose(atlas, day, look).save(suffix)


def compose(atlas: Atlas, day: date, look: Look | None = None) -> Drawing:
    """Draw the map of a day; parameters and errors as in :func:`draw`."""
    look = look or Look()
    layout = Layout.of(look.sheet.width, look.sheet.height)
    scene = scene_of(atlas, day, look, layout)
    with drawing():
        canvas = Canvas(look.sheet.width, look.sheet.height, look.theme)
        labels = draw_map(canvas, scene, layout.unit, look.sheet.scale)
        draw_marginalia(canvas, scene, layout, look)
    return Drawing(canvas, scene, look, tuple(rows(scene)), tuple(labels.placed))


def scene_of(atlas: Atlas, day: date, look: Look, layout: Layout) -> Scene:
    """Return what a look shows of a day, in the map frame of a layout."""
    data = data_bounds(atlas)
    if look.view is None:
        view = View.fit(layout.map, REGION, data)
    else:
        view = View.at(layout.map, look.view, layout.unit, data)
    return Scene.of(
        atlas,
        day,
        view,
        layers=look.layers,
        language=look.language,
        names=look.names,
        theme=look.theme,
        compare=look.compare,
    )


def _described(svg: bytes, words: str, language: str) -> bytes:
    """Return a drawing that says what it shows, where readers of the screen look for it."""
    told = f"</title>\n <desc>{escape(words)}</desc>".encode()
    named = svg.replace(b"</title>", told, 1)
    return named.replace(b"<svg ", f'<svg role="img" xml:lang="{language}" '.encode(), 1)
