"""Small signs, as on the page: place signs by kind, and the mark of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely.geometry import Point, Polygon

if TYPE_CHECKING:
    from karamap.core.style import Style, Theme
    from karamap.render.map.canvas import Canvas


def place_reach(theme: Theme, kind: str, unit: float) -> float:
    """Return how far a place sign reaches from its point, in pixels."""
    return theme.styles["places"].radius * unit * (1.35 if kind == "city" else 1.0)


def event_reach(theme: Theme, unit: float) -> float:
    """Return how far the mark of an event reaches from its point, in pixels."""
    style = theme.styles["events"]
    return (style.radius + style.width) * unit


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
        canvas.area(_triangle(at, radius), ink)
    elif kind in ("site", "reservoir"):
        canvas.area(at.buffer(radius * 0.6, cap_style="square"), ink)
    else:
        disc = at.buffer(radius * 0.6)
        canvas.line(disc, light, 1.6 * unit)
        canvas.area(disc, ink)


def event(canvas: Canvas, at: Point, unit: float) -> None:
    """Draw the mark of an event: a diamond."""
    style, by = canvas.theme.styles["events"], canvas.theme.palette
    radius = style.radius * unit
    diamond = Polygon(
        [(at.x, at.y + radius), (at.x + radius, at.y), (at.x, at.y - radius), (at.x - radius, at.y)]
    )
    canvas.line(diamond, style.stroke or by.halo, 2 * style.width * unit)
    canvas.area(diamond, style.fill or by.ink)


def spot(canvas: Canvas, at: Point, style: Style, unit: float) -> None:
    """Draw a disc in the colours of a style: something that stands at a point of a road."""
    by, disc = canvas.theme.palette, at.buffer(style.radius * unit)
    canvas.area(disc, style.fill or by.halo)
    canvas.line(disc, style.stroke or by.ink, style.width * unit)


def _triangle(at: Point, radius: float) -> Polygon:
    foot = at.y - 0.8 * radius
    return Polygon([(at.x, at.y + radius), (at.x + radius, foot), (at.x - radius, foot)])
