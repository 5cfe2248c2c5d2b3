"""Where the map is looked at from: what it covers, how near it may be seen, and views as text."""

from karamap.core.dates import shorten
from karamap.core.errors import UsageError
from karamap.core.numerals import decimal

# the ground there is a picture of, beyond which the map cannot be moved
MAX_BOUNDS = {"min_lat": 38.3, "max_lat": 42.0, "min_lon": 43.5, "max_lon": 50.5}
ZOOMS = {"min_zoom": 7, "max_zoom": 12}

# latitude and longitude of the middle of the map in degrees, and the zoom as in web maps
View = tuple[float, float, float]

_LIMITS = (
    (MAX_BOUNDS["min_lat"], MAX_BOUNDS["max_lat"]),
    (MAX_BOUNDS["min_lon"], MAX_BOUNDS["max_lon"]),
    (ZOOMS["min_zoom"], ZOOMS["max_zoom"]),
)
EXPECTED = (
    f"latitude,longitude,zoom within {MAX_BOUNDS['min_lat']} to {MAX_BOUNDS['max_lat']}, "
    f"{MAX_BOUNDS['min_lon']} to {MAX_BOUNDS['max_lon']} and {ZOOMS['min_zoom']} to "
    f"{ZOOMS['max_zoom']}, for instance 39.8,46.8,9"
)


def parse_view(words: str) -> View:
    """Return the latitude, longitude and zoom in a text, or raise a UsageError.

    >>> parse_view("39.8,46.8,9")
    (39.8, 46.8, 9.0)
    """
    try:
        lat, lon, zoom = map(decimal, words.split(","))
    except ValueError as error:
        raise UsageError(f"{shorten(words)!r} is not a view: expected {EXPECTED}") from error
    if not _within(lat, lon, zoom):
        swapped = " (latitude and longitude swapped?)" if _within(lon, lat, zoom) else ""
        raise UsageError(f"{shorten(words)!r} is outside the map{swapped}: expected {EXPECTED}")
    return lat, lon, zoom


def _within(lat: float, lon: float, zoom: float) -> bool:
    pairs = zip((lat, lon, zoom), _LIMITS, strict=True)
    return all(low <= value <= high for value, (low, high) in pairs)
