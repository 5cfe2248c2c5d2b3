"""Reading ``sources.json``: a list of CSL-JSON entries, each checked before anything cites it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from karamap.core.errors import DataError
from karamap.core.problems import Problem, first_raised, label
from karamap.core.textfile import read_json
from karamap.evidence.cells import A_KEY, KEY

Entry = dict[str, Any]
WANTED = ("id", "type", "title")
A_SOURCE = "an object with id, type and title"
TEXTS = ("id", "type", "title", "title-short", "container-title", "publisher", "note", "URL")
# addresses of the web only: nothing a click on a source could run
SCHEMES = ("https://", "http://")
DATE_PARTS = (1, 2, 3)
NO_DATE: Entry = {"date-parts": [[1]]}


def read_sources(path: Path) -> dict[str, Entry]:
    """Return the CSL-JSON bibliography by key; a DataError if it is none, or has an id twice."""
    return {entry["id"]: entry for entry in first_raised(read_entries(path))}


def read_entries(path: Path) -> Iterator[Entry | DataError]:
    """Yield the entries of a bibliography, and in place of each wrong one what is wrong."""
    entries = read_json(path)
    if not isinstance(entries, list) or not entries:
        raise DataError(Problem(label(path), type(entries).__name__, "a list of CSL-JSON entries"))
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        wrong = _wrong(entry)
        key = str(entry.get("id", number)) if isinstance(entry, dict) else str(number)
        if wrong is None and key in seen:
            wrong = ("id", repr(key), "each id once")
        seen.add(key)
        if wrong is None:
            yield entry
        else:
            name, found, expected = wrong
            yield DataError(Problem(label(path), found, expected, key, name))


def _wrong(entry: object) -> tuple[str | None, str, str] | None:
    """Return what is wrong in an entry: property, found, expected; None if it is sound."""
    if not isinstance(entry, dict):
        return None, repr(entry), A_SOURCE
    url = entry.get("URL", SCHEMES[0])
    people = entry.get("author", [])
    rules: list[tuple[str, bool, str]] = [
        *((name, bool(entry.get(name)), A_SOURCE) for name in WANTED),
        ("id", bool(KEY.fullmatch(str(entry.get("id")))), A_KEY),
        *((name, isinstance(entry.get(name, ""), str), "a text") for name in TEXTS),
        ("URL", str(url).startswith(SCHEMES), f"an address with {' or '.join(SCHEMES)}"),
        ("issued", _is_date(entry.get("issued", NO_DATE)), 'a date: {"date-parts": [[2020, 11]]}'),
        ("author", _are_people(people), "a list of names as CSL-JSON has them"),
    ]
    for name, holds, expected in rules:
        if not holds:
            return name, repr(entry.get(name)), expected
    return None


def _is_date(value: object) -> bool:
    match value:
        case {"date-parts": [[*parts]]}:
            return len(parts) in DATE_PARTS and all(type(part) is int for part in parts)
    return False


def _are_people(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(name, dict) and name and all(isinstance(part, str) for part in name.values())
        for name in value
    )
