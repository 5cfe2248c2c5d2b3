"""A folium map that fetches nothing: its scripts and style sheets stand in the page."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import folium
from branca.element import Element
from folium.elements import JSCSSMixin

from karamap.core.errors import UsageError
from karamap.web.embedding import data_uri, script_uri, whole_leaflet_css, whole_leaflet_js

Links = list[tuple[str, str]]

_JS, _CSS = "text/javascript", "text/css"
# what folium loads for every map, and which of its elements need it
_BY_NEED = {
    "jquery": (folium.Popup,),
    "bootstrap": (),
    "awesome_markers": (folium.Icon,),
    "bootstrap_css": (),
    "glyphicons_css": (),
    "awesome_markers_font_css": (folium.Icon,),
    "awesome_markers_css": (folium.Icon,),
    "awesome_rotate_css": (),
}


def offline(chart: folium.Map, files: Mapping[str, str | Path] | None = None) -> folium.Map:
    """Make a folium map fetch nothing, and return it: Leaflet comes with karamap.

    Call it when everything is on the map. It then works from disk, in a notebook and in
    ``st_folium`` without a network.

    Parameters
    ----------
    chart
        The map, without tiles or pictures from a server.
    files
        Files for what else its elements load, by the names that folium gives these links; an error
        tells them.

    Raises
    ------
    UsageError
        If something of the map needs what is in no file, or lies on a server.
    """
    given = files or {}
    elements: list[Any] = [chart, *_below(chart)]
    for element in elements:
        _require_no_server(element)
    for element in elements:
        if isinstance(element, JSCSSMixin):
            element.default_js = _inside(element.default_js, _JS, elements, given)
            element.default_css = _inside(element.default_css, _CSS, elements, given)
    figure: Any = chart.get_root()
    for name in (*_BY_NEED, "leaflet", "leaflet_css"):
        # as written by an earlier rendering
        figure.header._children.pop(name, None)
    return chart


def _below(element: Element) -> Iterator[Element]:
    for child in element._children.values():
        yield child
        yield from _below(child)
    # markers hold theirs apart
    if isinstance(icon := getattr(element, "icon", None), folium.Icon):
        yield icon


def _require_no_server(element: Element) -> None:
    for attribute in ("tiles", "url"):
        address = getattr(element, attribute, None)
        if isinstance(address, str) and address.startswith(("http:", "https:", "//")):
            raise UsageError(
                f"{type(element).__name__} lies on a server: expected a map without it "
                "(folium.Map(tiles=None) has no tiles)"
            )


def _inside(links: Links, kind: str, elements: list[Any], given: Mapping[str, str | Path]) -> Links:
    """Return links whose addresses are the files themselves, without those that nothing needs."""
    found = []
    for name, address in links:
        if name in given:
            found.append((name, data_uri(Path(given[name]).read_bytes(), kind)))
        elif name == "leaflet":
            found.append((name, script_uri(whole_leaflet_js(), "leaflet.js")))
        elif name == "leaflet_css":
            found.append((name, data_uri(whole_leaflet_css(), kind)))
        elif address.startswith("data:"):
            found.append((name, address))
        elif _needed(name, elements):
            raise UsageError(
                f"{name} is loaded from a server: expected files={{{name!r}: a file with it}}"
            )
    return found


def _needed(name: str, elements: list[Any]) -> bool:
    if name not in _BY_NEED:
        return True
    # the map moves these to the front when jQuery says that the page is there
    ordered = name == "jquery" and bool(elements[0].objects_to_stay_in_front)
    return ordered or any(isinstance(each, _BY_NEED[name]) for each in elements)
