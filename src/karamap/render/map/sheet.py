"""The sheet a map is drawn on, from a text such as ``1920x1080`` or ``A4``, and its layout.

Everything is laid out in pixels of 1/96 inch, as in CSS. A size in pixels gives a picture of
just so many; a size of paper gives a page of its true measures, and a picture of ``dpi``
pixels an inch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from karamap.core.dates import shorten
from karamap.core.errors import UsageError
from karamap.render.map.projection import Frame

PX_PER_INCH = 96
_MM_PER_INCH = 25.4
_PAPER_MM = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
# the wide slide of presentation programs: 1920x1080 pixels at its own dpi
_SLIDE_INCHES, _SLIDE_DPI = (40 / 3, 7.5), 144
PAPER_DPI = 300

DEFAULT_SIZE = "1920x1080"
# below the smallest side names cannot be read; above the largest area memory is at risk
SMALLEST, LARGEST, MOST_PIXELS = 480, 8000, 40_000_000
# how many times longer one side may be than the other
LONGEST = 3
LOWEST_DPI, HIGHEST_DPI = 36, 1200

EXPECTED = (
    f"expected A4, A3 (landscape), A4-portrait, A3-portrait, 16:9, or WIDTHxHEIGHT in pixels, "
    f"each from {SMALLEST} to {LARGEST}, at most {MOST_PIXELS // 1_000_000} million in all and "
    f"one side at most {LONGEST} times the other, for instance 1920x1080"
)

# the sizes the layouts are designed at, in pixels; everything grows and shrinks with them
LANDSCAPE = (1920, 1080)
PORTRAIT = (1080, 1528)
# sheets at least this much wider than high have the column beside the map
LANDSCAPE_FROM = 1.15
# shapes of the map frame, width over height, for which there is ground to fill it
FLATTEST, TALLEST = 2.3, 0.75

MARGIN, GUTTER = 48.0, 44.0
COLUMN = 430.0
PANEL_SHARE = 0.34
DATE_SIZE = 62.0
DATE_ROOM = 90.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of ``width`` by ``height`` pixels of 1/96 inch.

    ``scale`` is how many pixels of a picture each of them takes, ``dpi`` what the picture says
    of itself.
    """

    width: float = 1920
    height: float = 1080
    scale: float = 1.0
    dpi: int = PX_PER_INCH

    @property
    def picture(self) -> tuple[int, int]:
        """Return the width and height of a picture of the sheet, in its pixels."""
        return round(self.width * self.scale), round(self.height * self.scale)

    @classmethod
    def parse(cls, size: str = DEFAULT_SIZE, dpi: int | None = None) -> Sheet:
        """Return the sheet of a size in words.

        Parameters
        ----------
        size
            ``A4`` or ``A3`` (landscape), ``A4-portrait``, ``A3-portrait``, ``16:9`` (a slide,
            13 1/3 by 7 1/2 inches) or ``WIDTHxHEIGHT`` in pixels.
        dpi
            Pixels an inch; by default 300 on paper, 144 on a slide. A size in pixels stays
            what it is whatever the dpi.

        Raises
        ------
        UsageError
            If it is no such size, or one no map can be drawn at.
        """
        if dpi is not None and not LOWEST_DPI <= dpi <= HIGHEST_DPI:
            raise UsageError(f"{dpi} dpi is no use: expected from {LOWEST_DPI} to {HIGHEST_DPI}")
        name = size.strip().lower()
        if name == "16:9":
            return cls._on_paper(*_SLIDE_INCHES, dpi or _SLIDE_DPI)
        paper, _, turned = name.partition("-")
        if paper in _PAPER_MM and turned in ("", "portrait", "landscape"):
            wide, high = (mm / _MM_PER_INCH for mm in _PAPER_MM[paper])
            if turned == "portrait":
                wide, high = high, wide
            return cls._on_paper(wide, high, dpi or PAPER_DPI)
        match = re.fullmatch(r"(\d{1,6})[x×](\d{1,6})", name, re.ASCII)
        if match is None:
            raise UsageError(f"{shorten(size)!r} is not a size: {EXPECTED}")
        sheet = cls(int(match[1]), int(match[2]), dpi=dpi or PX_PER_INCH)
        sheet._require_drawable()
        return sheet

    @classmethod
    def _on_paper(cls, wide: float, high: float, dpi: int) -> Sheet:
        sheet = cls(wide * PX_PER_INCH, high * PX_PER_INCH, dpi / PX_PER_INCH, dpi)
        sheet._require_drawable()
        return sheet

    def _require_drawable(self) -> None:
        width, height = self.picture
        in_range = all(SMALLEST <= side <= LARGEST for side in (width, height))
        too_long = max(width, height) > LONGEST * min(width, height)
        if not in_range or too_long or width * height > MOST_PIXELS:
            raise UsageError(f"no map can be drawn at {width}x{height} pixels: {EXPECTED}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things go: the map, and legend and notes beside or below it.

    ``columns`` are one (beside the map) or two (below it); ``unit`` is the size of a style pixel.
    """

    unit: float
    date_at: tuple[float, float]
    map: Frame
    columns: tuple[Frame, ...]

    @classmethod
    def of(cls, width: float, height: float) -> Layout:
        """Return the layout of a sheet of ``width`` by ``height`` pixels."""
        if width >= LANDSCAPE_FROM * height:
            return _landscape(width, height)
        return _portrait(width, height)


def _landscape(width: float, height: float) -> Layout:
    unit = min(width / LANDSCAPE[0], height / LANDSCAPE[1])
    margin, column = MARGIN * unit, COLUMN * unit
    top, bottom = height - margin, margin
    high = top - DATE_ROOM * unit - bottom
    wide = min(width - 2 * margin - GUTTER * unit - column, FLATTEST * high)
    high = min(high, wide / TALLEST)
    # what a very wide sheet has too much goes to both sides
    left = (width - wide - GUTTER * unit - column) / 2
    right = left + wide
    return Layout(
        unit,
        (left, top),
        Frame(left, top - DATE_ROOM * unit - high, right, top - DATE_ROOM * unit),
        (Frame(right + GUTTER * unit, bottom, right + GUTTER * unit + column, top),),
    )


def _portrait(width: float, height: float) -> Layout:
    unit = min(width / PORTRAIT[0], height / PORTRAIT[1])
    margin, gutter = MARGIN * unit, GUTTER * unit
    wide = width - 2 * margin
    top = height - margin - DATE_ROOM * unit
    high = min(top - margin - gutter - PANEL_SHARE * height, wide / TALLEST)
    wide = min(wide, FLATTEST * high)
    left = (width - wide) / 2
    below = top - high - gutter
    half = (wide - gutter) / 2
    return Layout(
        unit,
        (left, height - margin),
        Frame(left, top - high, left + wide, top),
        (
            Frame(left, margin, left + half, below),
            Frame(left + half + gutter, margin, left + wide, below),
        ),
    )
