"""Where the geodata are (inside the wheel, or beside ``src`` in a checkout), and their relief."""

from pathlib import Path

from karamap.core.errors import DataError, UsageError
from karamap.core.textfile import read_json

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
# the list of all files of a geodata folder: licences, sources, hashes, the version
DESCRIPTOR = "datapackage.json"


def geodata_folder() -> Path:
    """Return the folder of the geodata that ship with karamap."""
    for home in (PACKAGE, CHECKOUT):
        if (home / "geodata").is_dir():
            return home / "geodata"
    raise DataError(
        f"the folder 'geodata' that ships with karamap is missing beside {PACKAGE.name}"
    )


def folder_of(folder: Path | str | None) -> Path:
    """Return a folder of geodata that is there, by default that which ships."""
    if not isinstance(folder, str | Path | None):
        raise UsageError(f"{folder!r} is not a folder: expected the path of one")
    home = geodata_folder() if folder is None else Path(folder)
    if not home.is_dir():
        raise DataError(f"{home} is not a folder: expected a folder of geodata")
    return home


def relief_of(folder: Path) -> tuple[Path, list[list[float]]]:
    """Return the relief picture of a geodata folder and its bounds.

    They are ``[[south, west], [north, east]]`` in degrees (EPSG:4326); a DataError if they are
    missing or unusable.
    """
    try:
        west, south, east, north = map(float, read_json(folder / "base" / "relief.json")["bounds"])
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"base/relief.json has no usable bounds ({error})") from error
    return folder / "base" / "relief.png", [[south, west], [north, east]]
