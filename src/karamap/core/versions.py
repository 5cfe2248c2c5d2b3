"""The two versions: that of the code, and that of the geodata, which changes without the code.

The code's is that of the package; the geodata's is the first heading with a number in
``geodata/CHANGELOG.md``, from where ``karamap build`` takes it into ``datapackage.json``, which
is what is read: a built folder says what it holds.
"""

import re
from importlib.metadata import version
from pathlib import Path

from karamap.core.errors import DataError
from karamap.core.paths import DESCRIPTOR
from karamap.core.textfile import read_json, read_text

CODE = version("karamap")
CHANGELOG = "CHANGELOG.md"
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)\b", re.MULTILINE)


def data_version(folder: Path) -> str:
    """Return the version that a folder's data package states; a DataError if it states none."""
    try:
        stated = read_json(folder / DESCRIPTOR)["version"]
    except (KeyError, TypeError) as error:
        raise DataError(f"{DESCRIPTOR} states no version: run `karamap build`") from error
    return str(stated)


def logged_version(folder: Path) -> str:
    """Return the latest version in a folder's changelog: that to be built; a DataError if none."""
    found = _HEADING.search(read_text(folder / CHANGELOG))
    if found is None:
        raise DataError(f"{CHANGELOG} of the geodata has no heading such as '## 1.2.0'")
    return found[1]
