"""Dated GeoJSON for anybody's folium map: :class:`DatedGeoJson` and the timeline it brings.

Its script stands in the page, whoever makes it: nothing is fetched. docs/plugin.md tells how to
use it, with an example.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from os import PathLike
from typing import Any, Literal

import folium
from babel import UnknownLocaleError
from branca.element import Element
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

from karamap.core.errors import UsageError
from karamap.lang.formats import conventions
from karamap.lang.messages import DEFAULT, languages, text
from karamap.web.dated import Columns, Item, Reading, Style, Words, day_of, read
from karamap.web.embedding import data_uri, embedded, script_uri
from karamap.web.embedding import read as shipped
from karamap.web.offline import offline

__all__ = ["DatedGeoJson", "by_property", "offline"]

Step = Literal["change", "day", "month", "year"]
Position = Literal["bottom", "top"]

STEPS = ("change", "day", "month", "year")
POSITIONS = ("bottom", "top")
# what the timeline says, and where that stands among the texts of the interface
_TEXTS = {
    "label": "timeline.label",
    "date": "plugin.date",
    "play": "timeline.play",
    "pause": "timeline.pause",
    "previous": "plugin.back",
    "next": "plugin.forward",
    "speed": "timeline.speed",
    "type_date": "timeline.type_date",
    "bad_date": "plugin.bad_date",
}
_BY_CHANGE = {"previous": "timeline.previous", "next": "timeline.next"}
_CONVENTIONS = ("months", "months_short", "long_date")
_USUAL: dict[str, Any] = {
    "title": None,
    "language": DEFAULT,
    "texts": {},
    "date": None,
    "first": None,
    "last": None,
    "step": "change",
    "speed": 1.0,
    "autoplay": False,
    "position": "bottom",
}


class DatedGeoJson(JSCSSMixin, Layer):
    """GeoJSON on a folium map, each feature from its start until its end, with a timeline.

    Spans are half open: on the day it ends a feature is gone. Any day counts, of the years 1 to
    9999. All layers of this kind on a map share one timeline, below the map; what is said of it
    (from ``title`` on) may stand at any of them.

    Parameters
    ----------
    data
        GeoJSON as a dictionary, a text or the path of a file; a frame of GeoPandas, or anything
        else with a ``__geo_interface__``.
    start, end
        Names of the properties that hold the days on which a feature begins and ends: ``YYYY``,
        ``YYYY-MM``, ``YYYY-MM-DD`` (a year or month by its first day) or date objects; an empty
        one is open. None if there is no such property.
    end_inclusive
        Whether ends are the last days on which features are there: ``1998`` then means the whole
        year.
    style
        Options of Leaflet's paths (``color``, ``weight``, ``fillColor``, ``radius`` ...), or a
        function that is given a feature and returns them; see :func:`by_property`.
    tooltip, popup
        Names of properties (with what to call them, in a dictionary), a template such as
        ``"{name}, {use}"``, or a function that is given a feature and returns a text. Plain text
        with line ends, never HTML.
    name, overlay, control, show
        As for all layers of folium: what :class:`folium.LayerControl` calls it, and whether it is
        there and on at first.
    pane
        Name of a pane of the map to draw in, such as that of a :class:`folium.map.CustomPane`.
    decimals
        Decimals of the coordinates in the page; 6 are 11 cm.
    title
        A line over the date.
    language
        Language of timeline and dates: ``en``, ``az``, ``hy``, ``ru``; any other that Babel knows
        has dates, and English words where ``texts`` says none.
    texts
        Words of one's own in place of ``label``, ``date``, ``play``, ``pause``, ``previous``,
        ``next``, ``speed``, ``type_date``, ``bad_date``.
    date
        The day it opens on; the first if not given.
    first, last
        Where the timeline begins and ends; with the features if not given.
    step
        Where arrows, buttons and playing lead: to the next ``change``, or by ``day``, ``month``,
        ``year``.
    speed
        Steps a second while it plays.
    autoplay
        Whether it plays at once, unless the reader asked for less motion.
    position
        ``bottom`` or ``top`` of the map.

    Raises
    ------
    UsageError
        A ValueError that says in a sentence what is wrong, and with which feature.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            {%- if this.leads %}
            L.datedTimeline({{ this.chart.get_name() }}, {{ this.asked }});
            {%- endif %}
            var {{ this.get_name() }} = L.datedGeoJSON({{ this.written }}, {{ this.options }});
        {% endmacro %}
        """
    )
    default_js = [  # noqa: RUF012 - as folium declares them
        ("karamap_dated", script_uri(shipped("static/dated-geojson.js"), "dated-geojson.js"))
    ]
    default_css = [  # noqa: RUF012
        ("karamap_dated_css", data_uri(shipped("static/dated-geojson.css"), "text/css"))
    ]

    def __init__(
        self,
        data: Mapping[str, Any] | str | PathLike[str] | object,
        start: str | None = "start",
        end: str | None = "end",
        *,
        end_inclusive: bool = False,
        style: Style | None = None,
        tooltip: Words | None = None,
        popup: Words | None = None,
        name: str | None = None,
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
        pane: str | None = None,
        decimals: int = 6,
        title: str | None = None,
        language: str | None = None,
        texts: Mapping[str, str] | None = None,
        date: str | date | None = None,
        first: str | date | None = None,
        last: str | date | None = None,
        step: Step | None = None,
        speed: float | None = None,
        autoplay: bool | None = None,
        position: Position | None = None,
    ) -> None:
        super().__init__(name=name, overlay=overlay, control=control, show=show)
        self._name = "DatedGeoJson"
        reading = Reading(start, end, end_inclusive, style, tooltip, popup, decimals)
        self.columns: Columns = read(data, reading)
        self.written = embedded(self.columns.data)
        self.options = embedded({} if pane is None else {"pane": pane})
        said = {
            "title": title, "language": language, "texts": texts, "date": date, "first": first,
            "last": last, "step": step, "speed": speed, "autoplay": autoplay, "position": position,
        }  # fmt: skip
        self.said = _checked({key: value for key, value in said.items() if value is not None})
        self.leads = False
        self.chart: folium.Map | None = None
        self.asked = ""

    def __repr__(self) -> str:
        """Return its name in the control of layers, and its size."""
        return f"DatedGeoJson({self.layer_name!r}, {len(self.written) // 1000:,} kB)"

    def _get_self_bounds(self) -> list[list[float | None]]:
        return self.columns.bounds

    def render(self, **kwargs: Any) -> str:
        """Write the layer, and with the first of a map the timeline, into the figure."""
        self.chart = _map_of(self)
        together = list(_dated_in(self.chart))
        self.leads = together[0] is self
        if self.leads:
            self.asked = embedded(_timeline(together))
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""


def by_property(
    name: str, styles: Mapping[Any, Mapping[str, Any]], otherwise: Mapping[str, Any] | None = None
) -> Callable[[Item], Mapping[str, Any]]:
    """Return a style that depends on the value of a property.

    Parameters
    ----------
    name
        The property.
    styles
        Options of Leaflet's paths by value.
    otherwise
        The options for any other value.
    """
    return lambda item: styles.get(item["properties"].get(name), otherwise or {})


def _map_of(element: Element) -> folium.Map:
    found = element
    while not isinstance(found, folium.Map):
        if found._parent is None:
            raise UsageError("a DatedGeoJson is on no map: expected .add_to(a folium.Map)")
        found = found._parent
    return found


def _dated_in(element: Element) -> Iterator[DatedGeoJson]:
    for child in element._children.values():
        if isinstance(child, DatedGeoJson):
            yield child
        yield from _dated_in(child)


def _checked(said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of a timeline, days as ISO texts, or raise a UsageError."""
    for key in said.keys() & {"date", "first", "last"}:
        try:
            found = day_of(said[key])
        except UsageError as error:
            raise UsageError(f"{key} {error}") from error
        said[key] = found and found.isoformat()
    for key, known in (("step", STEPS), ("position", POSITIONS)):
        if said.get(key, known[0]) not in known:
            raise UsageError(f"{key} is {said[key]!r}: expected one of {', '.join(known)}")
    if not 0 < said.get("speed", 1) <= 60:  # noqa: PLR2004 - frames of a screen
        raise UsageError(f"speed is {said['speed']}: expected steps a second, up to 60")
    if unknown := dict(said.get("texts", {})).keys() - _TEXTS:
        raise UsageError(f"there is no text {min(unknown)!r}: expected {', '.join(_TEXTS)}")
    try:
        conventions(said.get("language", DEFAULT))
    except (ValueError, UnknownLocaleError) as error:
        raise UsageError(f"there is no language {said['language']!r}") from error
    return said


