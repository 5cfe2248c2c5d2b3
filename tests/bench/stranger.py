"""A thousand dated features of a stranger, shown by folium's two timelines and by karamap's plugin.

folium's TimestampedGeoJson knows a beginning for each feature and one length of time for all, and
steps by a fixed period; so every feature here lasts as long, and begins on a day of that grid.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import folium
from folium.plugins import Timeline, TimelineSlider, TimestampedGeoJson
from folium.utilities import JsCode

from bench.ways import Way
from karamap.web.plugin import DatedGeoJson

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 1000
FIRST = date(1985, 1, 1)
PERIOD, STOPS = timedelta(days=1), 150
# TimestampedGeoJson takes thirty days for a month, however long that is
LASTS = 28 * PERIOD
CORNERS = 24
# from here as many features go as come
STARTS_ON = FIRST + LASTS + PERIOD
_COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#8d5a97", "#b08900")
_STYLE = {"weight": 1, "fillOpacity": 0.5}

Item = dict[str, Any]


def made(count: int = COUNT) -> list[Item]:
    """Return areas all over a map, the same every time; something changes at each stop."""
    chance = random.Random(14)  # noqa: S311 - the same every time
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [_ring(chance)]},
            "properties": {
                "start": str(start := FIRST + (number % STOPS) * PERIOD),
                "end": str(start + LASTS),
                "style": {**_STYLE, "color": chance.choice(_COLOURS)},
            },
        }
        for number in range(count)
    ]


def _ring(chance: random.Random) -> list[list[float]]:
    lon, lat = chance.uniform(-9, 9), chance.uniform(44, 54)
    ring = []
    for corner in range(CORNERS):
        radius, angle = chance.uniform(0.2, 0.5), math.tau * corner / CORNERS
        x, y = radius * math.cos(angle), 0.7 * radius * math.sin(angle)
        ring.append([round(lon + x, 4), round(lat + y, 4)])
    return [*ring, ring[0]]


def there(items: list[Item], day: str) -> int:
    """Return how many features are there on a day."""
    return sum(item["properties"]["start"] <= day < item["properties"]["end"] for item in items)


def stops(items: list[Item]) -> list[str]:
    """Return the days after the first to step to, in order."""
    ends = {item["properties"][key] for item in items for key in ("start", "end")}
    return sorted(day for day in ends if day > str(STARTS_ON))


def _ms(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000)


def _style(item: Item) -> Item:
    return dict(item["properties"]["style"])


def _plugin(items: list[Item], chart: folium.Map) -> str:
    DatedGeoJson(items, style=_style, date=STARTS_ON).add_to(chart)
    return ""


def _slider(items: list[Item], chart: folium.Map) -> str:
    timeline = Timeline(
        {"type": "FeatureCollection", "features": items},
        get_interval=JsCode(
            "({ properties: { start, end } }) =>"
            " ({ start: Date.parse(start), end: Date.parse(end), endExclusive: true })"
        ),
        style=JsCode("({ properties }) => properties.style"),
    ).add_to(chart)
    slider = TimelineSlider(
        auto_play=False, enable_keyboard_controls=True, date_options="YYYY-MM-DD"
    )
    slider.add_timelines(timeline).add_to(chart)
    return str(slider.get_name())


def _timestamped(items: list[Item], chart: folium.Map) -> str:
    timed = [
        {**item, "properties": {"times": [_ms(item["properties"]["start"])], "style": _style(item)}}
        for item in items
    ]
    TimestampedGeoJson(
        {"type": "FeatureCollection", "features": timed},
        period=f"P{PERIOD.days}D",
        # both ends of it count
        duration=f"P{LASTS.days - 1}D",
        auto_play=False,
        add_last_point=False,
        date_options="YYYY-MM-DD",
    ).add_to(chart)
    return ""


@dataclass(frozen=True)
class Shown:
    """One way of showing them: what puts them on a map, and how it is led."""

    build: Callable[[list[Item], folium.Map], str]
    way: Way

    def page(self, items: list[Item]) -> str:
        """Return the page with the features."""
        chart = folium.Map([49, 0], zoom_start=6, tiles=None)
        slider = self.build(items, chart)
        html = str(chart.get_root().render()).replace(chart.get_name(), "chart")
        return html.replace(slider, "slider") if slider else html


_PATHS = ".leaflet-overlay-pane path"
_LOOK = """() => ({{
  day: {day},
  shown: document.querySelector("{paths}") !== null,
}})"""


def _way(name: str, file: str, *, day: str, paths: str = _PATHS, **led: Any) -> Way:
    return Way(name, "pages", file, _LOOK.format(day=day, paths=paths), **led)


_ISO = "new Date({}).toISOString().slice(0, 10)"
VISIBLE = f"{_PATHS}:not([style*=none])"
ALL = (
    Shown(
        _plugin,
        _way(
            "karamap's DatedGeoJson",
            "plugin.html",
            day="chart.datedTimeline.date",
            paths=VISIBLE,
            key="ArrowRight",
            focus=".dated-bar input[type=range]",
        ),
    ),
    Shown(
        _slider,
        _way(
            "folium's TimelineSlider",
            "slider.html",
            day=_ISO.format("slider.time"),
            key="ArrowRight",
            prepare=f"slider.setTime({_ms(str(STARTS_ON))})",
        ),
    ),
    Shown(
        _timestamped,
        _way(
            "folium's TimestampedGeoJson",
            "timestamped.html",
            day=_ISO.format("chart.timeDimension.getCurrentTime()"),
            key="Enter",
            focus=".timecontrol-forward",
            prepare=f"chart.timeDimension.setCurrentTime({_ms(str(STARTS_ON))})",
        ),
    ),
)
