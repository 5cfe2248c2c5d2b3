"""The page in a frame, all of it inside the cell of a notebook."""

from datetime import date
from html import escape

from karamap.atlas.atlas import Atlas
from karamap.lang.messages import text
from karamap.web.page import Opening, render

# pixels: legend and timeline have room, and most of the map is seen without scrolling
HEIGHT = 620


def frame(atlas: Atlas, day: date | None = None) -> str:
    """Return the page, opened on a day if one is given, in an ``iframe`` that fetches nothing."""
    page = escape(render(atlas, opening=Opening(day)))
    title = escape(text("app.title"))
    return (
        f'<iframe title="{title}" srcdoc="{page}" allowfullscreen '
        f'style="width: 100%; height: {HEIGHT}px; border: 0"></iframe>'
    )
