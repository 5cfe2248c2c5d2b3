"""Writing so that nothing half-written is ever seen under the requested name.

Everything is made under a hidden name beside its place, on the same disk, brought to the disk
and then renamed.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from karamap.core.errors import KaramapError, OutputError, UsageError

# a folder that holds this file was filled by karamap and may be replaced by it
MARKER = ".karamap"
_MARKER_TEXT = "This folder was made by karamap, which replaces it whole when it makes it again.\n"


def write(path: Path, content: bytes | str) -> None:
    """Write bytes, or text as UTF-8, under a temporary name beside its place, then move it there.

    If that fails it is an OutputError, and what was there before is untouched.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with replacing(path) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path of the same name to write a file to; it takes its place at the end.

    For libraries that write files themselves. What else they leave beside the file (a journal)
    goes with the temporary folder it is in. Errors are those of :func:`write`.
    """
    with _told(path), _beside(path) as (temporary, target):
        _require_replaceable(path)
        yield temporary
        _bring_to_disk(temporary)
        temporary.replace(target)


def require_place(path: Path) -> None:
    """Raise an OutputError if :func:`write` could not put a file there now."""
    with _told(path), _beside(path):
        _require_replaceable(path)


def _require_replaceable(path: Path) -> None:
    if path.is_dir():
        raise OutputError(f"{path} is a folder: expected the name of a file to write")
    if not path.exists():
        return
    # to take its place would break what reads the other end, or what its owner wants kept
    if not path.is_file():
        raise OutputError(f"{path} is a pipe or a device: expected the name of a file to write")
    if not os.access(path, os.W_OK):
        raise OutputError(f"{path} is write-protected: expected the name of a file to write")


@contextmanager
def fresh_folder(path: Path) -> Iterator[Path]:
    """Yield a new folder to fill; it takes the place of ``path`` when all is in it.

    Something there is replaced only if it is an empty folder or one that was made here before (it
    holds the file :data:`MARKER`); else it is a UsageError. If the folder cannot be written it is
    an OutputError; what was there before is untouched.
    """
    with _told(path), _beside(path) as (temporary, target):
        _require_ours(path)
        temporary.mkdir()
        yield temporary
        (temporary / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        for file in temporary.rglob("*"):
            _bring_to_disk(file)
        # again: the filling took a while
        _require_ours(path)
        _swap(temporary, target)


def _require_ours(path: Path) -> None:
    if path.is_dir():
        if (path / MARKER).is_file() or not any(path.iterdir()):
            return
        raise UsageError(
            f"{path} holds files that are not karamap's: expected a new or empty folder, "
            "or one that karamap made"
        )
    if path.exists():
        raise UsageError(f"{path} is a file: expected the name of a folder to write")


def _swap(new: Path, target: Path) -> None:
    """Put a folder in the place of another, which is brought back if that fails."""
    old = new.with_name(f"{new.name}.old")
    if not target.exists():
        new.rename(target)
        return
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise


def _bring_to_disk(path: Path) -> None:
    """Wait until a file lies on the disk: a full or broken one may complain only then."""
    if path.is_file():
        with path.open("r+b") as file:
            os.fsync(file.fileno())


@contextmanager
def _beside(path: Path) -> Iterator[tuple[Path, Path]]:
    """Yield a path in a temporary folder, which goes in the end, and beside it the real place.

    That is where ``path`` leads: a link stays a link, and what it points to gives way.
    """
    target = Path(os.path.realpath(path))
    home = tempfile.mkdtemp(dir=target.parent, prefix=".karamap-")
    try:
        yield Path(home, target.name), target
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what the disk complains of in one sentence."""
    try:
        yield
    except KaramapError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"cannot write {path}: {reason}; expected a writable folder with room in it"
        ) from error


def require_suffix(path: Path, known: tuple[str, ...]) -> str:
    """Return the ending of a file name in lower case, without its dot; else a UsageError."""
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in known:
        endings = ", ".join(f".{ending}" for ending in known)
        raise UsageError(f"cannot tell the format of {path.name!r}: expected a name in {endings}")
    return suffix
