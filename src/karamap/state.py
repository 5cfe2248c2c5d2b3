"""What the atlas answers with: the map on one day, and what differs between two.

Both hold features as they are in the layers and offer them as GeoDataFrames to those who ask;
geopandas, which takes half a second to import, is loaded only then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypedDict

from karamap.captions import notes
from karamap.layers import CONTROLLERS
from karamap.strings import long_date, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from karamap.atlas import Atlas
    from karamap.geojson import Feature

CRS = "EPSG:4326"
# layers few and telling enough to be named in the text of a state
_NAMED = (
    "line_of_contact",
    "front_lines_2020",
    "lachin_corridor",
    "peacekeeping_zone",
    "autonomous_oblast",
    "events",
)


@dataclass(frozen=True)
class State:
    """The map on one day.

    ``features`` maps each layer id to what is there on ``date``; ``areas_km2`` each controller
    to the km2 it holds. ``atlas`` is the one asked.
    """

    date: date
    features: Mapping[str, Sequence[Feature]] = field(repr=False)
    areas_km2: Mapping[str, float]
    atlas: Atlas = field(repr=False, compare=False)

    def _repr_html_(self) -> str:
        """Show the map on this day in a notebook."""
        from karamap.notebook import frame  # noqa: PLC0415 - folium, only for those who look

        return frame(self.atlas, self.date)

    @cached_property
    def layers(self) -> dict[str, gpd.GeoDataFrame]:
        """Return a GeoDataFrame (EPSG:4326) for each layer id; empty where nothing is there."""
        return {name: _frame(items) for name, items in self.features.items()}

    def text(self, language: str = "en") -> str:
        """Return the state in words: who holds how much, and what else is on the map."""
        lines = [long_date(self.date, language), *self._holders(language)]
        for layer_id in _NAMED:
            found = {item["properties"][f"name_{language}"] for item in self.features[layer_id]}
            if names := sorted(str(name) for name in found if name):
                lines.append(f"{text(f'layer.{layer_id}', language)}: {'; '.join(names)}")
        return "\n".join(lines)

    def _holders(self, language: str) -> Iterable[str]:
        for controller, km2 in self.areas_km2.items():
            if km2:
                name = text(f"class.control:{controller}", language)
                yield f"  {name}: {text('legend.area', language, km2=f'{km2:,.0f}')}"
        for key in notes(self.date):
            yield "  " + text(key, language)
        lines = [*self.features["line_of_contact"], *self.features["front_lines_2020"]]
        if lines:
            worst = max(item["properties"]["accuracy_m"] for item in lines)
            km = max(1, round(worst / 1000))
            yield "  " + text("legend.accuracy", language, km=km)


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


@dataclass(frozen=True)
class Changes:
    """What differs between two days.

    ``moves`` has an entry for each block of ground that changed hands: its ``block``, ``unit``,
    holder before (``from``) and after (``to``), ``km2`` and ``geometry``. ``began`` and
    ``ended`` list the features there on only one of the two days, by layer.
    """

    since: date
    until: date
    moves: Sequence[Move]
    began: Mapping[str, Sequence[Feature]]
    ended: Mapping[str, Sequence[Feature]]

    @cached_property
    def ground(self) -> gpd.GeoDataFrame:
        """Return the moves as a GeoDataFrame (EPSG:4326)."""
        import geopandas as gpd  # noqa: PLC0415 - see the module's docstring

        columns = list(Move.__annotations__)
        return gpd.GeoDataFrame(self.moves, columns=columns, geometry="geometry", crs=CRS)

    @property
    def gained_km2(self) -> dict[str, float]:
        """Return how many km2 each controller got from others, or first held, in map order."""
        return self._sums("to")

    @property
    def lost_km2(self) -> dict[str, float]:
        """Return how many km2 of each controller's ground went to others, in map order."""
        return self._sums("from")

    @property
    def difference_km2(self) -> dict[str, float]:
        """Return by how many km2 each controller's ground grew (or shrank, below zero)."""
        gained, lost = self.gained_km2, self.lost_km2
        return {
            controller: gained.get(controller, 0.0) - lost.get(controller, 0.0)
            for controller in CONTROLLERS
            if controller in gained or controller in lost
        }

    def _sums(self, side: Literal["from", "to"]) -> dict[str, float]:
        sums = {
            controller: sum(move["km2"] for move in self.moves if move[side] == controller)
            for controller in CONTROLLERS
        }
        return {controller: km2 for controller, km2 in sums.items() if km2}


def _frame(items: Sequence[Feature]) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415 - see the module's docstring

    if not items:
        return gpd.GeoDataFrame({"id": [], "geometry": []}, geometry="geometry", crs=CRS)
    rows = [{**item["properties"], "geometry": item["geometry"]} for item in items]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=CRS)
