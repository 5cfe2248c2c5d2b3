"""The map as folium's own TimelineSlider shows it: one page that holds every dated feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folium
from folium.plugins import Timeline, TimelineSlider
from folium.utilities import JsCode

from bench import features

if TYPE_CHECKING:
    from karamap import Atlas

VIEW = [[38.86, 45.7], [40.52, 47.6]]

_INTERVAL = """
(item) => {
  const { start, end } = item.properties;
  const ms = (day) => Date.parse(`${day}T00:00:00Z`);
  return { start: ms(start), end: ms(end ?? "2025-01-01"), endExclusive: true };
}
"""
_STYLE = """
({ properties: { stroke, width, fill } }) => ({
  color: stroke ?? "#000", weight: width || 1,
  fillColor: fill ?? "none", fillOpacity: fill ? 0.6 : 0,
})
"""
_DOT = "(item, at) => L.circleMarker(at, { radius: 3 })"


def render(atlas: Atlas) -> str:
    """Return the page with every feature of an atlas."""
    shown = features.shown(atlas)
    chart = folium.Map(tiles=None, zoom_snap=0.25)
    chart.fit_bounds(VIEW)
    lasting = features.collection(shown.lasting)
    dot = folium.CircleMarker(radius=3)
    folium.GeoJson(lasting, style_function=features.style, marker=dot).add_to(chart)
    timeline = Timeline(
        features.collection(shown.dated),
        get_interval=JsCode(_INTERVAL),
        style=JsCode(_STYLE),
        point_to_layer=JsCode(_DOT),
    ).add_to(chart)
    slider = TimelineSlider(
        auto_play=False,
        enable_keyboard_controls=True,
        date_options="YYYY-MM-DD",
        playback_duration=100_000,
    )
    slider.add_timelines(timeline).add_to(chart)
    # the page's own name for it is a random one
    return str(chart.get_root().render()).replace(slider.get_name(), "slider")
