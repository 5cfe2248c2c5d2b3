"""What is checked of each feature of a layer by itself."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from karamap.core.dates import EXPECTED_EDTF, FIRST_DAY, LAST_DAY, edtf_bounds
from karamap.core.geojson import MEMBERS, Feature
from karamap.core.layers import BASES, COMMON, CONFIDENCES, NAMES, Layer
from karamap.core.problems import Problem
from karamap.core.textfile import NO_FORMULA, is_formula

# the map's frame in degrees, a little wider than what the base geography is clipped to
WEST, SOUTH, EAST, NORTH = 43.0, 38.0, 51.0, 42.5

GEOMETRIES = {
    "area": ("Polygon", "MultiPolygon"),
    "line": ("LineString", "MultiLineString"),
    "point": ("Point", "MultiPoint"),
    "mixed": ("Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point"),
}
# events that happened at no place of the map have none
MAY_LACK_GEOMETRY = ("events",)
# what is not a text, or nothing
TYPES: dict[str, tuple[type, str]] = {
    "accuracy_m": (int, "a whole number of metres above 0"),
    "accounts": (list, "a list"),
    "alt_names": (list, "a list"),
    "control": (list, "a list"),
    "counts": (list, "a list"),
    "in_article": (bool, "true or false"),
    "max": (int, "a whole number"),
    "min": (int, "a whole number"),
    "names": (list, "a list"),
    "places": (list, "a list"),
    "rank": (int, "a whole number"),
    "sources": (list, "a list of keys of sources.json"),
}
# what each of the ``accounts`` has
ACCOUNT = (
    "id", "start_date", "start_date:edtf", "controller", "claimed_by", "sources", "differs_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """A file of features: its name, what its layer holds, and which sources may be cited."""

    name: str
    layer: Layer
    sources: Collection[str]


Check = Callable[[File, Feature], Iterator[Problem]]


def layer_problems(file: File, items: Sequence[Feature]) -> Iterator[Problem]:
    """Yield what is wrong with the features of a layer, each by itself."""
    return _checked(file, items, (*_CHECKS, *_SHAPE_CHECKS))


def shape_problems(file: File, items: Sequence[Feature]) -> Iterator[Problem]:
    """Yield what is wrong with features that layers are built from: ids, shapes, what is read."""
    return _checked(file, items, (_check_given, *_SHAPE_CHECKS))


def _checked(file: File, items: Sequence[Feature], checks: Iterable[Check]) -> Iterator[Problem]:
    if not items:
        yield Problem(file.name, "no features", "at least one")
    for name, count in Counter(item.id for item in items).items():
        if count > 1:
            yield Problem(file.name, f"the id {count} times", "each id once", name)
    for item in items:
        for check in checks:
            yield from check(file, item)


def _problem(file: File, item: Feature, name: str | None, found: object, wanted: str) -> Problem:
    return Problem(file.name, repr(found), wanted, item.id, name)


def _check_members(file: File, item: Feature) -> Iterator[Problem]:
    for name, value in item.foreign.items():
        yield _problem(file, item, name, value, f"no members but {', '.join(MEMBERS)}")


def _check_id(file: File, item: Feature) -> Iterator[Problem]:
    found = item.properties.get("id")
    if found != item.id:
        yield _problem(file, item, "id", found, f"the id of the feature, {item.id!r}")


def _missing(file: File, item: Feature, wanted: Sequence[str]) -> Iterator[Problem]:
    for name in wanted:
        if name not in item.properties:
            yield _problem(file, item, name, None, "the property to be there")


def _check_given(file: File, item: Feature) -> Iterator[Problem]:
    yield from _missing(file, item, file.layer.properties)
    yield from _check_values(file, item)
    yield from _check_sources(file, item)


def _check_properties(file: File, item: Feature) -> Iterator[Problem]:
    properties = item.properties
    wanted = (*COMMON, *file.layer.properties)
    yield from _missing(file, item, wanted)
    for name, value in properties.items():
        if name not in (*wanted, *file.layer.optional):
            yield _problem(file, item, name, value, "no property of this name")
        elif name not in TYPES and not isinstance(value, str | None):
            yield _problem(file, item, name, value, "a text or null")
        elif isinstance(value, str) and is_formula(value):
            yield _problem(file, item, name, value, NO_FORMULA)
    if not any(properties.get(name) for name in NAMES):
        yield _problem(file, item, "name_en", None, "a name in at least one language")


def _check_values(file: File, item: Feature) -> Iterator[Problem]:
    properties = item.properties
    known = {"basis": BASES, "confidence": CONFIDENCES} | dict(file.layer.values)
    for name, values in known.items():
        if name in properties and properties[name] not in values:
            yield _problem(file, item, name, properties[name], f"one of {', '.join(values)}")
    for name, (kind, wanted) in TYPES.items():
        # what has no place cannot be off it
        if name == "accuracy_m" and item.geometry is None and properties.get(name) is None:
            continue
        # True is an int to Python
        if name in properties and type(properties[name]) is not kind:
            yield _problem(file, item, name, properties[name], wanted)
    accuracy = properties.get("accuracy_m")
    if type(accuracy) is int and accuracy <= 0:
        yield _problem(file, item, "accuracy_m", accuracy, TYPES["accuracy_m"][1])


def _check_sources(file: File, item: Feature) -> Iterator[Problem]:
    keys = item.properties.get("sources")
    if not isinstance(keys, list):
        return
    if not keys:
        yield _problem(file, item, "sources", keys, TYPES["sources"][1])
    for key in keys:
        if not isinstance(key, str) or (file.sources and key not in file.sources):
            yield _problem(file, item, "sources", key, "a key of sources.json")


def _check_names(file: File, item: Feature) -> Iterator[Problem]:
    """Check the names that follow the year."""
    spans = item.properties.get("names", [])
    for span in spans if isinstance(spans, list) else ():
        if not isinstance(span, dict) or not {"start_date", "end_date", *NAMES} <= span.keys():
            wanted = "spans with start_date, end_date and names in all languages"
            yield _problem(file, item, "names", span, wanted)
            continue
        for name in ("start_date", "end_date"):
            if _day(span[name]) is None and not (name == "end_date" and span[name] is None):
                yield _problem(file, item, "names", span[name], f"a {name} as YYYY-MM-DD")


def _check_accounts(file: File, item: Feature) -> Iterator[Problem]:
    """Check what accounts that differ say."""
    told = item.properties.get("accounts", [])
    for account in told if isinstance(told, list) else ():
        if not isinstance(account, dict) or not set(ACCOUNT) <= account.keys():
            yield _problem(file, item, "accounts", account, f"accounts with {', '.join(ACCOUNT)}")
        elif _day(account["start_date"]) is None:
            day = account["start_date"]
            yield _problem(file, item, "accounts", day, "a start_date as YYYY-MM-DD")


def _day(value: object) -> date | None:
    """Return the day that a text names as ``YYYY-MM-DD``; None if it names none."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.isoformat() == value else None


