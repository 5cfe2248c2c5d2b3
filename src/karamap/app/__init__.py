"""The app: the map page with its panels, in Streamlit. Layout and state only."""
