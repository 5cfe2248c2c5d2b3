"""The page as one HTML text: folium's map, Leaflet, relief, data and script, all inside it.

Nothing is fetched when it is opened: Leaflet comes from the package xstatic-leaflet, and of
folium's own default scripts and style sheets none is used. The map is folium's as it is; around
it stand the panels of page.html.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal

import folium
from branca.element import Figure
from folium.map import CustomPane
from folium.raster_layers import ImageOverlay
from folium.template import Template
from folium.utilities import JsCode

from karamap.atlas.atlas import Atlas
from karamap.core.dates import FIRST_YEAR, LAST_YEAR
from karamap.core.errors import UsageError
from karamap.core.fonts import font_faces
from karamap.core.map_view import MAX_BOUNDS, ZOOMS, View
from karamap.core.paths import relief_of
from karamap.core.style import as_json
from karamap.lang.messages import DEFAULT, parse_language, text
from karamap.web.embedding import embedded, leaflet_css, leaflet_js, read
from karamap.web.packing import packed
from karamap.web.payload import payload
from karamap.web.policy import secured
from karamap.web.relief import data_uri

Host = Literal["file", "component", "embed"]
HOSTS = ("file", "component", "embed")

CENTRE = (39.75, 46.8)


@dataclass(frozen=True)
class Around:
    """HTML to add to the page: in its head, and below the panels of the map."""

    head: str = ""
    panel: str = ""


@dataclass(frozen=True)
class Opening:
    """What the page shows if nothing is asked; ``view`` is latitude, longitude and zoom."""

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
    data, blocks = _told(atlas)
    spoken_in = {"language": language or DEFAULT, "follows_reader": language is None}
    asked = (opening or Opening()).asked()
    chart = _map(*relief_of(atlas.folder))
    figure = _Page(chart, embedded(data | spoken_in | asked), blocks, spoken, host)
    around = around or Around()
    figure.extra_head, figure.extra_panel = around.head, around.panel
    return secured(str(figure.render()))


@lru_cache(maxsize=2)
def _told(atlas: Atlas) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the payload of an atlas, packed, and its texts by language: the same in all pages."""
    data = payload(atlas)
    return packed(data), {each: embedded(said) for each, said in data["spoken"].items()}


class _Page(Figure):
    """A branca figure: folium's map among its panels, the data, and the script over them.

    Of what folium writes it takes the map's element and script; folium's header asks the browser
    to forbid zooming, so the page has its own. branca reads what its elements write as templates
    again; what stands in the figure's own template is taken as it is, so the data are put here.
    """

    _template = Template(read("page.html"))

    def __init__(
        self, chart: folium.Map, data: str, spoken: dict[str, str], language: str, host: Host
    ) -> None:
        super().__init__(title=text("app.title", language))
        self.add_child(chart)
        self.map_name = chart.get_name()
        self.data = data
        self.spoken = spoken
        self.languages = {each: text("language.name", each) for each in spoken}
        self.language = language
        self.host = host
        self.t = partial(text, language=language)
        self.years = (FIRST_YEAR, LAST_YEAR)
        self.extra_head = self.extra_panel = ""
        by = as_json()["colours"]
        colours = f":root {{ {' '.join(f'--{name}: {value};' for name, value in by.items())} }}"
        self.style_sheet = "\n".join(
            (font_faces(), leaflet_css(), colours, read("static/karamap.css"))
        )
        self.library = leaflet_js()
        self.program = read("static/karamap.js")


def _map(picture: Path, bounds: list[list[float]]) -> folium.Map:
    """Return folium's map with the relief under everything else; it fetches nothing."""
    # where less motion is asked for, the map jumps
    moving = JsCode('!matchMedia("(prefers-reduced-motion: reduce)").matches')
    options: dict[str, Any] = {
        **MAX_BOUNDS,
        # folium hands min_zoom and max_zoom to tiles only; these reach the map
        "minZoom": ZOOMS["min_zoom"],
        "maxZoom": ZOOMS["max_zoom"],
        **dict.fromkeys(("zoom_animation", "fade_animation", "inertia"), moving),
    }
    chart = folium.Map(
        CENTRE,
        tiles=None,
        zoom_start=9,
        zoom_control=False,
        max_bounds=True,
        max_bounds_viscosity=1.0,
        zoom_snap=0.0625,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=120,
        attribution_control=False,
        **options,
    )
    # the page has Leaflet, and needs nothing else of what folium loads
    chart.default_js, chart.default_css = [], []
    pane = CustomPane("relief", z_index=200)
    relief = ImageOverlay(
        data_uri(picture), bounds, pane="relief", interactive=False, pixelated=False
    )
    # fixed names instead of random ones: the same atlas gives the same page
    chart._id, pane._id, relief._id = "page", "relief", "relief"
    chart.add_child(pane)
    chart.add_child(relief)
    return chart
