"""The page: one folium map with all dated features in it, filtered by date in the browser."""

from karamap.web.page import render

__all__ = ["render"]
