"""Where things stand on a sheet: heading, map, and what is told beside or below it.

The map's frame takes the shape of its subject within limits, so that the subject fills it, and
no words stand in it but names and the scale bar, for which the view leaves room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from karamap.render.map.projection import Frame
from karamap.render.map.sheet import Sheet

# the height of the heading at a width, with style pixels of a size
HeadHeight = Callable[[float, float], float]

# the sizes that full layouts are designed at, in pixels; everything grows and shrinks with them
LANDSCAPE = (1920, 1080)
PORTRAIT = (1080, 1528)
# sheets at least this much wider than high have the column beside the map, those this much have
# the heading there too
LANDSCAPE_FROM, BANNER_FROM = 1.15, 2.4
# shapes of the map frame, width over height, for which there is ground to fill it, and how many
# times longer it may be than its subject
FLATTEST, TALLEST, LOOSEST = 2.3, 0.75, 1.55

MARGIN, GUTTER, GAP = 48.0, 44.0, 22.0
COLUMN, BRIEF_COLUMN = 430.0, 290.0
PANEL_SHARE, BRIEF_PANEL = 0.34, 0.2
# a brief sheet: room around it, for its source, and the most its heading may take of its height
EDGE, FOOT, HEAD_SHARE = 30.0, 24.0, 0.3
# below the map stand the degrees of longitude, left of it those of latitude
DEGREES = 26.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where heading, map, columns and the one line of a brief sheet's source stand.

    ``columns`` are one (beside the map) or two (below it); ``unit`` is the size of a style pixel.
    """

    unit: float
    head: Frame
    map: Frame
    columns: tuple[Frame, ...]
    foot: Frame | None = None

    @classmethod
    def of(cls, sheet: Sheet, head: HeadHeight, shape: float | None = None) -> Layout:
        """Return the layout of a sheet; ``shape`` is width over height of what the map is about."""
        if sheet.is_brief:
            return _brief(sheet, head, shape)
        if sheet.width >= LANDSCAPE_FROM * sheet.height:
            return _landscape(sheet, head, shape)
        return _portrait(sheet, head, shape)


def _fitted(wide: float, high: float, shape: float | None) -> tuple[float, float]:
    """Return the measures of a map frame within a room, for a subject of a shape."""
    flattest, tallest = FLATTEST, TALLEST
    if shape is not None:
        flattest, tallest = min(flattest, LOOSEST * shape), max(tallest, shape / LOOSEST)
        flattest, tallest = max(flattest, tallest), min(flattest, tallest)
    wide = min(wide, flattest * high)
    return wide, min(high, wide / tallest)


def _landscape(sheet: Sheet, head: HeadHeight, shape: float | None) -> Layout:
    width, height = sheet.width, sheet.height
    unit = min(width / LANDSCAPE[0], height / LANDSCAPE[1])
    margin, column, gutter = MARGIN * unit, COLUMN * unit, GUTTER * unit
    top, bottom = height - margin, margin
    room = width - 2 * margin - gutter - column
    high = top - head(room + gutter + column, unit) - GAP * unit - bottom
    wide, high = _fitted(room, high, shape)
    # what a very wide sheet has too much goes to both sides
    left = (width - wide - gutter - column) / 2
    right = left + wide + gutter + column
    under = top - head(right - left, unit)
    roof = under - GAP * unit
    return Layout(
        unit,
        Frame(left, under, right, top),
        Frame(left, roof - high, left + wide, roof),
        (Frame(right - column, bottom, right, roof),),
    )


def _portrait(sheet: Sheet, head: HeadHeight, shape: float | None) -> Layout:
    width, height = sheet.width, sheet.height
    unit = min(width / PORTRAIT[0], height / PORTRAIT[1])
    margin, gutter = MARGIN * unit, GUTTER * unit
    room = width - 2 * margin
    under = height - margin - head(room, unit)
    roof = under - GAP * unit
    wide, high = _fitted(room, roof - margin - gutter - PANEL_SHARE * height, shape)
    below, half = roof - high - gutter, (room - gutter) / 2
    left = (width - wide) / 2
    return Layout(
        unit,
        Frame(margin, under, margin + room, height - margin),
        Frame(left, roof - high, left + wide, roof),
        (
            Frame(margin, margin, margin + half, below),
            Frame(margin + half + gutter, margin, margin + room, below),
        ),
    )


def _brief(sheet: Sheet, head: HeadHeight, shape: float | None) -> Layout:
    unit, edge, gap = sheet.unit, EDGE * sheet.unit, GAP * sheet.unit
    left, right, top = edge, sheet.width - edge, sheet.height - edge
    foot = Frame(left, edge * 0.6, right, edge * 0.6 + FOOT * unit)
    bottom = foot.top + (DEGREES + 8) * unit
    column = BRIEF_COLUMN * unit
    if sheet.width >= BANNER_FROM * sheet.height:
        # heading at the left, legend at the right, the map between them
        wide, high = _fitted(right - left - 2 * (column + 2 * gap), top - bottom, shape)
        middle = (left + right) / 2
        frame = Frame(middle - wide / 2, top - high, middle + wide / 2, top)
        title = Frame(frame.left - 2 * gap - column, bottom, frame.left - 2 * gap, top)
        legend = Frame(frame.right + gap, bottom, frame.right + gap + column, top)
        return Layout(unit, title, frame, (legend,), foot)
    under = top - min(head(right - left, unit), HEAD_SHARE * sheet.height)
    title, roof = Frame(left, under, right, top), under - 0.6 * gap
    if sheet.width >= LANDSCAPE_FROM * sheet.height:
        wide, high = _fitted(right - left - column - gap, roof - bottom, shape)
        frame = Frame(left + DEGREES * unit, roof - high, left + wide, roof)
        legend = Frame(frame.right + gap, foot.top + gap / 2, right, roof)
        return Layout(unit, title, frame, (legend,), foot)
    panel = BRIEF_PANEL * sheet.height
    wide, high = _fitted(right - left, roof - bottom - panel, shape)
    start = (left + right - wide) / 2
    frame = Frame(start, roof - high, start + wide, roof)
    below, half = frame.bottom - (DEGREES + 14) * unit, (right - left - gap) / 2
    legends = (
        Frame(left, foot.top + gap / 2, left + half, below),
        Frame(right - half, foot.top + gap / 2, right, below),
    )
    return Layout(unit, title, frame, legends, foot)
