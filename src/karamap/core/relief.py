"""Where the picture of the shaded relief is, and what it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karamap.core.errors import DataError
from karamap.core.textfile import read_json

if TYPE_CHECKING:
    from pathlib import Path


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
