"""Integrity: the data package lists every file, and says of each what is true."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from karamap.core.errors import DataError
from karamap.core.layers import LAYERS
from karamap.core.paths import DESCRIPTOR
from karamap.core.problems import Problem, problem_of
from karamap.core.textfile import read_json
from karamap.evidence.datapackage import datapackage_of

WANTED = f"the file that {DESCRIPTOR} lists; after a wanted change run `karamap build`"

Entry = dict[str, Any]


def problems(folder: Path) -> Iterator[Problem]:
    """Yield files that are missing or differ from their hash, and what of a file is not so."""
    try:
        given = read_json(folder / DESCRIPTOR)
        listed = _listed(given)
        wanted = datapackage_of(folder, [f"layers/{layer.id}.geojson" for layer in LAYERS])
    except DataError as error:
        yield problem_of(error)
        return
    yield from _differences(None, given, wanted, but=("resources",))
    there = {entry["path"]: entry for entry in wanted["resources"]}
    for name, entry in listed.items():
        if name not in there:
            yield Problem(name, "no file", WANTED)
        elif entry.get("hash") != there[name]["hash"]:
            yield Problem(name, str(there[name]["hash"]), WANTED)
        else:
            yield from _differences(name, entry, there[name])
    for name in there:
        if name not in listed:
            yield Problem(name, "a file", WANTED)


def _listed(given: object) -> dict[str, Entry]:
    """Return the entries by path; a path that leads out of the folder is never followed."""
    entries = given.get("resources") if isinstance(given, dict) else None
    if not isinstance(entries, list):
        raise DataError(Problem(DESCRIPTOR, "no list of resources", "a data package"))
    listed: dict[str, Entry] = {}
    for number, entry in enumerate(entries, start=1):
        path = entry.get("path") if isinstance(entry, dict) else None
        if not isinstance(path, str) or not _is_inside(path) or path in listed:
            wanted = "a path in the folder, each once"
            raise DataError(Problem(DESCRIPTOR, repr(path), wanted, str(number), "path"))
        listed[path] = entry
    return listed


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _differences(
    name: str | None, given: Entry, wanted: Entry, but: tuple[str, ...] = ()
) -> Iterator[Problem]:
    for key in {**wanted, **given}:
        found, expected = given.get(key), wanted.get(key)
        if key not in but and found != expected:
            say = f"{expected!r}; `karamap build` writes it"
            yield Problem(DESCRIPTOR, repr(found), say, name, key)
