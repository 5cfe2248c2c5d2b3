"""Signs as on the page: places by kind, the mark of an event, hatches of the same pitch."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import GeometryCollection, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from karamap.core.style import Style, Theme, style_keys
from karamap.render.map.canvas import Canvas


def place_reach(theme: Theme, kind: str, unit: float) -> float:
    """Return how far a place sign reaches from its point, in pixels."""
    return theme.styles["places"].radius * unit * (1.35 if kind == "city" else 1.0)


def event_reach(theme: Theme, unit: float) -> float:
    """Return how far the mark of any event reaches from its point, in pixels."""
    styles = (theme.styles[key] for key in style_keys("events"))
    return max((style.radius + style.width) * unit for style in styles)


def place(canvas: Canvas, at: Point, kind: str, unit: float) -> None:
    """Draw a place: a ring with a dot, a ring, a dot; heights get a triangle."""
    style, by = canvas.theme.styles["places"], canvas.theme.palette
    radius, ink, light = style.radius * unit, style.stroke or by.ink, style.fill or by.halo
    if kind in ("city", "town"):
        disc = at.buffer(place_reach(canvas.theme, kind, unit))
        canvas.area(disc, light)
        canvas.line(disc, ink, style.width * unit)
        if kind == "city":
            canvas.area(at.buffer(radius * 0.5), ink)
    elif kind in ("height", "range", "pass"):
        foot = at.y - 0.8 * radius
        corners = [(at.x, at.y + radius), (at.x + radius, foot), (at.x - radius, foot)]
        canvas.area(Polygon(corners), ink)
    elif kind in ("site", "reservoir"):
        canvas.area(at.buffer(radius * 0.6, cap_style="square"), ink)
    else:
        disc = at.buffer(radius * 0.6)
        canvas.line(disc, light, 1.6 * unit)
        canvas.area(disc, ink)


def event(canvas: Canvas, at: Point, unit: float, style: Style) -> None:
    """Draw the mark of an event, each kind in a form and colour of its own."""
    by, radius = canvas.theme.palette, style.radius * unit
    # on the sheet y grows upwards
    sign = Polygon([(at.x + x * radius, at.y - y * radius) for x, y in style.outline])
    canvas.line(sign, style.stroke or by.halo, 2 * style.width * unit)
    canvas.area(sign, style.fill or by.ink)


def spot(canvas: Canvas, at: Point, style: Style, unit: float) -> None:
    """Draw a disc in the colours of a style: something that stands at a point of a road."""
    by, disc = canvas.theme.palette, at.buffer(style.radius * unit)
    canvas.area(disc, style.fill or by.halo)
    canvas.line(disc, style.stroke or by.ink, style.width * unit)


def arrow(left: float, right: float, middle: float, rise: float) -> Polygon:
    """Return an arrow to the right between two edges, that reaches so far up and down."""
    outline = ((0, -0.45), (0.62, -0.45), (0.62, -1), (1, 0), (0.62, 1), (0.62, 0.45), (0, 0.45))
    return Polygon([(left + x * (right - left), middle + y * rise) for x, y in outline])


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
        canvas.area(_dots(area, pitch, width / 2), colour)
        return
    # on the sheet y grows upwards
    for degrees in (-pattern.angle, 90 - pattern.angle)[: 2 if pattern.form == "cross" else 1]:
        strokes = shapely.intersection(_strokes(area, pitch, degrees), area)
        canvas.line(strokes, colour, width)


def _strokes(area: BaseGeometry, pitch: float, degrees: float) -> BaseGeometry:
    """Return parallel lines over the bounds of an area, at places that do not depend on it."""
    sine, cosine = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    along, across = np.array([cosine, sine]), np.array([-sine, cosine])
    corners = shapely.get_coordinates(shapely.box(*area.bounds))
    ends = (corners @ along).min() - pitch, (corners @ along).max() + pitch
    offsets = _multiples((corners @ across).min(), (corners @ across).max(), pitch)
    lines = [[end * along + offset * across for end in ends] for offset in offsets]
    return MultiLineString(lines)


def _dots(area: BaseGeometry, pitch: float, radius: float) -> BaseGeometry:
    """Return discs in rows over an area, cut off at its edge."""
    west, south, east, north = area.bounds
    grid = np.meshgrid(_multiples(west, east, pitch), _multiples(south, north, pitch))
    points = np.reshape(grid, (2, -1)).T
    middles = shapely.points(points[shapely.contains_xy(area, points)])
    discs = np.asarray(shapely.buffer(middles, radius, quad_segs=4))
    # most lie clear of the edge, and cutting thousands takes seconds
    at_edge = ~shapely.contains_properly(area, discs)
    discs[at_edge] = shapely.intersection(discs[at_edge], area)
    return GeometryCollection(list(discs))


def _multiples(lowest: float, highest: float, pitch: float) -> NDArray[np.float64]:
    return np.arange(np.floor(lowest / pitch), np.ceil(highest / pitch) + 1) * pitch
