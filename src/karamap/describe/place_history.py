"""Who held this place? Its whole history, with what the evidence says and by which sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from shapely import Point

from karamap.atlas.atlas import Atlas
from karamap.core.dates import visible
from karamap.core.errors import UsageError
from karamap.core.geojson import Feature
from karamap.core.layers import LANGUAGES
from karamap.core.map_view import MAX_BOUNDS
from karamap.core.numerals import decimal
from karamap.core.textfile import as_json
from karamap.describe import differing
from karamap.describe.recorded_dates import day_in_words
from karamap.lang.formats import capitalised, long_date
from karamap.lang.messages import DEFAULT, text
from karamap.lang.names import all_names, find, names_in, present_name

# of many places that a name may mean, so many are listed
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that was asked for; ``place`` is None for bare coordinates.

    ``others`` are the further places that the name may mean, best known first.
    """

    lon: float
    lat: float
    place: Feature | None = None
    others: tuple[Feature, ...] = ()


def spot(atlas: Atlas, words: Sequence[str]) -> Spot:
    """Return the point that is meant by a longitude and a latitude, or by the name of a place.

    A name on no place is a UsageError that names the closest; so is a point the other way round.
    """
    if len(words) == 2:  # noqa: PLR2004 - longitude and latitude
        try:
            lon, lat = map(decimal, words)
        except ValueError:
            pass
        else:
            _require_order(lon, lat)
            return Spot(lon, lat)
    first, *others = find(atlas.layers["places"], " ".join(words))
    return Spot(first.geometry.x, first.geometry.y, first, tuple(others))


def _require_order(lon: float, lat: float) -> None:
    south, north = MAX_BOUNDS["min_lat"], MAX_BOUNDS["max_lat"]
    if south <= lon <= north and MAX_BOUNDS["min_lon"] <= lat <= MAX_BOUNDS["max_lon"]:
        raise UsageError(
            f"{lon:g} {lat:g} is outside the map (longitude and latitude swapped?): expected "
            "longitude, then latitude, in degrees"
        )


def who(atlas: Atlas, words: Sequence[str], day: date | None, style: str, language: str) -> str:
    """Return who held a place in one of the formats text and json, on a day or through time.

    ``words`` are a name in any language, the id of a place, or longitude and latitude; what is no
    place on earth is a UsageError.
    """
    found = spot(atlas, words)
    spans = [
        item
        for item in atlas.control_features_at(found.lon, found.lat)
        if day is None or visible(*item.span, day)
    ]
    if style == "json":
        return as_json(_record(atlas, found, spans, day))
    return "\n".join(_lines(atlas, found, spans, day, language)) + "\n"


def _groups(atlas: Atlas, found: Spot, day: date | None) -> list[differing.Group]:
    """Return the accounts that differ: of a place, of the ground under a point; of one day only."""
    if found.place is not None and day is None:
        return differing.groups(found.place)
    items = atlas.layers[differing.LAYER] if day is None else atlas.features(differing.LAYER, day)
    point = Point(found.lon, found.lat)
    here = [
        item
        for item in items
        if (item.geometry.intersects(point) if found.place is None
            else item.properties["place"] == found.place.id)
    ]  # fmt: skip
    return [group for _, group in differing.groups_of(atlas, here)]


def _record(
    atlas: Atlas, found: Spot, spans: Sequence[Feature], day: date | None
) -> dict[str, Any]:
    groups = _groups(atlas, found, day)
    keys = ("controller", "start_date", "end_date", "start_date:edtf", "end_date:edtf")
    more = ("confidence", "accuracy_m", "sources")
    record: dict[str, Any] = {
        "lon": found.lon,
        "lat": found.lat,
        "place": found.place and _brief(found.place),
        "history": [{key: item.properties[key] for key in (*keys, *more)} for item in spans],
        "others": [_brief(place) for place in found.others],
        "accounts": [list(group) for group in groups],
        "sources": _titles(atlas, spans, groups),
    }
    if day is not None:
        record |= {
            "date": day.isoformat(),
            "controller": atlas.control_at(found.lon, found.lat, day),
        }
    return record


