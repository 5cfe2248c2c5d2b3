"""What the atlas answers with: the map on one day, and what differs between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from karamap.strings import long_date, text

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd

    from karamap.geojson import Feature


@dataclass(frozen=True)
class State:
    """The map on one day.

    ``layers`` maps each layer id to a GeoDataFrame (EPSG:4326) of what is there on ``date``;
    ``areas_km2`` each controller to the km2 it holds.
    """

    date: date
    layers: dict[str, gpd.GeoDataFrame]
    areas_km2: dict[str, float]

    def text(self, language: str = "en") -> str:
        """Return the state in words: who holds how much, and what else is on the map."""
        lines = [long_date(self.date, language)]
        for controller, km2 in self.areas_km2.items():
            if km2:
                name = text(f"class.control:{controller}", language)
                lines.append(f"  {name}: {text('legend.area', language, km2=f'{km2:,.0f}')}")
        if not any(self.areas_km2.values()):
            lines.append("  " + text("control.unknown_before", language))
        else:
            lines.append("  " + text("legend.de_jure", language))
        for layer_id in _NAMED:
            names = sorted({str(name) for name in self._names(layer_id, language)})
            if names:
                lines.append(f"{text(f'layer.{layer_id}', language)}: {'; '.join(names)}")
        return "\n".join(lines)

    def _names(self, layer_id: str, language: str) -> list[Any]:
        frame = self.layers[layer_id]
        return [] if frame.empty else list(frame[f"name_{language}"].dropna())


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
class Changes:
    """What differs between two days.

    ``ground`` has a row for each block of ground that changed hands: its ``block``, ``unit``,
    holder before (``from``) and after (``to``), ``km2`` and ``geometry``. ``began`` and
    ``ended`` list the features there on only one of the two days, by layer.
    """

    COLUMNS: ClassVar[list[str]] = ["block", "unit", "from", "to", "km2", "geometry"]

    since: date
    until: date
    ground: gpd.GeoDataFrame
    began: dict[str, list[Feature]]
    ended: dict[str, list[Feature]]

    @property
    def difference_km2(self) -> dict[str, float]:
        """Return by how many km2 each controller's ground grew (or shrank, below zero)."""
        difference: dict[str, float] = {}
        for row in self.ground.itertuples():
            before, after = row[3], row[4]
            difference[after] = difference.get(after, 0.0) + row.km2
            if before is not None:
                difference[before] = difference.get(before, 0.0) - row.km2
        return difference
