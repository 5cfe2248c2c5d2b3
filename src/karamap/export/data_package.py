"""The data package to take away: one zip with everything the map knows, and what it derives.

The descriptor in it is that of the geodata folder with the derived files added.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from karamap.atlas.atlas import Atlas
from karamap.check.checksums import WANTED
from karamap.core.errors import DataError
from karamap.core.paths import DESCRIPTOR
from karamap.core.progress import no_tick
from karamap.core.versions import CHANGELOG
from karamap.evidence.datapackage import as_text, layer_licence, resource
from karamap.export.linked_places import linked_places
from karamap.export.tables import AREAS_SCHEMA, areas_csv

README = "README.md"
LICENCES = "LICENCES.md"
# the day zip files begin their time: no clock is asked
_EPOCH = (1980, 1, 1, 0, 0, 0)


def package_files(atlas: Atlas, language: str) -> dict[str, bytes]:
    """Return the content of every file of an atlas's data package, by its path there.

    Derived tables have names in ``language``. A DataError if the descriptor is missing or broken,
    or a file is not the one it lists.
    """
    descriptor = _descriptor(atlas.folder)
    files = {item["path"]: _listed(atlas.folder, item) for item in descriptor["resources"]}
    derived = [
        ("derived/areas.csv", areas_csv(atlas, language), layer_licence("control"), AREAS_SCHEMA),
        ("derived/places.jsonld", linked_places(atlas, language), layer_licence("places"), None),
    ]
    for name, content, licence, table in derived:
        files[name] = content.encode("utf-8")
        descriptor["resources"].append(resource(name, files[name], licence, table))
    files[DESCRIPTOR] = as_text(descriptor).encode("utf-8")
    files[LICENCES] = _licences(descriptor).encode("utf-8")
    for name in (README, CHANGELOG):
        if (atlas.folder / name).is_file():
            files[name] = (atlas.folder / name).read_bytes()
    return files


def zipped(files: Mapping[str, bytes], tick: Callable[[], None] = no_tick) -> bytes:
    """Return files as a zip, the same bytes for the same files; tick after each."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
            tick()
    return out.getvalue()


def _descriptor(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        _ = [(item["path"], item["hash"], item["licenses"]) for item in found["resources"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{DESCRIPTOR} is not a data package with path, hash and licences per resource "
            f"({error!r}); `karamap build` writes one"
        ) from error
    return dict(found)


def _listed(folder: Path, item: dict[str, Any]) -> bytes:
    """Return the content of a file, which must be the one that is listed."""
    path = folder / item["path"]
    content = path.read_bytes() if path.is_file() else b""
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != item["hash"]:
        raise DataError(f"{item['path']} is missing or changed: expected {WANTED}")
    return content


def _licences(descriptor: dict[str, Any]) -> str:
    """Return which files are under which licence, as a page of text."""
    files: dict[str, list[str]] = {}
    for item in descriptor["resources"]:
        for licence in item["licenses"]:
            heading = f"## {licence['title']}\n\n{licence.get('path', '')}".rstrip()
            credits_ = "; ".join(source["title"] for source in item.get("sources", []))
            files.setdefault(heading, []).append(
                f"- `{item['path']}`" + (f" ({credits_})" if credits_ else "")
            )
    parts = (f"{heading}\n\n" + "\n".join(names) for heading, names in files.items())
    return "# Licences\n\n" + "\n\n".join(parts) + "\n"
