"""Drawings as SVG that a person can go on with: groups by layer, class and feature, live names.

A name stands in the file once. Its halo is a copy by reference, stroked and laid under it, so
that both change together and every program shows the same, whatever typeface it falls back on.
"""

import io
import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.transforms import Bbox
from PIL import Image

_INKSCAPE = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'

# of a JPEG of the relief, from 1 to 95
QUALITY = 90

# it names a file elsewhere, for which careful readers of XML refuse a drawing; SVG 2 has none
_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\s*")
_SIZE = re.compile(r'"([\d.]+)pt"')


def svg_of(
    figure: Figure, metadata: dict[str, str | None], dpi: float, *, to_edit: bool = True
) -> bytes:
    """Return a figure as SVG of its size in points; metadata as for matplotlib.

    What is not ``to_edit``, but to be put into a page, has no groups or copies of names, which
    readers of the page would meet twice.
    """
    out = io.StringIO()
    width, height = (side * 72 for side in figure.get_size_inches())
    kept, figure.dpi = figure.dpi, 72
    try:
        renderer: Any = _Renderer(  # type: ignore[no-untyped-call]
            width, height, out, image_dpi=dpi, metadata=metadata
        )
        renderer.to_edit = to_edit
        figure.draw(renderer)
        renderer.finalize()
    finally:
        figure.dpi = kept
    # sizes in pixels mean the same to every program, whatever it takes for an inch
    drawn = _DOCTYPE.sub("", out.getvalue(), count=1)
    sized = _SIZE.sub(lambda size: f'"{float(size[1]) * dpi / 72:g}"', drawn, count=2)
    return sized.replace("<svg ", f"<svg {_INKSCAPE} ", 1).encode()


class _Renderer(RendererSVG):
    """Writes no group around a single shape: those that are there mean something."""

    to_edit = True

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:  # noqa: ANN401 - as all here, matplotlib's own, untyped
        """Write a picture; for a page, where it is the relief, as a JPEG: a fraction of a PNG."""
        if self.to_edit:
            super().draw_image(gc, x, y, im, transform)  # type: ignore[no-untyped-call]
            return
        jpeg = io.BytesIO()
        # the rows come from the bottom
        Image.fromarray(im[::-1, :, :3]).save(jpeg, "jpeg", quality=QUALITY)
        box = Bbox.unit().transformed(transform)
        writer: Any = self.writer
        writer.element(
            "image",
            attrib={
                "x": f"{x:g}",
                "y": f"{self.height - y - box.height:g}",
                "width": f"{box.width:g}",
                "height": f"{box.height:g}",
                "preserveAspectRatio": "none",
                "xlink:href": f"data:image/jpeg;base64,{b64encode(jpeg.getvalue()).decode()}",
            },
        )

    def open_group(self, s: str, gid: str | None = None) -> None:
        if s != "patch":
            super().open_group(s, gid)  # type: ignore[no-untyped-call]

    def close_group(self, s: str) -> None:
        if s != "patch":
            super().close_group(s)  # type: ignore[no-untyped-call]


def writer_of(renderer: Any) -> Any:  # noqa: ANN401 - matplotlib's own, untyped
    """Return what writes the elements of a drawing; None where it is no SVG to be edited."""
    return renderer.writer if getattr(renderer, "to_edit", False) else None


class GroupMark(Artist):
    """Where a group begins or ends among the artists of a figure; nothing but SVG sees it."""

    def __init__(self, name: str = "", kind: str = "", label: str = "") -> None:
        super().__init__()
        self._name, self._kind, self._label = name, kind, label

    def draw(self, renderer: RendererBase) -> None:
        """Open the group, or close one where the mark has no name."""
        writer = writer_of(renderer)
        if writer is None:
            return
        if self._name:
            open_group(writer, self._name, self._kind, self._label)
        else:
            writer.end("g")


def open_group(writer: Any, name: str, kind: str, label: str = "", **more: str) -> None:  # noqa: ANN401
    """Open a group with an id; those of layers are layers in Inkscape too."""
    mode = {"inkscape:groupmode": "layer"} if kind == "layer" else {}
    names = {"id": name, "class": kind, "inkscape:label": label or name}
    writer.start("g", attrib=names | mode | more)


class Parts(Artist):
    """A shape that SVG holds in parts, one for each feature, and other formats as a whole."""

    def __init__(
        self, whole: PathPatch, parts: Callable[[], Iterable[tuple[str, PathPatch]]]
    ) -> None:
        super().__init__()
        self._whole, self._parts = whole, parts

    def draw(self, renderer: RendererBase) -> None:
        """Draw the parts, faded together so that no seam shows, or the whole."""
        writer = writer_of(renderer)
        if writer is None:
            self._whole.draw(renderer)
            return
        opacity = self._whole.get_alpha() or 1
        writer.start("g", attrib={} if opacity == 1 else {"opacity": f"{opacity:g}"})
        for name, patch in self._parts():
            patch.set_alpha(None)
            open_group(writer, name, "feature")
            patch.draw(renderer)
            writer.end("g")
        writer.end("g")


def halo_of(writer: Any, name: str, width: float, colour: str) -> None:  # noqa: ANN401
    """Lay a stroked copy of a text under it, which is told by its id; width in points."""
    writer.element(
        "use",
        attrib={
            "class": "halo",
            "xlink:href": f"#{name}",
            "style": f"stroke: {colour}; stroke-width: {width:.3g}; stroke-linejoin: round",
        },
    )


def identifier(name: str) -> str:
    """Return a name as an id of XML."""
    plain = re.sub(r"[^\w.-]+", "-", name)
    return plain if re.match(r"[^\W\d]", plain) else f"x{plain}"
