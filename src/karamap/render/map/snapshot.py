"""A picture of the map on one day, drawn from the data without a browser."""

import io
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal, get_args
from xml.sax.saxutils import escape

from PIL.Image import Image
from PIL.PngImagePlugin import PngInfo
from shapely.geometry.base import BaseGeometry

from karamap.atlas.atlas import Atlas
from karamap.atlas.subjects import REGION, Bounds
from karamap.core.layers import LAYERS
from karamap.describe.headlines import Headlined, subject_of
from karamap.render.map.alt_text import pictured
from karamap.render.map.canvas import Canvas, drawing
from karamap.render.map.drawing import draw_map
from karamap.render.map.graticule import BAR_ROOM
from karamap.render.map.inset import inset_of
from karamap.render.map.layout import Layout
from karamap.render.map.legend import Row, rows
from karamap.render.map.marginalia import Heading, draw_marginalia, heading_of
from karamap.render.map.options import MapOptions
from karamap.render.map.projection import Frame, View, data_bounds, shape_of
from karamap.render.map.scene import Scene
from karamap.render.map.sheet import Sheet

Suffix = Literal["png", "svg", "pdf"]
SUFFIXES: tuple[str, ...] = get_args(Suffix)

# little compression: twice as fast for a tenth more bytes
PNG_COMPRESSION = 2
# room around the subject, as a share of the shorter side of the map's frame
PAD = 0.045
# of a small picture for a notebook, which keeps every one: about 120 kB, as many colours as
# relief and grounds need to be told apart
SMALL_SIZE, SMALL_COLOURS = "960x540", 64
# layers that a thumbnail does not show
TOO_FINE = ("districts", "events")


@dataclass(frozen=True)
class Drawing:
    """A finished sheet, with what it says: the legend's rows and the names on the map."""

    canvas: Canvas
    scene: Scene
    look: MapOptions
    legend: tuple[Row, ...]
    labels: tuple[tuple[str, BaseGeometry], ...]
    heading: Heading
    subject: Headlined

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
        return pictured(self.scene).paragraph(self.heading.title)

    def title(self) -> str:
        """Return the title of the map: what it is about, and when."""
        return f"{self.heading.title} · {self.heading.days}"

    def _png(self) -> bytes:
        told = PngInfo()
        told.add_itxt("Title", self.title(), self.scene.language)
        told.add_itxt("Description", self.alt_text(), self.scene.language)
        out, dpi = io.BytesIO(), self.look.sheet.dpi
        self.picture().save(
            out, "png", pnginfo=told, dpi=(dpi, dpi), compress_level=PNG_COMPRESSION
        )
        return out.getvalue()


def draw(atlas: Atlas, day: date, suffix: str = "png", look: MapOptions | None = None) -> bytes:
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


def small(atlas: Atlas, day: date) -> bytes:
    """Return the map of a day as a small picture."""
    picture = compose(atlas, day, MapOptions(sheet=Sheet.parse(SMALL_SIZE))).picture()
    out = io.BytesIO()
    picture.quantize(SMALL_COLOURS).save(out, "png", optimize=True)
    return out.getvalue()


def compose(atlas: Atlas, day: date, look: MapOptions | None = None) -> Drawing:
    """Draw the map of a day; parameters and errors as in :func:`draw`."""
    look = look or MapOptions()
    subject = _subject(atlas, day, look)
    heading = heading_of(day, subject.headline, look)
    sheet = look.sheet
    with drawing():
        canvas = Canvas(sheet.width, sheet.height, look.theme)
        layout = Layout.of(sheet, partial(heading.height, canvas), shape_for(look, subject.bounds))
        scene = scene_of(atlas, day, look, layout, subject.bounds)
        # a view that is asked for stays as it is
        inner = inner_frame(layout.map, layout.unit)
        free = not look.whole and look.view is None
        inset = inset_of(scene, subject.bounds, inner, layout.unit) if free else None
        if inset:
            scene = scene_of(atlas, day, look, layout, subject.bounds, aside=inset.frame.width)
        reserved = [inset.frame.box] if inset else []
        labels = draw_map(canvas, scene, layout.unit, sheet.scale, reserved)
        if inset:
            inset.draw(canvas, scene, sheet.scale)
        draw_marginalia(canvas, scene, layout, look, heading)
    return Drawing(canvas, scene, look, tuple(rows(scene)), tuple(labels.placed), heading, subject)


def _subject(atlas: Atlas, day: date, look: MapOptions) -> Headlined:
    """Return what a map is about: that of its day, or what differs between two days."""
    # a day compared with itself is refused where the comparison is made
    if look.compare in (None, day):
        return subject_of(atlas, day, look.language)
    since, until = sorted((day, look.compare))
    bounds = atlas.subjects.between(since, until)
    return replace(subject_of(atlas, until, look.language), bounds=bounds)


def shape_for(look: MapOptions, subject: Bounds) -> float | None:
    """Return the shape a map's frame should come near to: that of its subject, if it shows it."""
    return None if look.whole or look.view is not None else shape_of(subject)


def scene_of(
    atlas: Atlas,
    day: date,
    look: MapOptions,
    layout: Layout,
    subject: Bounds,
    *,
    aside: float = 0.0,
) -> Scene:
    """Return what a look shows of a day in a layout, so many pixels ``aside`` left free."""
    data = data_bounds(atlas)
    if look.view is not None:
        view = View.at(layout.map, look.view, layout.unit, data)
    elif look.whole:
        view = View.fit(layout.map, REGION, data)
    else:
        inner = inner_frame(layout.map, layout.unit)
        view = View.about(layout.map, replace(inner, right=inner.right - aside), subject, data)
    return Scene.of(atlas, day, view, replace(look, layers=layers_of(look)))


def layers_of(look: MapOptions) -> tuple[str, ...] | None:
    """Return the layers a look asks for; a small sheet leaves out what is not read on it."""
    if look.layers is not None or look.sheet.preset != "thumbnail":
        return look.layers
    return tuple(x.id for x in LAYERS if x.choice and x.shown and x.id not in TOO_FINE)


def inner_frame(frame: Frame, unit: float) -> Frame:
    """Return the part of a map's frame that its subject may fill: above the scale bar."""
    pad = PAD * min(frame.width, frame.height)
    return Frame(
        frame.left + pad,
        min(frame.bottom + max(pad, BAR_ROOM * unit), frame.top - 2 * pad),
        frame.right - pad,
        frame.top - pad,
    )


def _described(svg: bytes, words: str, language: str) -> bytes:
    """Return a drawing that says what it shows, where readers of the screen look for it."""
    told = f"</title>\n <desc>{escape(words)}</desc>".encode()
    named = svg.replace(b"</title>", told, 1)
    return named.replace(b"<svg ", f'<svg role="img" xml:lang="{language}" '.encode(), 1)
