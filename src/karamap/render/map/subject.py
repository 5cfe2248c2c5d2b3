"""What a picture of a day is about: the ground to be framed, and the line to be set over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from karamap.describe.captions import is_recent
from karamap.lang.messages import text
from karamap.lang.names import name_on
from karamap.render.map.projection import REGION, Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karamap.atlas.atlas import Atlas

_ZONES = ("autonomous_oblast", "peacekeeping_zone", "lachin_corridor", "line_of_contact",
          "front_lines_2020")  # fmt: skip


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
    events = [item for item in atlas.layers["events"] if is_recent(*item.span, day)]
    headline = name_on(events[-1], day, language) if events else text("snapshot.heading", language)
    if not found:
        return Subject(REGION, headline)
    west, south, east, north = shapely.total_bounds(found)
    return Subject((float(west), float(south), float(east), float(north)), headline)


def covering(subjects: Iterable[Subject]) -> Bounds:
    """Return the bounds that hold those of several subjects."""
    boxes = [subject.bounds for subject in subjects]
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
