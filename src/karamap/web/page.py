"""The page as one HTML text: folium's map, Leaflet, relief, data and script, all inside it.

Nothing is fetched when it is opened: Leaflet comes from the package xstatic-leaflet, and of
folium's own default scripts and style sheets none is used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import folium
from branca.element import Figure
from folium.map import CustomPane
from folium.raster_layers import ImageOverlay
from folium.template import Template
from xstatic.pkg import leaflet

from karamap.core.dates import FIRST_YEAR, LAST_YEAR
from karamap.core.errors import UsageError
from karamap.core.fonts import font_faces
from karamap.core.map_view import MAX_BOUNDS, ZOOMS
from karamap.core.relief import relief_of
from karamap.core.style import as_json
from karamap.lang.messages import DEFAULT, parse_language, text
from karamap.web.payload import by_column, payload
from karamap.web.policy import secured
from karamap.web.relief import data_uri

if TYPE_CHECKING:
    from datetime import date

    from karamap.atlas.atlas import Atlas
    from karamap.core.map_view import View

Host = Literal["file", "component", "embed"]
HOSTS = ("file", "component", "embed")

CENTRE = (39.75, 46.8)

_HERE = files("karamap.web")


@dataclass(frozen=True)
class Around:
    """HTML to add to the page: in its head, and below the panels of the map."""

    head: str = ""
    panel: str = ""


@dataclass(frozen=True)
class Opening:
    """What the page shows when its address asks for nothing; what is not given is as usual.

    ``view`` is latitude, longitude and zoom; ``compare`` a day that is compared with.
    """

    day: date | None = None
    layers: tuple[str, ...] | None = None
    view: View | None = None
    compare: date | None = None

    def asked(self) -> dict[str, Any]:
        """Return what is not as usual, for the page."""
        day = {} if self.day is None else {"opens_on": self.day.isoformat()}
        others = {
            "layers": self.layers,
            "view": self.view,
            "compare": self.compare and self.compare.isoformat(),
        }
        return {**day, "opens_with": {k: v for k, v in others.items() if v is not None}}


def render(
    atlas: Atlas,
    *,
    language: str | None = None,
    host: Host = "file",
    opening: Opening | None = None,
    around: Around | None = None,
) -> str:
    """Return the whole page as HTML.

    Parameters
    ----------
    atlas
        What the page shows.
    language
        A language of the interface; if not given, that of the reader's browser. Readers can
        change it in either case.
    host
        ``file`` for a page opened by itself (its address follows the map); ``component`` for
        one inside the Streamlit app (it speaks Streamlit's component messages instead);
        ``embed`` for one in a frame of another page: map, date and timeline, with panels only
        if its link says ``panels=1``. It is led by messages such as
        ``{karamap: 1, type: "setDate", date: "1994-05-12"}`` (``setLayers``, ``setView``,
        ``setCompare``, ``setLanguage``, ``get``), and tells ``ready``, ``state`` and ``error``;
        docs/embed.md has them all.
    opening
        What it opens with where its address names nothing.
    around
        What a site has around the map.

    Raises
    ------
    UsageError
        If the language or the host is not known.
    DataError
        If the relief is missing.
    """
    if host not in HOSTS:
        raise UsageError(f"there is no host {host!r}: expected one of {', '.join(HOSTS)}")
    spoken = parse_language(language or DEFAULT)
    chart = _Map(*relief_of(atlas.folder), spoken)
    data = payload(atlas, language) | (opening or Opening()).asked()
    data["features"] = {layer: by_column(rows) for layer, rows in data["features"].items()}
    data["subjects"] = by_column(data["subjects"])
    around = around or Around()
    chart.extra_panel = around.panel
    figure = _Page(chart, embedded(data), spoken, host)
    figure.extra_head = around.head
    return secured(str(figure.render()))


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


class _Page(Figure):
    """A branca figure that holds a map, its style sheets, its data and the script over them.

    branca reads what its elements write as templates again; what stands in the figure's own
    template is taken as it is, so the data are put here.
    """

    _template = Template(_read("page.html"))

    def __init__(self, chart: _Map, data: str, language: str, host: Host) -> None:
        super().__init__(title=text("app.title", language))
        self.add_child(chart)
        self.map_name = chart.get_name()
        self.data = data
        self.language = language
        self.host = host
        self.extra_head = ""
        self.style_sheet = "\n".join(
            (font_faces(), _leaflet_css(), _colours(), _read("static/karamap.css"))
        )
        self.library = _leaflet_js()
        self.program = _read("static/karamap.js")


class _Map(folium.Map):
    """folium's map in our own frame, without the scripts and style sheets it would fetch.

    folium's template asks the browser to forbid zooming; ours does not.
    """

    _template = Template(_read("map.html"))
    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - as folium declares them
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, picture: Path, bounds: list[list[float]], language: str) -> None:
        super().__init__(
            CENTRE,
            tiles=None,
            zoom_start=9,
            zoom_control=False,
            max_bounds=True,
            max_bounds_viscosity=1.0,
            min_lat=MAX_BOUNDS["min_lat"],
            max_lat=MAX_BOUNDS["max_lat"],
            min_lon=MAX_BOUNDS["min_lon"],
            max_lon=MAX_BOUNDS["max_lon"],
            # folium hands min_zoom and max_zoom to tiles only; these reach the map
            minZoom=ZOOMS["min_zoom"],
            maxZoom=ZOOMS["max_zoom"],
            zoom_snap=0.0625,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
            attribution_control=False,
        )
        # a fixed name instead of a random one: the same atlas gives the same page
        self._id = "page"
        self.t = partial(text, language=language)
        self.years = (FIRST_YEAR, LAST_YEAR)
        self.extra_panel = ""
        self._add_relief(picture, bounds)

    def _add_relief(self, picture: Path, bounds: list[list[float]]) -> None:
        """Put the relief under everything else, inside the page."""
        pane = CustomPane("relief", z_index=200)
        relief = ImageOverlay(
            data_uri(picture), bounds, pane="relief", interactive=False, pixelated=False
        )
        pane._id = relief._id = "relief"
        self.add_child(pane)
        self.add_child(relief)


def embedded(data: dict[str, Any]) -> str:
    """Return JSON that can stand inside a script element, whatever texts it holds."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        plain = plain.replace(character, f"\\u{ord(character):04x}")
    return plain


def _colours() -> str:
    """Return the colours of the style table as custom properties."""
    colours = as_json()["colours"]
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in colours.items())} }}"


def _leaflet_js() -> str:
    code = (Path(leaflet.BASE_DIR) / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=.*", "", code)


def _leaflet_css() -> str:
    """Return Leaflet's style sheet without the pictures of parts the page does not use."""
    rules = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"(background-image|behavior):\s*url\([^)]*\);?", "", rules)
