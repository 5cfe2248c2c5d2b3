"""The dated features that every way shows: those of the layers that are on when the map opens.

The peers get them as plain GeoJSON with coordinates as coarse as those of karamap's page, and
what never changes apart from what does, so that they need not send it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.core.geojson import rounded
from karamap.core.layers import LAYERS
from karamap.core.style import SCREEN, style_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from karamap import Atlas

# what karamap draws as signs with names over the map is a dot for the peers; pins of events are
# left out, since they stay for some days in a way that is karamap's own
_LEFT_OUT = ("events",)
_DECIMALS = 4
_INK = SCREEN.palette.ink

Collection = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """The features on the map: those there throughout, and those that come and go."""

    lasting: list[Collection]
    dated: list[Collection]

    def on(self, day: date) -> Collection:
        """Return the dated features that are there on a day, with the day as their class."""
        there = [item for item in self.dated if _there(item["properties"], day.isoformat())]
        return collection(
            {**item, "properties": {**item["properties"], "day": f"day-{day}"}} for item in there
        )

    @property
    def days(self) -> list[str]:
        """Return the days on which something comes or goes, in order."""
        ends = {item["properties"][key] for item in self.dated for key in ("start", "end")}
        first, last = FIRST_DAY.isoformat(), LAST_DAY.isoformat()
        return sorted(day for day in ends if day is not None and first < day <= last)


def collection(items: Iterable[Collection]) -> Collection:
    """Return features as a GeoJSON feature collection."""
    return {"type": "FeatureCollection", "features": list(items)}


def shown(atlas: Atlas) -> Shown:
    """Return what is on the map of an atlas when it opens."""
    lasting: list[Collection] = []
    dated: list[Collection] = []
    for layer in LAYERS:
        if not layer.shown or layer.id in _LEFT_OUT:
            continue
        for item in atlas.layers[layer.id]:
            start, end = item.span
            stays = start <= FIRST_DAY and (end is None or end > LAST_DAY)
            (lasting if stays else dated).append(_plain(layer.id, item, start, end))
    return Shown(lasting, dated)


def _plain(layer_id: str, item: Any, start: date, end: date | None) -> Collection:
    look = SCREEN.styles[style_key(layer_id, item.properties)]
    return {
        "type": "Feature",
        "geometry": mapping(rounded(item.geometry, _DECIMALS)),
        "properties": {
            "id": item.id,
            "start": start.isoformat(),
            "end": None if end is None else end.isoformat(),
            "stroke": look.stroke or look.fill,
            "width": look.width,
            "fill": look.fill,
        },
    }


def style(item: Collection) -> dict[str, Any]:
    """Return the options of Leaflet's path for a feature (what folium calls a style function)."""
    given = item["properties"]
    return {
        "color": given["stroke"] or _INK,
        "weight": given["width"] or 1,
        "fillColor": given["fill"] or "none",
        "fillOpacity": 0.6 if given["fill"] else 0,
        "className": given.get("day", ""),
    }


def _there(given: dict[str, Any], day: str) -> bool:
    return given["start"] <= day and (given["end"] is None or day < given["end"])
