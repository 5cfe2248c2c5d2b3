"""What the map is about on a day: the last thing that happened, and the ground to look at.

That is the last stop, event or change of ground, for :data:`STAYS` at most; on one day a stop
comes before an event, an event before ground that changed hands. Where nothing happened for so
long, a day is about the disputed ground as it stands. The words are in
:mod:`karamap.describe.headlines`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import accumulate
from math import cos, radians
from typing import TYPE_CHECKING

import shapely

from karamap.core.dates import FIRST_DAY, LAST_DAY, visible
from karamap.evidence.narrative import Stop
from karamap.evidence.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from karamap.atlas.atlas import Atlas
    from karamap.atlas.state import Change
    from karamap.core.geojson import Feature

# west, south, east, north in degrees
Bounds = tuple[float, float, float, float]
# the ground that the map is of; what is disputed beyond it is not what a day is about
REGION: Bounds = (45.6, 38.75, 47.9, 40.75)

# for so long a day is about what happened before it
STAYS = timedelta(days=30)
# less ground than this, in km2, is nothing to be told by itself
TOLD_KM2 = 10.0
# of the ground that changed hands the box holds this share, so that no crumb far off widens it
MOST = 0.95
# about 25 km: so near the ground an event is still about it
_NEAR_DEGREES = 0.25

# a box is at least about 70 km high: less shows no context, and lines are no finer than 1 to 5 km
LEAST_HEIGHT = 0.62
# wide against high, on the ground: this fills 35 percent of any frame from upright to wide
NARROWEST, WIDEST = 1.2, 1.5
# room around what the box holds, as a share of its sides
ROOM = 0.06

_ZONES = ("peacekeeping_zone", "lachin_corridor", "line_of_contact", "front_lines_2020")
# what happens at its places; other events are about the ground that is disputed
_AT_ITS_PLACES = ("military", "humanitarian")


@dataclass(frozen=True, slots=True)
class Happening:
    """What a day is remembered for: a stop, or an event, or ground that changed hands."""

    day: date
    bounds: Bounds
    stop: Stop | None
    event: Feature | None
    ground: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the map is about on a day: the ground to look at, and what happened, if anything."""

    day: date
    bounds: Bounds
    happening: Happening | None

    @property
    def stop(self) -> Stop | None:
        """Return the stop that the day is."""
        found = self.happening
        return found.stop if found and found.day == self.day else None


