"""The data package: one Frictionless descriptor that states every file's licence and hash."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

ODBL = {
    "name": "ODbL-1.0",
    "title": "Open Database License 1.0",
    "path": "https://opendatacommons.org/licenses/odbl/1-0/",
}
CC_BY = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
PUBLIC_DOMAIN = {"name": "public-domain", "title": "Public domain"}
US_GOVERNMENT = {"name": "us-government-work", "title": "Public domain (US Government)"}
# by the words in base/provenance.json
LICENCES = {
    "ODbL-1.0": ODBL,
    "CC-BY-4.0": CC_BY,
    "Public domain": PUBLIC_DOMAIN,
    "Public domain (US Government)": US_GOVERNMENT,
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
    ".csv": "text/csv",
    ".png": "image/png",
}


def datapackage(folder: Path, built: dict[str, str]) -> str:
    """Return the text of ``datapackage.json``.

    Parameters
    ----------
    folder
        The geodata folder, for the files that are kept by hand.
    built
        The built files, by path relative to ``folder``.
    """
    kept = [
        path.relative_to(folder).as_posix()
        for path in (*folder.glob("base/*"), *folder.glob("evidence/*"), folder / "sources.json")
        if path.suffix in MEDIA_TYPES
    ]
    origins = json.loads((folder / "base" / "provenance.json").read_text("utf-8"))
    content = {name: (folder / name).read_bytes() for name in kept}
    content |= {name: text.encode("utf-8") for name, text in built.items()}
    descriptor = {
        "profile": "data-package",
        "name": "karamap",
        "title": "Nagorno-Karabakh, 1918-2024: districts, control, fronts, zones, places, events",
        "version": version("karamap"),
        "licenses": list(LICENCES.values()),
        "resources": [_resource(name, content[name], origins) for name in sorted(content)],
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _resource(name: str, data: bytes, origins: dict[str, Any]) -> dict[str, Any]:
    path = Path(name)
    origin = origins.get(path.name, {})
    resource = {
        "name": name.replace("/", "-").replace(path.suffix, "").lower(),
        "path": name,
        "mediatype": MEDIA_TYPES[path.suffix],
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "licenses": [LICENCES[_licence(path, origin)]],
    }
    if path.suffix == ".png":
        del resource["encoding"]
    if origin:
        resource["sources"] = [{"title": origin["attribution"]}]
    return resource


def _licence(path: Path, origin: dict[str, Any]) -> str:
    if path.parts[0] == "layers":
        return LAYER_LICENCES.get(path.stem, LAYER_LICENCE)
    return str(origin.get("licence", EVIDENCE_LICENCE))
