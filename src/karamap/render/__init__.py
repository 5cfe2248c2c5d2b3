"""Drawn without a browser: pictures of the map, and the atlas as a PDF."""
