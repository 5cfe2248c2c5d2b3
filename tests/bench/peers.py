"""A Streamlit app that shows the same map as karamap does, the ways streamlit-folium offers.

``?way=rebuilt`` builds the whole map for every date, as tutorials do; ``?way=added`` keeps the
map and hands the day's features over by ``feature_group_to_add``; ``?way=fragment`` does that in
a fragment of the app. Anything that never changes is part of the map that is kept.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import features
from bench.ways import STARTS_ON
from karamap import Atlas

WIDTH, HEIGHT = 1180, 560
VIEW = [[38.86, 45.7], [40.52, 47.6]]


@st.cache_resource(show_spinner=False)
def shown() -> features.Shown:
    """Read the features once for all readers."""
    return features.shown(Atlas.load())


def drawn(items: features.Collection) -> folium.GeoJson:
    """Return features in folium's form, in karamap's colours; places are dots."""
    dot = folium.CircleMarker(radius=3)
    return folium.GeoJson(items, style_function=features.style, marker=dot, smooth_factor=0.7)


def base() -> folium.Map:
    """Return the map with all that never changes."""
    chart = folium.Map(tiles=None, zoom_snap=0.25)
    chart.fit_bounds(VIEW)
    drawn(features.collection(shown().lasting)).add_to(chart)
    return chart


def rebuilt() -> None:
    """Build the whole map for the day."""
    chart = base()
    drawn(shown().on(chosen())).add_to(chart)
    st_folium(chart, key="map", width=WIDTH, height=HEIGHT, returned_objects=[])


def added() -> None:
    """Keep the map and give it the features of the day."""
    group = folium.FeatureGroup()
    drawn(shown().on(chosen())).add_to(group)
    st_folium(
        base(),
        key="map",
        width=WIDTH,
        height=HEIGHT,
        returned_objects=[],
        feature_group_to_add=group,
    )


def chosen() -> date:
    """Return the day on the slider, which stands above the map."""
    stops = [STARTS_ON, *(day for day in shown().days if day > STARTS_ON)]
    return date.fromisoformat(st.select_slider("Date", stops))


WAYS = {"rebuilt": rebuilt, "added": added, "fragment": st.fragment(added)}

st.set_page_config(layout="wide")
st.html("<style>.block-container { padding: 3rem 2rem 0 !important }</style>")
WAYS[st.query_params.get("way", "added")]()
