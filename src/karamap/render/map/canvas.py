"""A sheet to draw on: areas, lines, pictures and words, all in pixels from the lower left.

One pixel is 1/96 inch, as in CSS, so that the widths of the style table mean here what they
mean on the page. What is drawn later lies on top.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import count
from threading import RLock
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox
from numpy.typing import NDArray
from PIL import Image
from shapely import GeometryCollection, affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from karamap.core.fonts import FALLBACKS, FAMILY, font_files
from karamap.core.style import Theme
from karamap.render.map.artists import HaloText, PlacedPicture
from karamap.render.map.projection import Frame
from karamap.render.map.sheet import PX_PER_INCH
from karamap.render.map.svg import GroupMark, Parts, identifier, svg_of

for _file in font_files():
    fontManager.addfont(_file)
# matplotlib's own has letters that a reader's words may need beside those of the map
FAMILIES = [FAMILY, "DejaVu Sans"]
POINTS_PER_PX = 72 / PX_PER_INCH
# detail smaller than this many pixels is not drawn
FINEST = 0.1

# the features that a shape is made of, by id
FeatureParts = Callable[[], "Iterable[tuple[str, BaseGeometry]]"]
# strokes this wide close the hair between two areas of one colour, in points
SEAM = 0.4
# the size in which words are measured for all others, and the share by which its letters may be
# wider or narrower there: found are 0.8 %
RULED, UNSURE = 16.0, 0.03
# matplotlib measures letters in these parts of a pixel
SUBPIXELS = 64
# a drawing names more families than matplotlib looks for
_FAMILIES = ", ".join(f"'{name}'" for name in FAMILIES).encode()
_STACK = ", ".join([*(f"'{name}'" for name in (FAMILY, *FALLBACKS)), "sans-serif"]).encode()

Anchor = Literal["left", "center", "right"]
Baseline = Literal["baseline", "center", "top", "bottom"]

# matplotlib's settings belong to the whole process: one sheet at a time is drawn under them
_LOCK = RLock()
_SETTINGS: Any = {
    "font.family": FAMILIES,
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "karamap",
    "text.hinting": "no_hinting",
    "text.parse_math": False,
}


@contextmanager
def drawing() -> Iterator[None]:
    """Hold matplotlib's settings for the time of one drawing, also among threads."""
    with _LOCK, mpl.rc_context(_SETTINGS):
        yield


