"""The app, for `streamlit run app/main.py`; `karamap serve` starts the same."""

import streamlit as st

from karamap.app.server import PARTS, SCRIPT

app = st.App(SCRIPT, **PARTS)
