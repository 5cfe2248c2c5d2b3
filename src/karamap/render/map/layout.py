"""Where things go on a sheet: the map, and the column of legend and notes beside or below it."""

from __future__ import annotations

from dataclasses import dataclass

from karamap.render.map.projection import Frame

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
class Layout:
    """The rectangles of a sheet; ``unit`` is the size of a style pixel on it.

    ``columns`` are one (beside the map) or two (below it).
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
