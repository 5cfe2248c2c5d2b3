"""What a picture of a day is about: the ground to be framed, and the line to be set over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from karamap.core.dates import visible
from karamap.describe.captions import EVENT_STAYS, is_recent, period
from karamap.lang.messages import text
from karamap.lang.names import name_on
from karamap.render.map.projection import REGION, Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, timedelta

    from shapely.geometry.base import BaseGeometry

    from karamap.atlas.atlas import Atlas
    from karamap.core.geojson import Feature

_ZONES = ("autonomous_oblast", "peacekeeping_zone", "lachin_corridor", "line_of_contact",
          "front_lines_2020")  # fmt: skip
# about 25 km: so near the ground an event is still about it
_NEAR_DEGREES = 0.25


@dataclass(frozen=True, slots=True)
class Subject:
    """The ground a day is about, in degrees, and its headline."""

    bounds: Bounds
    headline: str


def subject_of(atlas: Atlas, day: date, language: str) -> Subject:
    """Return what the map is about on a day."""
    found = [
        item.geometry
        for layer in _ZONES
        for item in atlas.features(layer, day)
        if item.geometry is not None
    ]
    found += [
        item.geometry
        for item in atlas.features("control", day)
        if item.properties["controller"] != "azerbaijan" and item.geometry is not None
    ]
    ground: BaseGeometry = shapely.box(*REGION)
    if found:
        ground = shapely.intersection(ground, shapely.box(*shapely.total_bounds(found)))
    west, south, east, north = shapely.bounds(ground)
    bounds = (float(west), float(south), float(east), float(north))
    event = _weightiest(atlas, day, ground)
    headline = name_on(event, day, language) if event else text(period(day), language)
    return Subject(bounds, headline)


def _weightiest(atlas: Atlas, day: date, ground: BaseGeometry) -> Feature | None:
    """Return the event that a day is remembered for, or None.

    What began on the day comes first, then what is under way, then what is not long past; of
    several the article's, the shorter, the later. What lasts for months tells of no day, and what
    happened far from the ground is told elsewhere.
    """
    near = shapely.buffer(ground, _NEAR_DEGREES)

    def weight(event: Feature) -> tuple[bool, bool, bool, date, timedelta]:
        start, end = event.span
        began = start == day
        article = bool(event.properties["in_article"])
        return began, visible(start, end, day), began and article, start, start - (end or day)

    told = [
        event
        for event in atlas.layers["events"]
        if is_recent(*event.span, day)
        and (event.span[0] == day or (event.span[1] or day) - event.span[0] <= EVENT_STAYS)
        and (event.geometry is None or shapely.intersects(event.geometry, near))
    ]
    return max(told, key=weight, default=None)


def covering(subjects: Iterable[Subject]) -> Bounds:
    """Return the bounds that hold those of several subjects."""
    boxes = [subject.bounds for subject in subjects]
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
