"""The two versions: that of the code, and that of the geodata, which changes without the code.

The code's is that of the package; the geodata's is the first heading with a number in
``geodata/CHANGELOG.md``, from where ``karamap build`` takes it into ``datapackage.json``, which
is what is read: a built folder says what it holds.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from karamap.core.errors import DataError
from karamap.core.paths import DESCRIPTOR
from karamap.core.textfile import read_json, read_text

if TYPE_CHECKING:
    from pathlib import Path

CODE = version("karamap")
CHANGELOG = "CHANGELOG.md"
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)\b", re.MULTILINE)


def data_version(folder: Path) -> str:
    """Return the version that the data package of a geodata folder states.

    Parameters
    ----------
    folder
        A built geodata folder.

    Raises
    ------
    DataError
        If the data package is missing, unreadable or states none.
    """
    try:
        stated = read_json(folder / DESCRIPTOR)["version"]
    except (KeyError, TypeError) as error:
        raise DataError(f"{DESCRIPTOR} states no version: run `karamap build`") from error
    return str(stated)


def logged_version(folder: Path) -> str:
    """Return the latest version in the changelog of a geodata folder: that to be built.

    Parameters
    ----------
    folder
        A geodata folder.

    Raises
    ------
    DataError
        If the changelog is missing or has no heading with a version.
    """
    found = _HEADING.search(read_text(folder / CHANGELOG))
    if found is None:
        raise DataError(f"{CHANGELOG} of the geodata has no heading such as '## 1.2.0'")
    return found[1]
