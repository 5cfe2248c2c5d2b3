"""What features are called on a day, and finding places by name.

Finding forgives case, accents, spaces, punctuation and spelling, in four scripts.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from karamap.core.dates import shorten, visible
from karamap.core.errors import UsageError
from karamap.core.geojson import Feature
from karamap.core.intervals import span_of
from karamap.core.layers import NAMES
from karamap.lang.folding import sound

# letters that no decomposition turns into their plain neighbours
_PLAIN = str.maketrans({"ə": "e", "ı": "i", "ё": "е", "և": "եւ"})


def folded(name: str) -> str:
    """Return a name as it is compared: lower case, no accents, letters and digits only."""
    lower = name.replace("İ", "i").casefold().translate(_PLAIN)
    plain = unicodedata.normalize("NFD", lower)
    return "".join(char for char in plain if char.isalnum())


def all_names(place: Feature) -> set[str]:
    """Return every name of a place: in four languages, of other years, and alternative ones."""
    names = (name for key in NAMES for name in names_in(place, key))
    return {*names, *place.properties.get("alt_names", ())}


def names_in(place: Feature, key: str) -> list[str]:
    """Return the names that a place has had in a language (``name_ru``), the latest first.

    The name of the other side, which stands in brackets behind the first, is a name of its own.
    """
    spans = [*reversed(place.properties.get("names") or ()), place.properties]
    written = filter(None, (span.get(key) for span in spans))
    return list(dict.fromkeys(name for each in written for name in both_names(each)))


def both_names(written: str) -> list[str]:
    """Return a name and, where one stands in brackets behind it, the second: ``A (B)``."""
    first, _, second = written.removesuffix(")").partition(" (")
    return [first, second] if second else [name for name in (written,) if name]


def name_on(item: Feature, day: date, language: str) -> str:
    """Return what a feature was called on a day, in English where the language has no name.

    Parameters
    ----------
    item
        A feature of any layer.
    day
        The day: names follow the year.
    language
        A language of the interface.

    Examples
    --------
    >>> [capital] = find(atlas.layers["places"], "stepanakert")
    >>> name_on(capital, date(1920, 12, 31), "en"), name_on(capital, date(1950, 12, 31), "en")
    ('Khankendi', 'Stepanakert')
    """
    properties = item.properties
    now = next(
        (each for each in properties.get("names") or () if visible(*span_of(each), day)), properties
    )
    key = f"name_{language}"
    return now.get(key) or now.get("name_en") or properties.get("name_en") or str(item.id)


def present_name(item: Feature, language: str) -> str:
    """Return the present name of a feature, in English where the language has none."""
    return str(item.properties[f"name_{language}"] or item.properties["name_en"])


def summary_in(event: Feature, language: str) -> str:
    """Return what is told of an event in a language, in English where that has nothing."""
    properties = event.properties
    return str(properties.get(f"summary_{language}") or properties["summary"] or "")


def find(places: Sequence[Feature], name: str) -> list[Feature]:
    """Return the places called ``name``, else those whose name begins so; best known first.

    Parameters
    ----------
    places
        Features of the layer ``places``.
    name
        An id, or a name in any of the four languages, however spelled.

    Raises
    ------
    UsageError
        If there is none; the message names the closest.

    Examples
    --------
    >>> [place["id"] for place in find(atlas.layers["places"], "Шуша")]
    ['shusha']
    """
    if by_id := [place for place in places if place.id == name]:
        return by_id
    for spelled in (folded, sound):
        keys = [{spelled(other) for other in all_names(place)} for place in places]
        # of "Ssss" one letter is left, with which many names begin
        if 2 * len(wanted := spelled(name)) < len(name.strip()):
            continue
        if found := _called(places, keys, wanted):
            return sorted(found, key=lambda place: place.properties["rank"])
    wanted, keys = folded(name), [set(map(folded, all_names(place))) for place in places]
    close = set(get_close_matches(wanted, {key for own in keys for key in own}, n=3))
    near = [place for place, own in zip(places, keys, strict=True) if own & close]
    titles = sorted({str(place.properties["name_en"]) for place in near})
    hint = f"; did you mean {' or '.join(titles)}?" if titles else ""
    raise UsageError(f"no place is called {shorten(name)!r}: expected a name on the map{hint}")


def _called(places: Sequence[Feature], keys: Sequence[set[str]], wanted: str) -> list[Feature]:
    """Return the places one of whose keys is the one wanted, else those where one begins so."""
    named = list(zip(places, keys, strict=True))
    exact = [place for place, own in named if wanted in own]
    begins = (p for p, own in named if wanted and any(key.startswith(wanted) for key in own))
    return exact or list(begins)
