"""The sheet a map is drawn on, from a text such as ``1920x1080`` or ``A4``, or a preset.

Everything is laid out in pixels of 1/96 inch, as in CSS. A size in pixels gives a picture of
just so many; a size of paper gives a page of its true measures, and a picture of ``dpi``
pixels an inch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from karamap.core.dates import shorten
from karamap.core.errors import UsageError

PX_PER_INCH = 96
_MM_PER_INCH = 25.4
_PAPER_MM = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
# the wide slide of presentation programs: 1920x1080 pixels at its own dpi
_SLIDE_INCHES, _SLIDE_DPI = (40 / 3, 7.5), 144
PAPER_DPI = 300

DEFAULT_SIZE = "1920x1080"
# below the smallest side names cannot be read; above the largest area memory is at risk
SMALLEST, LARGEST, MOST_PIXELS = 300, 8000, 40_000_000
# how many times longer one side may be than the other, and up to where all is told on a sheet
LONGEST, LONGEST_FULL = 8, 3
LOWEST_DPI, HIGHEST_DPI = 36, 1200

EXPECTED = (
    f"expected A4, A3 (landscape), A4-portrait, A3-portrait, 16:9, or WIDTHxHEIGHT in pixels, "
    f"each from {SMALLEST} to {LARGEST}, at most {MOST_PIXELS // 1_000_000} million in all and "
    f"one side at most {LONGEST} times the other, for instance 1920x1080"
)

# the side, in pixels, that the words of a brief sheet of no preset are designed for
BRIEF_SIDE = 1080


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of ``width`` by ``height`` pixels of 1/96 inch.

    ``scale`` is how many pixels of a picture each of them takes, ``dpi`` what the picture says
    of itself. One of a ``preset`` is brief: heading, map, legend and one line of sources, with
    style pixels of ``unit``; so is one too long for more.
    """

    width: float = 1920
    height: float = 1080
    scale: float = 1.0
    dpi: int = PX_PER_INCH
    preset: str = ""
    unit: float = 1.0

    @property
    def picture(self) -> tuple[int, int]:
        """Return the width and height of a picture of the sheet, in its pixels."""
        return round(self.width * self.scale), round(self.height * self.scale)

    @property
    def is_brief(self) -> bool:
        """Tell whether the sheet has room for the chief things only."""
        return bool(self.preset) or max(self.width, self.height) > LONGEST_FULL * min(
            self.width, self.height
        )

    @classmethod
    def parse(cls, size: str = DEFAULT_SIZE, dpi: int | None = None) -> Sheet:
        """Return the sheet of a size in words, or raise a UsageError.

        ``size`` is ``A4`` or ``A3`` (landscape), ``A4-portrait``, ``A3-portrait``, ``16:9`` (a
        slide, 13 1/3 by 7 1/2 inches) or ``WIDTHxHEIGHT`` in pixels, which stay whatever the dpi;
        that is by default 300 pixels an inch on paper, 144 on a slide.
        """
        if dpi is not None and not LOWEST_DPI <= dpi <= HIGHEST_DPI:
            raise UsageError(
                f"{dpi} dpi cannot be drawn: expected from {LOWEST_DPI} to {HIGHEST_DPI}"
            )
        name = str(size).strip().lower()
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
        width, height = int(match[1]), int(match[2])
        unit = min((width * height) ** 0.5, 2 * min(width, height)) / BRIEF_SIDE
        return cls(width, height, dpi=dpi or PX_PER_INCH, unit=unit)

    @classmethod
    def _on_paper(cls, wide: float, high: float, dpi: int) -> Sheet:
        return cls(wide * PX_PER_INCH, high * PX_PER_INCH, dpi / PX_PER_INCH, dpi)

    def __post_init__(self) -> None:
        """Refuse a sheet on which no map can be drawn."""
        width, height = self.picture
        in_range = all(SMALLEST <= side <= LARGEST for side in (width, height))
        too_long = max(width, height) > LONGEST * min(width, height)
        if not in_range or too_long or width * height > MOST_PIXELS:
            raise UsageError(f"no map can be drawn at {width}x{height} pixels: {EXPECTED}")


# sheets for where pictures are put: their size in pixels, and that of a style pixel on them, so
# large that words can be read there
PRESETS = {
    "square": Sheet(1080, 1080, preset="square", unit=1.3),
    "story": Sheet(1080, 1920, preset="story", unit=1.6),
    "slide": Sheet(1920, 1080, preset="slide", unit=1.5),
    "column": Sheet(900, 1200, preset="column", unit=1.15),
    "thumbnail": Sheet(1200, 630, preset="thumbnail", unit=1.15),
}


def parse_preset(name: str) -> Sheet:
    """Return the sheet of a preset; a UsageError lists those there are."""
    found = PRESETS.get(str(name).strip().lower())
    if found is None:
        raise UsageError(f"{shorten(name)!r} is no preset: expected one of {', '.join(PRESETS)}")
    return found
