"""What the atlas answers with: the map on one day, and what differs between two.

Both hold features as they are in the layers and offer them as GeoDataFrames to those who ask;
geopandas, which takes half a second to import, is loaded only then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypedDict

from karamap.core.layers import COMMENTARY, CONTROLLERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from karamap.core.geojson import Feature

CRS = "EPSG:4326"


@dataclass(frozen=True)
class State:
    """The map on one day.

    Parameters
    ----------
    date
        The day.
    features
        What is there on it, by layer id; geometries in longitude/latitude (EPSG:4326).
    areas_km2
        The km2 that each controller holds.

    Examples
    --------
    >>> state = atlas.at("1994")
    >>> len(state.features["places"]) == len(state.layers["places"])
    True
    >>> state.layers["control"].crs.to_string()
    'EPSG:4326'
    """

    date: date
    features: Mapping[str, Sequence[Feature]] = field(repr=False)
    areas_km2: Mapping[str, float]

    @cached_property
    def layers(self) -> dict[str, gpd.GeoDataFrame]:
        """Return a GeoDataFrame (EPSG:4326) for each layer id; empty where nothing is there."""
        return {name: _frame(items) for name, items in self.features.items()}


# "from" is a word of Python, hence the other way to write a typed dictionary
Move = TypedDict(
    "Move",
    {
        "block": str,
        "unit": str,
        "from": str | None,
        "to": str,
        "km2": float,
        "geometry": "BaseGeometry",
    },
)


@dataclass(frozen=True, slots=True)
class Change:
    """A block of ground that changed hands, or (``before`` None) was first mapped; EPSG:4326."""

    block: str
    unit: str
    before: str | None
    after: str
    km2: float
    geometry: BaseGeometry = field(repr=False)


@dataclass(frozen=True, repr=False)
class Changes:
    """What differs between two days.

    Parameters
    ----------
    since, until
        The two days.
    ground_changes
        A :class:`Change` for each block of ground that changed hands.
    began, ended
        The features there on only the second, or the first, of the two days, by layer.

    Examples
    --------
    >>> changes = atlas.changes("2020-11-19", "2020-11-20")
    >>> {holder: round(km2) for holder, km2 in changes.difference_km2.items()}
    {'azerbaijan': 807, 'armenian_forces': -807}
    """

    since: date
    until: date
    ground_changes: Sequence[Change]
    began: Mapping[str, Sequence[Feature]]
    ended: Mapping[str, Sequence[Feature]]

    @classmethod
    def between(
        cls,
        since: date,
        until: date,
        before: Mapping[str, Sequence[Feature]],
        after: Mapping[str, Sequence[Feature]],
        km2: Mapping[str, float],
    ) -> Changes:
        """Return what differs between the features of two days.

        Parameters
        ----------
        since, until
            The two days.
        before, after
            What is there on each, by layer.
        km2
            The km2 of each control feature, by its id.
        """
        held = {x.properties["block"]: x.properties["controller"] for x in before["control"]}
        changed = []
        for item in after["control"]:
            given, geometry = item.properties, item.geometry
            was, now = held.get(given["block"]), given["controller"]
            if was != now:
                found = Change(given["block"], given["unit"], was, now, km2[item.id], geometry)
                changed.append(found)
        return cls(since, until, changed, _came(before, after), _came(after, before))

    def __repr__(self) -> str:
        """Return the days and who gained and lost how much."""
        gained, lost = (
            {holder: round(km2, 1) for holder, km2 in km2s.items()}
            for km2s in (self.gained_km2, self.lost_km2)
        )
        days = f"since={self.since}, until={self.until}"
        return f"Changes({days}, gained_km2={gained}, lost_km2={lost})"

    @cached_property
    def moves(self) -> list[Move]:
        """Return an entry for each block of ground that changed hands.

        Its ``block``, ``unit``, holder before (``from``) and after (``to``), ``km2`` and
        ``geometry`` (EPSG:4326).
        """
        return [
            {
                "block": item.block,
                "unit": item.unit,
                "from": item.before,
                "to": item.after,
                "km2": item.km2,
                "geometry": item.geometry,
            }
            for item in self.ground_changes
        ]

    @cached_property
    def ground(self) -> gpd.GeoDataFrame:
        """Return the moves as a GeoDataFrame (EPSG:4326)."""
        import geopandas as gpd  # noqa: PLC0415 - see the module's docstring

        columns = list(Move.__annotations__)
        return gpd.GeoDataFrame(self.moves, columns=columns, geometry="geometry", crs=CRS)

    @property
    def gained_km2(self) -> dict[str, float]:
        """Return how many km2 each controller got from others, or first held, in map order."""
        return self._sums("after")

    @property
    def lost_km2(self) -> dict[str, float]:
        """Return how many km2 of each controller's ground went to others, in map order."""
        return self._sums("before")

    @property
    def difference_km2(self) -> dict[str, float]:
        """Return by how many km2 each controller's ground grew (or shrank, below zero)."""
        gained, lost = self.gained_km2, self.lost_km2
        return {
            controller: gained.get(controller, 0.0) - lost.get(controller, 0.0)
            for controller in CONTROLLERS
            if controller in gained or controller in lost
        }

    def _sums(self, side: Literal["before", "after"]) -> dict[str, float]:
        sums = {
            controller: sum(
                item.km2 for item in self.ground_changes if getattr(item, side) == controller
            )
            for controller in CONTROLLERS
        }
        return {controller: km2 for controller, km2 in sums.items() if km2}


def _came(
    before: Mapping[str, Sequence[Feature]], after: Mapping[str, Sequence[Feature]]
) -> dict[str, list[Feature]]:
    """Return the features that are in ``after`` and not in ``before``, by layer."""
    came = {}
    for layer, items in after.items():
        if layer in COMMENTARY:
            continue
        old = {item.id for item in before[layer]}
        if new := [item for item in items if item.id not in old]:
            came[layer] = new
    return came


def _frame(items: Sequence[Feature]) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415 - see the module's docstring

    if not items:
        return gpd.GeoDataFrame({"id": [], "geometry": []}, geometry="geometry", crs=CRS)
    rows = [{**item.properties, "geometry": item.geometry} for item in items]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=CRS)
