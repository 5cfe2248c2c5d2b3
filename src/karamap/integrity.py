"""Integrity: every file is the one that the data package lists, by its hash."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from karamap.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DESCRIPTOR = "datapackage.json"
WANTED = f"the file that {DESCRIPTOR} lists; after a wanted change run `karamap build`"


def problems(folder: Path) -> Iterator[Problem]:
    """Yield the files of a geodata folder that are missing or differ from their hash."""
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        listed = {item["path"]: item["hash"] for item in descriptor["resources"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield Problem(DESCRIPTOR, repr(error), "a data package with a path and a hash per resource")
        return
    for name, wanted in listed.items():
        path = folder / name
        found = _hash(path) if path.is_file() else "no file"
        if found != wanted:
            yield Problem(name, found, WANTED)


def _hash(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
