"""Hatches as geometry, with the same pitch and angle as the patterns of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import MultiLineString, MultiPoint

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from karamap.core.style import Style
    from karamap.render.map.canvas import Canvas


def hatch(
    canvas: Canvas, style: Style, area: BaseGeometry, unit: float, frame: BaseGeometry
) -> None:
    """Cover an area with the hatch of a style, if it has one; ``unit`` scales its strokes."""
    area = shapely.intersection(area, frame)
    if style.hatch is None or area.is_empty:
        return
    pattern, colour = canvas.theme.hatches[style.hatch], style.stroke or canvas.theme.palette.ink
    pitch, width = pattern.pitch * unit, pattern.width * unit
    if pattern.form == "dots":
        dots = _dots(area, pitch).buffer(width / 2, quad_segs=4)
        canvas.area(shapely.intersection(dots, area), colour)
        return
    # on the sheet y grows upwards
    for degrees in (-pattern.angle, 90 - pattern.angle)[: 2 if pattern.form == "cross" else 1]:
        strokes = shapely.intersection(_strokes(area, pitch, degrees), area)
        canvas.line(strokes, colour, width)


def _strokes(area: BaseGeometry, pitch: float, degrees: float) -> BaseGeometry:
    """Return parallel lines over the bounds of an area, at places that do not depend on it."""
    angle = np.radians(degrees)
    along, across = (
        np.array([np.cos(angle), np.sin(angle)]),
        np.array([-np.sin(angle), np.cos(angle)]),
    )
    corners = _corners(area)
    ends = (corners @ along).min() - pitch, (corners @ along).max() + pitch
    offsets = _multiples((corners @ across).min(), (corners @ across).max(), pitch)
    lines = [[end * along + offset * across for end in ends] for offset in offsets]
    return MultiLineString(lines)


def _dots(area: BaseGeometry, pitch: float) -> BaseGeometry:
    west, south, east, north = area.bounds
    grid = np.meshgrid(_multiples(west, east, pitch), _multiples(south, north, pitch))
    points = np.reshape(grid, (2, -1)).T
    return MultiPoint(points[shapely.contains_xy(area, points)])


def _corners(area: BaseGeometry) -> NDArray[np.float64]:
    west, south, east, north = area.bounds
    return np.array([[west, south], [west, north], [east, south], [east, north]])


def _multiples(lowest: float, highest: float, pitch: float) -> NDArray[np.float64]:
    return np.arange(np.floor(lowest / pitch), np.ceil(highest / pitch) + 1) * pitch
