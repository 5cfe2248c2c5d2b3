"""The app as `karamap serve` starts it."""

import streamlit as st

from karamap.app.server import PARTS, SCRIPT

app = st.App(SCRIPT, **PARTS)