def _brief(place: Feature) -> dict[str, Any]:
    return {
        "id": place.id,
        "names": sorted(all_names(place)),
        "kind": place.properties["kind"],
        "lon": place.geometry.x,
        "lat": place.geometry.y,
    }


def _titles(
    atlas: Atlas, spans: Sequence[Feature], groups: Sequence[differing.Group]
) -> dict[str, str]:
    """Return the titles of the sources of spans and accounts, by key, in order of first use."""
    told = [item.properties for item in spans] + [item for group in groups for item in group]
    keys = dict.fromkeys(key for item in told for key in item["sources"])
    return {key: _source(atlas.sources[key]) for key in keys if key in atlas.sources}


def _source(entry: Mapping[str, Any]) -> str:
    """Return the title of a source, and what it appeared in."""
    return ", ".join(entry[key] for key in ("title", "container-title") if entry.get(key))


def _lines(
    atlas: Atlas, found: Spot, spans: Sequence[Feature], day: date | None, language: str
) -> Iterator[str]:
    yield _title(found, language)
    if found.place is not None:
        others = (_names(found.place, each)[:1] for each in LANGUAGES if each != language)
        yield "  " + " · ".join(dict.fromkeys(chain.from_iterable(others)))
    for item in spans:
        yield "  " + _held(item, language)
    if not spans:
        yield "  " + text(_holder_elsewhere(atlas, found, day), language)
    groups = _groups(atlas, found, day)
    if groups:
        yield text("twin.differing", language)
    for group in groups:
        yield "  " + capitalised(differing.sentence(atlas, group, language), language)
    if titles := _titles(atlas, spans, groups):
        yield text("popup.sources", language)
        for key, title in titles.items():
            yield f"  {key}: {title}"
    if found.others:
        yield text("who.others", language)
        for place in found.others[:_LISTED]:
            at = f"{place.geometry.x:.4f} {place.geometry.y:.4f}"
            yield f"  {present_name(place, language)}: {at} ({place.id})"
        if (left := len(found.others) - _LISTED) > 0:
            yield "  " + text("who.more", language, count=left)


def _holder_elsewhere(atlas: Atlas, found: Spot, day: date | None) -> str:
    """Return the key of what to say where no span of control answers."""
    controller = atlas.control_at(found.lon, found.lat, day) if day else None
    if controller:
        return f"class.control:{controller}"
    mapped = atlas.control_features_at(found.lon, found.lat)
    return "popup.not_yet" if mapped else "popup.no_holder"


def _title(found: Spot, language: str) -> str:
    if found.place is None:
        return f"{found.lon}, {found.lat}"
    names = _names(found.place, language) or [present_name(found.place, language)]
    return names[0] + (f" ({', '.join(names[1:])})" if names[1:] else "")


def _names(place: Feature, language: str) -> list[str]:
    """Return all the names that a place has or had in a language, the present one first."""
    # in Latin letters, for readers of English
    others = place.properties.get("alt_names") or () if language == DEFAULT else ()
    return list(dict.fromkeys([*names_in(place, f"name_{language}"), *others]))


def _held(item: Feature, language: str) -> str:
    properties = item.properties
    start, end = item.span
    holder = text(f"class.control:{properties['controller']}", language)
    until = text("popup.still", language)
    if end:
        until = _bound("popup.until", end, properties["end_date:edtf"], language)
    confidence = text(f"confidence.{properties['confidence']}", language)
    sure = text("popup.confidence", language, confidence=confidence)
    return text(
        "who.held",
        language,
        holder=holder,
        since=_bound("popup.from", start, properties["start_date:edtf"], language),
        until=until,
        sure=sure,
        sources=", ".join(properties["sources"]),
    )


def _bound(key: str, day: date, edtf: str | None, language: str) -> str:
    """Return since or until when, with what the sources say if that is less exact."""
    told = text(key, language, date=long_date(day, language))
    if edtf is None or edtf == day.isoformat():
        return told
    return text("who.recorded_as", language, bound=told, edtf=day_in_words(edtf, language))
