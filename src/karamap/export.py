"""Writing files so that nothing half-written is ever seen under the requested name."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from karamap.errors import OutputError, UsageError


def write(path: Path, content: bytes | str) -> None:
    """Write a file under a temporary name beside its place, then move it there.

    Parameters
    ----------
    path
        Where the file shall be; its folder must exist.
    content
        Bytes, or text to be written as UTF-8.

    Raises
    ------
    OutputError
        If the file cannot be written; what was there before is untouched.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_dir():
        raise OutputError(f"{path} is a folder: expected the name of a file to write")
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(_sentence(path, error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes files for their owner only; a map is for everybody the umask admits
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise OutputError(_sentence(path, error)) from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sentence(path: Path, error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"cannot write {path}: {reason}; expected a writable folder with room in it"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def require_suffix(path: Path, known: tuple[str, ...]) -> str:
    """Return the ending of a file name in lower case, without its dot.

    Raises
    ------
    UsageError
        If it is none of ``known``.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in known:
        endings = ", ".join(f".{ending}" for ending in known)
        raise UsageError(f"cannot tell the format of {path.name!r}: expected a name in {endings}")
    return suffix
