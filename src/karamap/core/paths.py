"""Where the shipped geodata are: inside the wheel, or beside ``src`` in a checkout."""

from __future__ import annotations

from pathlib import Path

from karamap.core.errors import DataError

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
# the list of all files of a geodata folder: licences, sources, hashes, the version
DESCRIPTOR = "datapackage.json"


def shipped(name: str) -> Path:
    """Return the folder ``name`` that ships with karamap (``geodata`` or ``app``)."""
    for home in (PACKAGE, CHECKOUT):
        if (home / name).is_dir():
            return home / name
    raise DataError(f"the folder {name!r} that ships with karamap is missing beside {PACKAGE.name}")


def geodata_folder() -> Path:
    """Return the folder of the geodata that ship with karamap."""
    return shipped("geodata")
