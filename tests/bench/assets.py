"""What folium loads from the internet, had beforehand by npm and given to the browser from disk.

Of every file the package is asked for that folium's address names; two style sheets that are in
no package hold nothing the map needs, and are given empty.
"""

from __future__ import annotations

import mimetypes
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

# package, version, folder of its files; for addresses that name no package of npm
_ELSEWHERE = {
    "jquery-ui": ("jquery-ui-dist", "1.13.3", ""),
    "jquery": ("jquery", "3.7.1", "dist"),
    "leaflet.awesome-markers": ("leaflet.awesome-markers", "2.0.5", "dist"),
    "moment": ("moment", "2.18.1", "min"),
}
_PACKAGES = (
    "@fortawesome/fontawesome-free@6.2.0",
    "bootstrap@5.2.2",
    "iso8601-js-period@0.2.1",
    "leaflet@1.9.3",
    "leaflet-timedimension@1.1.1",
    "leaflet.timeline@1.6.0",
    *(f"{name}@{version}" for name, version, _ in _ELSEWHERE.values()),
)
# in folium's addresses, but under another name in the package
_RENAMED = {
    "iso8601.min.js": "iso8601.js",
    "leaflet.timeline.min.js": "leaflet.timeline.js",
    "jquery-3.7.1.min.js": "jquery.min.js",
}
_LOCAL = ("localhost", "127.0.0.1")


def fetch(folder: Path) -> None:
    """Put the packages into a folder, unless they are there.

    Raises
    ------
    RuntimeError
        If npm is missing or could not get them.
    """
    if (folder / "node_modules" / "leaflet-timedimension").is_dir():
        return
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm is not on the path; it is needed for what folium loads")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text("{}")
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    done = subprocess.run(
        [npm, "install", *quiet, *_PACKAGES],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        shutil.rmtree(folder / "node_modules", ignore_errors=True)
        raise RuntimeError(f"npm could not get what folium loads: {done.stderr.strip()[:200]}")


def locate(address: str, folder: Path) -> Path | None:
    """Return the file for an address that folium loads; None if no package has it."""
    path = urlsplit(address).path
    name = path.rsplit("/", 1)[-1]
    if found := re.search(r"/npm/((?:@[^/@]+/)?[^/@]+)@[^/]+/(?:(.+)/)?", path):
        package, inside = found.groups(default="")
    else:
        package, inside = next(
            (
                (each, where)
                for word, (each, _, where) in _ELSEWHERE.items()
                if word in name.lower()
            ),
            ("", ""),
        )
    file = folder / "node_modules" / package / inside / _RENAMED.get(name, name)
    return file if package and file.is_file() else None


def serve(context: Any, folder: Path) -> list[str]:
    """Answer a browser context's requests to other hosts from a folder; block what is not there.

    Returns the list that blocked addresses are added to.
    """
    blocked: list[str] = []

    def answer(route: Any) -> None:
        address = route.request.url
        file = locate(address, folder)
        if file is not None:
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        elif urlsplit(address).path.endswith(".css"):
            route.fulfill(body="", content_type="text/css")
        else:
            blocked.append(address)
            route.abort()

    context.route(_is_foreign, answer)
    return blocked


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in _LOCAL