def _timeline(together: list[DatedGeoJson]) -> dict[str, Any]:
    """Return what the timeline of some layers is asked for; a UsageError if they disagree."""
    asked: dict[str, Any] = {}
    for layer in together:
        for key, value in layer.said.items():
            if asked.setdefault(key, value) != value:
                raise UsageError(
                    f"a map has one timeline: {key} is {asked[key]!r} at one layer and {value!r} "
                    "at another"
                )
    asked = {**_USUAL, **asked}
    days = [day.isoformat() for each in together for day in each.columns.days or ()]
    for key, found in (("first", min), ("last", max)):
        if asked[key] is None:
            if not days:
                raise UsageError("no feature has a date: expected one, or first and last")
            asked[key] = found(days)
    if asked["first"] > asked["last"]:
        raise UsageError(
            f"the timeline ends on {asked['last']}, before it starts: {asked['first']}"
        )
    language = asked["language"]
    written = conventions(language)
    asked["locale"] = {key: written[key] for key in _CONVENTIONS}
    asked["texts"] = _words(language, asked["step"]) | dict(asked["texts"])
    return asked


def _words(language: str, step: str) -> dict[str, str]:
    spoken = language if language in languages() else DEFAULT
    keys = {**_TEXTS, **(_BY_CHANGE if step == "change" else {})}
    # the placeholders are the script's to fill
    kept = {name: f"{{{name}}}" for name in ("text", "first", "last")}
    return {name: text(key, spoken, **kept) for name, key in keys.items()}
