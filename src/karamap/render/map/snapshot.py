"""A picture of the map on one day, drawn from the data without a browser."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args
from xml.sax.saxutils import escape

import shapely
from PIL.PngImagePlugin import PngInfo

from karamap.render.map import alt_text, graticule, relief
from karamap.render.map.canvas import Canvas, drawing
from karamap.render.map.ground import Ground
from karamap.render.map.labels import Labels
from karamap.render.map.layout import Layout
from karamap.render.map.legend import Row, rows
from karamap.render.map.marginalia import Plate
from karamap.render.map.options import Look
from karamap.render.map.projection import REGION, Bounds, View
from karamap.render.map.scene import Scene

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
    sheet = look.sheet
    layout = Layout.of(sheet.width, sheet.height)
    view = view_of(atlas, look, layout)
    scene = Scene.of(
        atlas,
        day,
        view,
        layers=look.layers,
        language=look.language,
        names=look.names,
        theme=look.theme,
        compare=look.compare,
    )
    with drawing():
        canvas = Canvas(sheet.width, sheet.height, look.theme)
        frame = view.frame
        ground = relief.warped(atlas, view, look.theme, sheet.scale)
        canvas.place(ground, (frame.left, frame.bottom, frame.right, frame.top))
        Ground(canvas, scene, layout.unit).draw()
        graticule.graticule(canvas, view, layout.unit)
        bar = graticule.scale_bar(canvas, view, layout.unit, look.language)
        labels = Labels(canvas, scene, layout.unit, [bar])
        labels.draw()
        graticule.neat_line(canvas, layout.map, layout.unit)
        Plate(canvas, scene, layout, look).draw(data_bounds(atlas))
    return Drawing(canvas, scene, look, tuple(rows(scene)), tuple(labels.placed))


def view_of(atlas: Atlas, look: Look, layout: Layout) -> View:
    """Return the view that a look asks for, in the map frame of a layout."""
    data = data_bounds(atlas)
    if look.view is None:
        return View.fit(layout.map, REGION, data)
    return View.at(layout.map, look.view, layout.unit, data)


def data_bounds(atlas: Atlas) -> Bounds:
    """Return the bounds of the base geography: west, south, east, north, in degrees."""
    west, south, east, north = shapely.total_bounds(
        [item.geometry for item in atlas.layers["countries"]]
    )
    return float(west), float(south), float(east), float(north)


def _described(svg: bytes, words: str, language: str) -> bytes:
    """Return a drawing that says what it shows, where readers of the screen look for it."""
    told = f"</title>\n <desc>{escape(words)}</desc>".encode()
    named = svg.replace(b"</title>", told, 1)
    return named.replace(b"<svg ", f'<svg role="img" xml:lang="{language}" '.encode(), 1)