class Canvas:
    """One sheet of ``width`` by ``height`` pixels, drawn in the colours of ``theme``.

    A ``clear`` one has no paper: it is laid over another.
    """

    def __init__(self, width: float, height: float, theme: Theme, *, clear: bool = False) -> None:
        self.width, self.height, self.theme = width, height, theme
        inches = (width / PX_PER_INCH, height / PX_PER_INCH)
        paper = "none" if clear else theme.palette.paper
        self.figure = Figure(figsize=inches, dpi=PX_PER_INCH, facecolor=paper)
        self._renderer: RendererBase = FigureCanvasAgg(self.figure).get_renderer()  # type: ignore[no-untyped-call]
        self._pixels = Affine2D().scale(1 / width, 1 / height) + self.figure.transFigure
        self._order = count(1)
        self._ids: dict[str, int] = {}

    @contextmanager
    def group(self, name: str, kind: str = "", label: str = "") -> Iterator[None]:
        """Hold together in SVG what is drawn meanwhile, under an id, a class and a label."""
        self._add(GroupMark(self._id(name), kind, label))
        try:
            yield
        finally:
            self._add(GroupMark())

    def _id(self, name: str) -> str:
        """Return an id that nothing else on the sheet has."""
        plain = identifier(name)
        self._ids[plain] = seen = self._ids.get(plain, 0) + 1
        return plain if seen == 1 else f"{plain}-{seen}"

    def area(
        self,
        geometry: BaseGeometry,
        fill: str,
        *,
        opacity: float = 1.0,
        within: BaseGeometry | None = None,
        parts: FeatureParts | None = None,
    ) -> None:
        """Fill an area; ``within`` cuts off what lies outside it.

        ``parts`` tells of which features it is made, for SVG.
        """
        self._path(geometry, within, parts, facecolor=fill, alpha=opacity, linewidth=0)

    def line(
        self,
        geometry: BaseGeometry,
        colour: str,
        width: float,
        *,
        dash: Sequence[float] = (),
        opacity: float = 1.0,
        within: BaseGeometry | None = None,
        parts: FeatureParts | None = None,
    ) -> None:
        """Draw a line, or the outline of an area; width and dash in pixels, parts as of areas."""
        points = width * POINTS_PER_PX
        self._path(
            geometry,
            within,
            parts,
            fill=False,
            edgecolor=colour or self.theme.palette.ink,
            alpha=opacity,
            linewidth=points,
            # matplotlib counts dashes in widths of the line
            linestyle=(0, [step / width for step in dash]) if dash else "solid",
            capstyle="butt" if dash else "round",
            joinstyle="round",
        )

    def _path(
        self,
        geometry: BaseGeometry,
        within: BaseGeometry | None,
        parts: FeatureParts | None,
        **how: Any,
    ) -> None:
        # part by part: together, GEOS would compare each of a thousand dots with all others
        pieces = shapely.simplify(shapely.get_parts(geometry), FINEST)
        geometry = GeometryCollection(list(pieces))
        if geometry.is_empty:
            return
        whole = self._patch(geometry, within, how)
        if parts is None:
            self._add(whole)
            return
        # areas of one colour close the hair between them
        seam = {"edgecolor": how["facecolor"], "linewidth": SEAM} if "facecolor" in how else {}

        def drawn() -> Iterator[tuple[str, PathPatch]]:
            for name, part in parts():
                if not part.is_empty:
                    patch = self._patch(part, within, how | seam)
                    patch.set_figure(self.figure)
                    yield identifier(name), patch

        whole.set_figure(self.figure)
        self._add(Parts(whole, drawn))

    def _patch(
        self, geometry: BaseGeometry, within: BaseGeometry | None, how: dict[str, Any]
    ) -> PathPatch:
        patch = PathPatch(path_of(geometry), transform=self._pixels, **how)
        if within is not None:
            patch.set_clip_path(path_of(within), self._pixels)
        return patch

    def place(self, pixels: NDArray[np.uint8], frame: Frame) -> None:
        """Place a picture (rows from the top) in a frame."""
        box = Bbox.from_extents(frame.left, frame.bottom, frame.right, frame.top)
        self._add(PlacedPicture(pixels, box, self._pixels))

    def write(
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        *,
        colour: str | None = None,
        bold: bool = False,
        italic: bool = False,
        anchor: Anchor = "left",
        baseline: Baseline = "baseline",
        angle: float = 0.0,
        halo: float = 0.0,
    ) -> Text:
        """Write words at a point; size and halo in pixels, angle in degrees, colour ink if none."""
        words_drawn = HaloText(
            x,
            y,
            words,
            color=colour or self.theme.palette.ink,
            fontsize=size * POINTS_PER_PX,
            fontweight="bold" if bold else "normal",
            fontstyle="italic" if italic else "normal",
            horizontalalignment=anchor,
            verticalalignment=baseline,
            rotation=angle,
            rotation_mode="anchor",
            transform=self._pixels,
        )
        words_drawn.halo = (halo * POINTS_PER_PX, self.theme.palette.halo)
        words_drawn.set_gid(self._id("words"))
        self._add(words_drawn)
        return words_drawn

    def width_of(
        self, words: str, size: float, *, bold: bool = False, italic: bool = False
    ) -> float:
        """Return how wide words would be, in pixels."""
        return _width(words, size, bold, italic)

    def is_wider(self, words: str, width: float, size: float, *, bold: bool = False) -> bool:
        """Tell whether words would be wider than so many pixels.

        Mostly their width in another size tells: it is measured once for all sizes that are tried.
        """
        about = self.width_of(words, RULED, bold=bold) * size / RULED
        if abs(about - width) > UNSURE * width + 1:
            return about > width
        return self.width_of(words, size, bold=bold) > width

    def extent(self, text: Text) -> Polygon:
        """Return the box that a written text takes, turned as the text is."""
        angle = text.get_rotation()
        text.set_rotation(0)
        level = shapely.box(*text.get_window_extent(self._renderer).extents)
        text.set_rotation(angle)
        return affinity.rotate(level, angle, origin=text.get_position())

    @property
    def texts(self) -> list[Text]:
        """Return everything written, in the order of writing."""
        return [artist for artist in self.figure.get_children() if isinstance(artist, Text)]

    def _add(self, artist: Artist) -> None:
        artist.set_zorder(next(self._order))
        self.figure.add_artist(artist)

    def save(self, suffix: str, metadata: dict[str, str | None], *, to_edit: bool = True) -> bytes:
        """Return the sheet as ``svg`` (``to_edit`` or for a page) or ``pdf``, always the same."""
        if suffix == "svg":
            file = svg_of(self.figure, metadata, PX_PER_INCH, to_edit=to_edit)
            return file.replace(_FAMILIES, _STACK)
        out = io.BytesIO()
        self.figure.savefig(out, format=suffix, dpi=PX_PER_INCH, metadata=metadata)
        return out.getvalue()

    def picture(self, size: tuple[int, int]) -> Image.Image:
        """Return the sheet as a picture of so many pixels, in RGBA."""
        scale = size[0] / self.width
        kept = self.figure.get_size_inches(), self.figure.dpi
        # a whole number of pixels; matplotlib would cut what is over
        self.figure.set_dpi(PX_PER_INCH * scale)
        inches = [(side + 0.01) / self.figure.dpi for side in size]
        self.figure.set_size_inches(inches[0], inches[1])
        try:
            canvas: Any = FigureCanvasAgg(self.figure)
            canvas.draw()
            pixels = np.asarray(canvas.buffer_rgba())
        finally:
            self.figure.set_dpi(kept[1])
            self.figure.set_size_inches(*kept[0])
        return Image.fromarray(pixels.copy())


