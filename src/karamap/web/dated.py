"""Anybody's dated GeoJSON, read into columns for the plugin's script.

Whatever is wrong with it is told in one sentence that names the feature by its number.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from numbers import Real
from pathlib import Path
from typing import Any

from folium.utilities import camelize
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from karamap.core.dates import ONE_DAY, edtf_bounds, shorten
from karamap.core.errors import UsageError
from karamap.core.geojson import rounded, shaped

Item = dict[str, Any]
Style = Mapping[str, Any] | Callable[[Item], Mapping[str, Any]]
# property names, property names with what to call them, a template or a function
Words = str | Sequence[str] | Mapping[str, str] | Callable[[Item], str | None]

EXPECTED_DATE = "YYYY, YYYY-MM, YYYY-MM-DD or a date object"
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
# Leaflet's options of paths that Python can give, and how paths look if nothing is said
_OPTIONS = (
    "stroke", "color", "weight", "opacity", "lineCap", "lineJoin", "dashArray", "dashOffset",
    "fill", "fillColor", "fillOpacity", "fillRule", "className", "radius", "interactive",
    "smoothFactor", "noClip", "bubblingMouseEvents",
)  # fmt: skip
USUAL = {"color": "#1d5fa6", "weight": 2, "fillOpacity": 0.35, "radius": 6}
MOST_LONGITUDE, MOST_LATITUDE = 360, 90


@dataclass(frozen=True)
class Reading:
    """How features are to be read: names of properties, and what Python makes of them."""

    start: str | None
    end: str | None
    end_inclusive: bool
    style: Style | None
    tooltip: Words | None
    popup: Words | None
    decimals: int


@dataclass(frozen=True)
class Columns:
    """Features by column, with the first and last of their days and where they lie."""

    data: dict[str, Any]
    days: tuple[date, date] | None
    bounds: list[list[float | None]]


def read(data: object, reading: Reading) -> Columns:
    """Return features as columns, or raise a UsageError."""
    items = features_of(data)
    _require_properties(items, reading)
    spans = [_span(item, number, reading) for number, item in enumerate(items, start=1)]
    shapes = [_geometry(item, number) for number, item in enumerate(items, start=1)]
    styles = [_style(item, number, reading.style) for number, item in enumerate(items, start=1)]
    distinct = {words: place for place, words in enumerate(dict.fromkeys(styles))}
    columns: dict[str, Any] = {
        "start": [start and start.isoformat() for start, _ in spans],
        "end": [end and end.isoformat() for _, end in spans],
        "geometry": [mapping(rounded(shape, reading.decimals)) for shape in shapes],
        "style": [distinct[words] for words in styles],
        "styles": [json.loads(words) for words in distinct],
    }
    for kind, words in (("tooltip", reading.tooltip), ("popup", reading.popup)):
        if words is not None:
            columns[kind] = [_words(kind, item, n, words) for n, item in enumerate(items, start=1)]
    days = [day for span in spans for day in span if day is not None]
    west, south, east, north = zip(*(shape.bounds for shape in shapes), strict=True)
    return Columns(
        columns,
        (min(days), max(days)) if days else None,
        [[min(south), min(west)], [max(north), max(east)]],
    )


def features_of(data: object) -> list[Item]:
    """Return the features of GeoJSON (text, path, object or frame), or raise a UsageError."""
    if isinstance(data, Path) or (isinstance(data, str) and not data.lstrip().startswith("{")):
        data = _read_file(data)
    if isinstance(data, str):
        data = _parsed(data, "the text")
    if hasattr(data, "__geo_interface__"):
        # frames know in which projection they are; GeoJSON is in degrees
        framed: Any = data
        if getattr(framed, "crs", None) is not None:
            framed = framed.to_crs(4326)
        data = framed.__geo_interface__
    if isinstance(data, Mapping):
        data = data.get("features") if data.get("type") == "FeatureCollection" else [data]
    if not isinstance(data, Sequence) or isinstance(data, str | bytes):
        raise UsageError("the data are no GeoJSON: expected a FeatureCollection or a list of them")
    items = list(data)
    if not items:
        raise UsageError("the data have no features: expected at least one")
    for number, item in enumerate(items, start=1):
        if not isinstance(item, Mapping) or item.get("type") != "Feature":
            found = item.get("type") if isinstance(item, Mapping) else type(item).__name__
            raise UsageError(f"feature {number} is {found!r}: expected a GeoJSON Feature")
    return [dict(item, properties=dict(item.get("properties") or {})) for item in items]


def _read_file(path: str | Path) -> str:
    if re.match(r"https?:", str(path)):
        raise UsageError(
            f"{shorten(str(path))!r} is an address: expected a file, nothing is fetched"
        )
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(f"{shorten(str(path))!r} cannot be read ({error})") from error
    _parsed(text, Path(path).name)
    return text


def _parsed(text: str, name: str) -> Any:  # noqa: ANN401 - whatever it holds
    try:
        return json.loads(text)
    except ValueError as error:
        raise UsageError(f"{name} is no GeoJSON ({error})") from error


def _require_properties(items: list[Item], reading: Reading) -> None:
    """Refuse the name of a property that no feature has."""
    known = dict.fromkeys(key for item in items for key in item["properties"])
    for argument, name in (("start", reading.start), ("end", reading.end)):
        if name is not None and name not in known:
            raise UsageError(
                f"no feature has a property {name!r}: expected {', '.join(known) or 'some'}, "
                f"or {argument}=None where nothing {argument}s"
            )


def _span(item: Item, number: int, reading: Reading) -> tuple[date | None, date | None]:
    """Return the first day of a feature, and the first on which it is no longer there."""

    def bound(name: str | None, *, after: bool) -> date | None:
        value = None if name is None else item["properties"].get(name)
        try:
            return day_of(value, after=after)
        except UsageError as error:
            raise UsageError(f"feature {number}: {name} {error}") from error

    start = bound(reading.start, after=False)
    end = bound(reading.end, after=reading.end_inclusive)
    if start and end and end <= start:
        when = "on the same day" if end == start else "later"
        hint = "an end is the first day no longer there (end_inclusive=True: the last day there)"
        raise UsageError(f"feature {number} ends on {end} but starts {when}, on {start}: {hint}")
    return start, end


def day_of(value: object, *, after: bool = False) -> date | None:
    """Return the first day of what a value names, or the day after its last; None if it is empty.

    It is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` as a text (what follows as a time is left away), a
    year as a number, or a date; an empty text and not-a-number are none, else it is a UsageError.
    """
    if value is None or value != value or str(value) in {"", "NaT"}:  # noqa: PLR0124 - not a number
        return None
    if isinstance(value, datetime):
        value = value.date()
    text = str(value).strip()
    # a year, which pandas may have as 1994.0
    if isinstance(value, Real) and not isinstance(value, bool) and float(value).is_integer():
        text = f"{float(value):04.0f}"
    try:
        first, last = _bounds(text)
        return last + ONE_DAY if after else first
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{shorten(str(value))!r} is not a date: expected {EXPECTED_DATE}"
        ) from error


def _bounds(text: str) -> tuple[date, date]:
    """Return the first and the last day of what a text names."""
    written, time = text[:10], text[10:]
    if not _DATE.fullmatch(written) or (time and time[0] not in "T "):
        raise ValueError(text)
    return edtf_bounds(written)


def _geometry(item: Item, number: int) -> BaseGeometry:
    try:
        # tuples of Python become lists of JSON
        return _in_degrees(json.loads(json.dumps(item.get("geometry"))))
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"feature {number} has {error}: expected points, lines or areas in degrees"
        ) from error


def _in_degrees(geometry: object) -> BaseGeometry:
    if not geometry:
        raise ValueError("no geometry")
    found = shaped(geometry)
    if found.is_empty:
        raise ValueError("an empty geometry")
    west, south, east, north = found.bounds
    if not (max(-west, east) <= MOST_LONGITUDE and max(-south, north) <= MOST_LATITUDE):
        raise ValueError(f"a coordinate {max(found.bounds, key=abs):.12g}")
    return found


def _style(item: Item, number: int, style: Style | None) -> str:
    """Return how a feature looks, as JSON."""
    given = style(item) if callable(style) else style
    said = {camelize(key): value for key, value in (given or {}).items() if value is not None}
    if unknown := said.keys() - set(_OPTIONS):
        raise UsageError(
            f"feature {number}: a style has no option {min(unknown)!r}: "
            f"expected {', '.join(_OPTIONS)}"
        )
    try:
        return json.dumps({**USUAL, **said}, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"feature {number}: a style has something else than texts and numbers ({error})"
        ) from error


def _words(kind: str, item: Item, number: int, words: Words) -> str | None:
    """Return what a tooltip or popup says of a feature, a line each; None if nothing."""
    properties = item["properties"]
    if callable(words):
        said = words(item)
        return None if said is None else str(said)
    try:
        if isinstance(words, str):
            return words.format_map(properties) if "{" in words else _told(properties[words])
        names = words if isinstance(words, Mapping) else {name: name for name in words}
        told = {label: _told(properties[name]) for name, label in names.items()}
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise UsageError(
            f"feature {number}: no {kind} comes of {words!r} ({type(error).__name__}: {error})"
        ) from error
    return "\n".join(f"{label}: {value}" for label, value in told.items() if value) or None


def _told(value: object) -> str | None:
    return None if value is None or value != value else str(value)  # noqa: PLR0124
