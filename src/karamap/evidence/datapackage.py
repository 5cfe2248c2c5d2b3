"""The data package: one Frictionless descriptor that states every file's licence and hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from karamap.core.errors import DataError
from karamap.core.problems import Problem, label
from karamap.core.textfile import read_bytes, read_json
from karamap.core.versions import logged_version
from karamap.evidence.schema import READERS, schema

# by the words in base/provenance.json
LICENCES = {
    "ODbL-1.0": {
        "name": "ODbL-1.0",
        "title": "Open Database License 1.0",
        "path": "https://opendatacommons.org/licenses/odbl/1-0/",
    },
    "CC-BY-4.0": {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    "Public domain": {"name": "public-domain", "title": "Public domain"},
    "Public domain (US Government)": {
        "name": "us-government-work",
        "title": "Public domain (US Government)",
    },
}
# what is cut along OpenStreetMap's borders is a database derived from it
LAYER_LICENCES = {
    "autonomous_oblast": "Public domain",
    "rivers": "Public domain (US Government)",
    "places": "CC-BY-4.0",
    "events": "CC-BY-4.0",
}
LAYER_LICENCE = "ODbL-1.0"
EVIDENCE_LICENCE = "CC-BY-4.0"

MEDIA_TYPES = {
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv",
    ".png": "image/png",
}


def datapackage(folder: Path, built: dict[str, str]) -> str:
    """Return the text of ``datapackage.json``; ``built`` are files by path in ``folder``."""
    return as_text(_descriptor(folder, {name: text.encode() for name, text in built.items()}))


def datapackage_of(folder: Path, built: Iterable[str]) -> dict[str, Any]:
    """Return the data package of the files as they are, for those of ``built`` that are there."""
    there = {name: read_bytes(folder / name) for name in built if (folder / name).is_file()}
    return _descriptor(folder, there)


def _descriptor(folder: Path, built: Mapping[str, bytes]) -> dict[str, Any]:
    kept = [
        path.relative_to(folder).as_posix()
        for path in (*folder.glob("base/*"), *folder.glob("evidence/*"), folder / "sources.json")
        if path.suffix in MEDIA_TYPES and path.is_file()
    ]
    origins = _origins(folder / "base" / "provenance.json")
    content = {name: read_bytes(folder / name) for name in kept} | dict(built)
    return {
        "profile": "data-package",
        "name": "karamap",
        "title": "Nagorno-Karabakh, 1918-2024: districts, control, fronts, zones, places, events",
        "version": logged_version(folder),
        "licenses": list(LICENCES.values()),
        "resources": [_listed(name, content[name], origins) for name in sorted(content)],
    }


def _origins(path: Path) -> dict[str, dict[str, Any]]:
    origins = read_json(path)
    if not isinstance(origins, dict) or not all(map(_is_origin, origins.values())):
        raise DataError(Problem(label(path), repr(origins), "licence and attribution of each file"))
    return origins


def _is_origin(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.get("licence") in LICENCES
        and isinstance(value.get("attribution"), str)
    )


def as_text(descriptor: dict[str, Any]) -> str:
    """Return a descriptor as it stands in its file."""
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def resource(
    name: str, data: bytes, licence: str, table: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the entry of a file, by its path in the package and a key of :data:`LICENCES`."""
    path = Path(name)
    # a picture and its georeference bear the same name
    stem = path if path.suffix == ".png" else path.with_suffix("")
    found: dict[str, Any] = {
        "name": stem.as_posix().replace("/", "-").lower(),
        "path": name,
        "mediatype": MEDIA_TYPES[path.suffix],
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "licenses": [LICENCES[licence]],
    }
    if path.suffix != ".png":
        found["encoding"] = "utf-8"
    if table:
        found |= {"profile": "tabular-data-resource", "schema": table}
    return found


def _listed(name: str, data: bytes, origins: dict[str, Any]) -> dict[str, Any]:
    path = Path(name)
    origin = origins.get(path.name, {})
    table = schema(path.stem) if path.suffix == ".csv" and path.stem in READERS else None
    own = origin.get("licence", EVIDENCE_LICENCE)
    licence = layer_licence(path.stem) if path.parts[0] == "layers" else str(own)
    found = resource(name, data, licence, table)
    if origin:
        found["sources"] = [{"title": origin["attribution"]}]
    return found


def layer_licence(layer_id: str) -> str:
    """Return the licence of a layer, a key of :data:`LICENCES`."""
    return LAYER_LICENCES.get(layer_id, LAYER_LICENCE)