class Subjects:
    """What an atlas is about on each of its days."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._happening = cache(self._found)

    def __repr__(self) -> str:
        """Return how many days there are to stop at."""
        return f"Subjects({len(self.stops)} stops)"

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Return the days to stop at, in order."""
        found = rows(self._atlas.folder / "evidence", Stop)
        return tuple(sorted(found, key=lambda stop: stop.day))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Return the days on which the map may be about something else than on their eve."""
        happened = [day for day in self._candidates if self._happening(day)]
        past = [day + STAYS for day in happened if day + STAYS <= LAST_DAY]
        return tuple(sorted({*happened, *past, *self._atlas.change_dates}))

    def on(self, day: date) -> Subject:
        """Return what the map is about on a day."""
        at = bisect_right(self._candidates, day)
        for earlier in reversed(self._candidates[:at]):
            if day - earlier >= STAYS:
                break
            if found := self._happening(earlier):
                return Subject(day, found.bounds, found)
        return Subject(day, framed(self._disputed(day)), None)

    def between(self, since: date, until: date) -> Bounds:
        """Return what a comparison of two days is about: the ground that differs, else both."""
        moved = _most(self._atlas.changes(since, until).ground_changes)
        if sum(item.km2 for item in moved) >= TOLD_KM2:
            return framed(bounds_of(item.geometry for item in moved))
        return covering([self.on(since).bounds, self.on(until).bounds])

    def over(self, days: Iterable[date]) -> Bounds:
        """Return what a film of some days is about: their ground, as far as the map is of it."""
        box = covering([self.on(day).bounds for day in days])
        inner = _within_region(box)
        return framed(inner, room=0) if inner[0] < inner[2] and inner[1] < inner[3] else box

    @cached_property
    def _candidates(self) -> tuple[date, ...]:
        """Return the days on which anything may have happened, in order."""
        stops = (stop.day for stop in self.stops)
        return tuple(sorted({*stops, *self._events, *self._atlas.change_dates}))

    @cached_property
    def _events(self) -> dict[date, list[Feature]]:
        """Return the events by the day on which they began, if that is known."""
        found: dict[date, list[Feature]] = {}
        for event in self._atlas.layers["events"]:
            # what is dated to a year belongs to no day of it
            if "-" in event.properties["start_date:edtf"]:
                found.setdefault(event.span[0], []).append(event)
        return found

    def _found(self, day: date) -> Happening | None:
        """Return what a day is remembered for, or None."""
        stop = next((stop for stop in self.stops if stop.day == day), None)
        changes = self._atlas.changes_on(day) if day in self._atlas.change_dates else None
        # ground that is shown for the first time did not change hands
        moved = _most([item for item in changes.ground_changes if item.before] if changes else [])
        event = self._event_of(stop) if stop else self._weightiest(day)
        told = sum(item.km2 for item in moved) >= TOLD_KM2
        if not (stop or event or told):
            return None
        return Happening(day, self._bounds(day, stop, event, moved), stop, event, tuple(moved))

    def _event_of(self, stop: Stop) -> Feature | None:
        events = self._atlas.layers["events"]
        return next((event for event in events if event.id == stop.event_id), None)

    def _weightiest(self, day: date) -> Feature | None:
        """Return the event that began on a day and weighs most: the article's, then the shorter.

        What happened far from the ground is told elsewhere.
        """
        events = self._events.get(day, [])
        near = shapely.buffer(shapely.box(*self._disputed(day)), _NEAR_DEGREES) if events else None
        here = [x for x in events if x.geometry is None or shapely.intersects(x.geometry, near)]

        def weight(event: Feature) -> tuple[bool, timedelta]:
            start, end = event.span
            return bool(event.properties["in_article"]), start - (end or LAST_DAY)

        return max(here, key=weight, default=None)

    def _bounds(
        self, day: date, stop: Stop | None, event: Feature | None, moved: list[Change]
    ) -> Bounds:
        ground = [*self._points(stop.places), *self._units(stop.units)] if stop else []
        if not ground:
            ground = [item.geometry for item in moved]
            if event and event.properties["kind"] in _AT_ITS_PLACES:
                ground += self._points(event.properties["places"])
        return framed(bounds_of(ground) if ground else self._disputed(day))

    def _points(self, places: Iterable[str]) -> list[BaseGeometry]:
        wanted = set(places)
        return [item.geometry for item in self._atlas.layers["places"] if item.id in wanted]

    def _units(self, units: tuple[str, ...]) -> list[BaseGeometry]:
        control = self._atlas.layers["control"]
        found = [item.geometry for item in control if item.properties["unit"] in units]
        # the oblast is ground of several units
        whole = self._atlas.layers["autonomous_oblast"] if "oblast" in units else ()
        return [*found, *(item.geometry for item in whole)]

    def _disputed(self, day: date) -> Bounds:
        """Return the bounds of the oblast and of what is not plainly Azerbaijan's on a day."""
        there = (box for start, end, box in self._not_azerbaijans if visible(start, end, day))
        return _within_region(_around(there))

    @cached_property
    def _not_azerbaijans(self) -> list[tuple[date, date | None, Bounds]]:
        """Return the oblast, zones, lines and ground of others: from when until when, and where."""
        layers = self._atlas.layers
        found = [item for layer in _ZONES for item in layers[layer]]
        found += [x for x in layers["control"] if x.properties["controller"] != "azerbaijan"]
        # the oblast is what the dispute is about, before it was drawn and after it was abolished
        oblast = [(FIRST_DAY, None, bounds_of([x.geometry])) for x in layers["autonomous_oblast"]]
        return [*oblast, *((*x.span, bounds_of([x.geometry])) for x in found)]


def _most(changes: Iterable[Change]) -> list[Change]:
    """Return the largest of some changes, which make up nearly all of the ground."""
    rows = sorted(changes, key=lambda item: -item.km2)
    wanted = MOST * sum(item.km2 for item in rows)
    before = accumulate((item.km2 for item in rows), initial=0.0)
    return [item for item, km2 in zip(rows, before, strict=False) if km2 < wanted]


def _within_region(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    return (
        max(west, REGION[0]),
        max(south, REGION[1]),
        min(east, REGION[2]),
        min(north, REGION[3]),
    )


def bounds_of(geometries: Iterable[BaseGeometry]) -> Bounds:
    """Return the bounds that hold some geometries."""
    west, south, east, north = shapely.total_bounds(list(geometries)).tolist()
    return west, south, east, north


def covering(boxes: Iterable[Bounds]) -> Bounds:
    """Return the bounds that hold some others."""
    return framed(_around(boxes), room=0)


def _around(boxes: Iterable[Bounds]) -> Bounds:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def framed(bounds: Bounds, room: float = ROOM) -> Bounds:
    """Return bounds with some room around them, neither too small nor too long for a frame."""
    west, south, east, north = bounds
    middle, centre = (west + east) / 2, (south + north) / 2
    # degrees of longitude as long as one of latitude
    stretch = 1 / cos(radians(centre))
    high = max((north - south) * (1 + 2 * room), LEAST_HEIGHT)
    wide = max((east - west) * (1 + 2 * room), NARROWEST * high * stretch)
    high = max(high, wide / stretch / WIDEST)
    sides = (middle - wide / 2, centre - high / 2, middle + wide / 2, centre + high / 2)
    west, south, east, north = (round(side, 3) for side in sides)
    return west, south, east, north
