"""The atlas: all layers in memory, asked by date and by point.

>>> from karamap import Atlas
>>> atlas = Atlas.load()
>>> atlas.control_at(46.752, 39.817, "1994")  # Stepanakert
'armenian_forces'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import shapely
from shapely import STRtree

from karamap.atlas.loading import block_km2, places_near, read_layers
from karamap.atlas.state import Changes, State
from karamap.atlas.subjects import Subjects
from karamap.core.dates import FIRST_DAY, LAST_DAY, ONE_DAY, as_day, parse_day, visible
from karamap.core.errors import UsageError
from karamap.core.geodesy import length_km, on_earth
from karamap.core.intervals import merged
from karamap.core.layers import COMMENTARY, CONTROLLERS, LAYERS
from karamap.core.paths import folder_of
from karamap.core.versions import CODE, data_version
from karamap.evidence.sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from karamap.atlas.story import Story
    from karamap.core.geojson import Feature

_LINES = ("line_of_contact", "front_lines_2020")
# layers whose beginnings and ends are not changes of the map but happenings on it
_NOT_CHANGES = ("events", "countries", "lakes", "rivers", *COMMENTARY)


# told from others by identity, so that what is made of an atlas can be kept by it
@dataclass(frozen=True, eq=False)
class Atlas:
    """Every feature of every layer, with its span of days.

    Parameters
    ----------
    layers
        The features of each layer id, with geometries in longitude/latitude
        (EPSG:4326).
    sources
        The CSL-JSON entry of each key that features cite.
    folder
        The geodata folder they were read from.
    """

    layers: dict[str, tuple[Feature, ...]] = field(repr=False)
    sources: dict[str, dict[str, Any]] = field(repr=False)
    folder: Path

    @classmethod
    def load(cls, folder: Path | str | None = None) -> Self:
        """Read an atlas.

        Parameters
        ----------
        folder
            A geodata folder; that which ships with karamap if not given.

        Raises
        ------
        DataError
            If folder, layer or bibliography is missing, truncated or not what it should be.
        """
        home = folder_of(folder)
        return cls(read_layers(home / "layers"), read_sources(home / "sources.json"), home)

    @cached_property
    def version(self) -> str:
        """Return the version of the data, as their data package states it."""
        return data_version(self.folder)

    @property
    def versions(self) -> dict[str, str]:
        """Return both versions for texts that name them: ``code``, and ``version`` of the data."""
        return {"code": CODE, "version": self.version}

    @cached_property
    def story(self) -> Story:
        """Return what is told beside the map: claims, tour, people, texts in other languages."""
        from karamap.atlas.story import Story  # noqa: PLC0415 - most questions need no story

        return Story.read(self.folder / "evidence")

    @cached_property
    def subjects(self) -> Subjects:
        """Return what the map is about on each day, and the days to stop at."""
        return Subjects(self)

    @cached_property
    def change_dates(self) -> tuple[date, ...]:
        """Return the days on which something on the map begins or ends, in order."""
        days = {
            day
            for name, items in self.layers.items()
            if name not in _NOT_CHANGES
            for item in items
            for day in item.span
            if day is not None and FIRST_DAY < day <= LAST_DAY
        }
        return tuple(sorted(days))

    def features(self, layer_id: str, when: str | date) -> Iterator[Feature]:
        """Yield the features of a layer that are there on a day.

        Parameters
        ----------
        layer_id
            One of :data:`karamap.core.layers.LAYER_IDS`.
        when
            A day as :meth:`at` takes it.

        Yields
        ------
        dict
            GeoJSON-like, with a shapely geometry in longitude/latitude (EPSG:4326).
        """
        day = as_day(when)
        yield from (item for item in self.layers[layer_id] if visible(*item.span, day))

    def at(self, when: str | date) -> State:
        """Return the state of the map on a day, or on the 31 December of a year (``YYYY``)."""
        day = parse_day(when)
        return State(day, self._there(day), self.areas_km2(day))

    def areas_km2(self, when: str | date) -> dict[str, float]:
        """Return how many km2 each controller holds on a day, in the order of the legend.

        Parameters
        ----------
        when
            A day as :meth:`at` takes it.

        Returns
        -------
        dict
            The km2 by controller, measured in an equal-area projection, zero if none.
        """
        held = dict.fromkeys(CONTROLLERS, 0.0)
        for item in self.features("control", when):
            held[item.properties["controller"]] += self.control_km2[item.id]
        return held

    @cached_property
    def control_km2(self) -> dict[str, float]:
        """Return the km2 of each control feature, by its id."""
        return block_km2(self.layers["control"])

    @cached_property
    def line_km(self) -> dict[str, float]:
        """Return the length in km of each line of contact and front, by its id."""
        return {item.id: length_km(item.geometry) for item in self._lines()}

    @cached_property
    def near_lines(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the known places near each line, by its id."""
        return places_near(self._lines(), self.layers["places"])

    def _lines(self) -> Iterator[Feature]:
        return (item for name in _LINES for item in self.layers[name])

    def control_at(self, lon: float, lat: float, when: str | date) -> str | None:
        """Return who held a point on a day.

        Parameters
        ----------
        lon, lat
            The point, in degrees, WGS 84.
        when
            ``YYYY-MM-DD``, a date, or ``YYYY`` for the 31 December of that year.

        Returns
        -------
        str or None
            ``azerbaijan``, ``armenian_forces`` or ``contested`` in Azerbaijan's recognised
            territory, ``armenia`` in Armenia; None elsewhere, in the exclaves (whose control
            is not mapped), and in Azerbaijan before 28 May 1918.

        Raises
        ------
        UsageError
            If ``when`` is no day that the map covers, or the point is not on earth.

        Examples
        --------
        >>> atlas.control_at(46.926, 39.990, "2020-11-19")  # Aghdam
        'armenian_forces'
        >>> atlas.control_at(46.926, 39.990, "2020-11-20")
        'azerbaijan'
        """
        day = parse_day(when)
        held = self._held(lon, lat)
        holder = next((who for start, end, who in held if visible(start, end, day)), None)
        return holder if held else self._country_at(lon, lat)

    def history(self, lon: float, lat: float) -> list[tuple[date, date | None, str]]:
        """Return who held a point, span by span: ``(start, end, controller)``, end exclusive.

        Parameters
        ----------
        lon, lat
            The point, in degrees, WGS 84.

        Returns
        -------
        list of tuple
            First day, first day no longer (None: still) and holder, the earliest first; empty
            outside the ground whose control is mapped.

        Raises
        ------
        UsageError
            If the point is not on earth.

        Examples
        --------
        >>> for start, end, holder in atlas.history(46.926, 39.990):  # Aghdam
        ...     print(start, end, holder)
        1918-05-28 1993-07-23 azerbaijan
        1993-07-23 2020-11-20 armenian_forces
        2020-11-20 None azerbaijan
        """
        return merged(self._held(lon, lat))

    def control_features_at(self, lon: float, lat: float) -> list[Feature]:
        """Return the control features of all times under a point, in order of time.

        Parameters
        ----------
        lon, lat
            The point, in degrees, WGS 84.

        Returns
        -------
        list of dict
            Features of one block; on a boundary the first block counts.

        Raises
        ------
        UsageError
            If the point is not on earth.
        """
        point = shapely.Point(*on_earth(lon, lat))
        items = self.layers["control"]
        hits = [items[i] for i in self._control_tree.query(point, predicate="intersects")]
        block = min((item.properties["block"] for item in hits), default=None)
        mine = [item for item in hits if item.properties["block"] == block]
        return sorted(mine, key=lambda item: str(item.properties["start_date"]))

    def _held(self, lon: float, lat: float) -> list[tuple[date, date | None, str]]:
        return [
            (*item.span, item.properties["controller"])
            for item in self.control_features_at(lon, lat)
        ]

    @cached_property
    def _control_tree(self) -> STRtree:
        return STRtree([item.geometry for item in self.layers["control"]])

    def _country_at(self, lon: float, lat: float) -> str | None:
        point = shapely.Point(lon, lat)
        armenia = (
            item.geometry
            for item in self.layers["countries"]
            if item.properties["iso"] == "AM" and item.properties["part"] == "main"
        )
        return "armenia" if any(shape.intersects(point) for shape in armenia) else None

    def changes(self, since: str | date, until: str | date) -> Changes:
        """Return what differs between two days: ground moved, features that came or went.

        Parameters
        ----------
        since, until
            Two days, the earlier first, each as :meth:`at` takes it.

        Returns
        -------
        Changes
            Ground with its km2, and features by layer.

        Raises
        ------
        UsageError
            If a day is not one the map covers, or ``since`` is not before ``until``.

        Examples
        --------
        >>> changes = atlas.changes("2020-11-19", "2020-11-20")
        >>> [(move["unit"], move["from"], move["to"]) for move in changes.moves][0]
        ('aghdam', 'armenian_forces', 'azerbaijan')
        """
        first, last = parse_day(since), parse_day(until)
        if first >= last:
            raise UsageError(f"the first date must come before the second: got {first} and {last}")
        before, after = self._there(first), self._there(last)
        return Changes.between(first, last, before, after, self.control_km2)

    def changes_on(self, when: str | date) -> Changes | None:
        """Return what changed from the eve of a day to that day; None on the map's first day.

        Parameters
        ----------
        when
            The day of the change, as :meth:`at` takes it.
        """
        day = as_day(when)
        return None if day <= FIRST_DAY else self.changes(day - ONE_DAY, day)

    def _there(self, day: date) -> dict[str, tuple[Feature, ...]]:
        return {layer.id: tuple(self.features(layer.id, day)) for layer in LAYERS}