@lru_cache(maxsize=20_000)
def _width(words: str, size: float, bold: bool, italic: bool) -> float:  # noqa: FBT001 - the cache key
    """Return the width of words in pixels, as matplotlib will set them."""
    font: Any = get_font(_files(bold, italic))
    font.clear()
    font.set_size(size * POINTS_PER_PX, PX_PER_INCH)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / SUBPIXELS


@cache
def _files(bold: bool, italic: bool) -> list[Any]:  # noqa: FBT001 - the cache key
    """Return the files of the families: matplotlib would look for them at every word."""
    how: Any = {"weight": "bold" if bold else "normal", "style": "italic" if italic else "normal"}
    return [fontManager.findfont(FontProperties(family=[each], **how)) for each in FAMILIES]


def path_of(geometry: BaseGeometry) -> Path:
    """Return a geometry as one matplotlib path."""
    if geometry.geom_type.endswith("Polygon") or geometry.geom_type == "GeometryCollection":
        geometry = shapely.orient_polygons(geometry)
    parts = shapely.get_parts(geometry)
    areal = shapely.get_dimensions(parts) == 2  # noqa: PLR2004 - areas have two dimensions
    strokes = [*shapely.get_rings(parts[areal]), *parts[shapely.get_dimensions(parts) == 1]]
    xy, index = shapely.get_coordinates(strokes, return_index=True)
    first = np.flatnonzero(np.diff(index, prepend=-1))
    codes = np.full(len(xy), Path.LINETO, dtype=Path.code_type)
    codes[first] = Path.MOVETO
    last = np.append(first[1:], len(xy)) - 1
    closed = np.all(xy[first] == xy[last], axis=1)
    codes[last[closed]] = Path.CLOSEPOLY
    return Path(xy, codes)
