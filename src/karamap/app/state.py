"""What is on screen now, and of which atlas: what panels and files read."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from karamap.api import Atlas
from karamap.core.layers import LAYERS
from karamap.core.map_view import View

# the layers that the map opens with
SHOWN = tuple(layer.id for layer in LAYERS if layer.shown)


@st.cache_resource(show_spinner=False)
def load(folder: str | None) -> Atlas:
    """Load the atlas once for all readers."""
    return Atlas.load(folder)


@dataclass(frozen=True)
class Shown:
    """The day, the layers and the view on screen, a day it is compared with, and the language."""

    day: date
    layers: tuple[str, ...]
    view: View | None
    compare: date | None
    language: str