def _check_dates(file: File, item: Feature) -> Iterator[Problem]:
    days: dict[str, date] = {}
    for name in ("start_date", "end_date"):
        value = item.properties.get(name)
        if value is None and name == "end_date":
            continue
        day = _day(value)
        if day is None:
            yield _problem(file, item, name, value, "a day as YYYY-MM-DD")
            continue
        days[name] = day
        if not FIRST_DAY <= day <= LAST_DAY.replace(year=LAST_DAY.year + 1):
            yield _problem(file, item, name, value, f"a day from {FIRST_DAY} to {LAST_DAY}")
        yield from _check_edtf(file, item, name)
    if len(days) > 1 and days["start_date"] >= days["end_date"]:
        start, end = days["start_date"], days["end_date"]
        yield _problem(file, item, "end_date", str(end), f"a day after the start_date {start}")


def _check_edtf(file: File, item: Feature, name: str) -> Iterator[Problem]:
    original = item.properties.get(f"{name}:edtf")
    try:
        edtf_bounds(original, may_be_open=False)
    except (TypeError, ValueError, AttributeError):
        yield _problem(file, item, f"{name}:edtf", original, f"an EDTF date: {EXPECTED_EDTF}")


def _check_geometry(file: File, item: Feature) -> Iterator[Problem]:
    geometry: BaseGeometry | None = item.geometry
    if geometry is None:
        if file.layer.id not in MAY_LACK_GEOMETRY:
            yield _problem(file, item, "geometry", None, "a geometry")
        return
    wanted = GEOMETRIES[file.layer.kind]
    if geometry.geom_type not in wanted:
        yield _problem(file, item, "geometry", geometry.geom_type, " or ".join(wanted))
        return
    if geometry.is_empty:
        yield _problem(file, item, "geometry", "an empty geometry", "coordinates")
        return
    if geometry.has_z:
        heights = "coordinates with heights"
        yield _problem(file, item, "geometry", heights, "longitude and latitude only")
    yield from _check_position(file, item, geometry)
    if not geometry.is_valid:
        reason = shapely.is_valid_reason(geometry)
        yield _problem(file, item, "geometry", reason, "a valid geometry")
        return
    parts = shapely.get_parts(geometry)
    if file.layer.kind in ("area", "mixed") and not all(map(_counter_clockwise, parts)):
        turned = "outer rings counter-clockwise, holes not"
        yield _problem(file, item, "geometry", "a clockwise outer ring", turned)


def _check_position(file: File, item: Feature, geometry: BaseGeometry) -> Iterator[Problem]:
    west, south, east, north = geometry.bounds
    if west >= WEST and south >= SOUTH and east <= EAST and north <= NORTH:
        return
    for lon, lat in shapely.get_coordinates(geometry):
        if WEST <= lon <= EAST and SOUTH <= lat <= NORTH:
            continue
        swapped = WEST <= lat <= EAST and SOUTH <= lon <= NORTH
        hint = " (longitude and latitude swapped?)" if swapped else ""
        frame = f"longitude {WEST}-{EAST}, latitude {SOUTH}-{NORTH}"
        yield _problem(file, item, "geometry", f"{lon}, {lat}{hint}", frame)
        return


def _counter_clockwise(polygon: BaseGeometry) -> bool:
    if not isinstance(polygon, Polygon):
        return True
    rings_inside = all(not ring.is_ccw for ring in polygon.interiors)
    return bool(polygon.exterior.is_ccw) and rings_inside


_CHECKS: tuple[Check, ...] = (
    _check_properties,
    _check_values,
    _check_sources,
    _check_names,
    _check_accounts,
    _check_dates,
)
_SHAPE_CHECKS: tuple[Check, ...] = (_check_members, _check_id, _check_geometry)
