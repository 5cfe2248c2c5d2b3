"""Reading the text and JSON files of the geodata, strictly: damage is told with its line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from karamap.core.errors import DataError
from karamap.core.problems import Problem, label

if TYPE_CHECKING:
    from pathlib import Path

# far above what the geodata hold, far below what would fill a small machine's memory
MAX_BYTES = 50_000_000
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")
_BOM = "\ufeff"
_FORMULA = re.compile(r"[=+@]|-(?![0-9.]+$)")
NO_FORMULA = "a text that no spreadsheet takes for a formula: not one that begins with = + - or @"


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would compute a cell with this text instead of showing it.

    Exports leave every text as it is, so such texts must not get into the geodata.
    """
    return _FORMULA.match(text) is not None


def read_bytes(path: Path) -> bytes:
    """Return what is in a file.

    Raises
    ------
    DataError
        If it is missing, is no file, cannot be read, or is larger than :data:`MAX_BYTES`.
    """
    try:
        if path.is_file() and (size := path.stat().st_size) > MAX_BYTES:
            raise _error(path, f"{size} bytes", f"at most {MAX_BYTES}")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _error(path, "no file", "it in the geodata") from error
    except OSError as error:
        raise _error(path, f"no readable file ({error.strerror})", "one that is") from error


def read_text(path: Path) -> str:
    """Return the text in a file: UTF-8 without a mark, lines that end in a line feed alone.

    Raises
    ------
    DataError
        As :func:`read_bytes`; also if the file is empty, is not UTF-8, begins with a byte order
        mark, or has other control characters in it than line feeds.
    """
    raw = read_bytes(path)
    if not raw.strip():
        raise _error(path, "an empty file", "a text")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{raw[error.start]:02x}"
        raise _error(path, found, "text in UTF-8", line) from error
    if text.startswith(_BOM):
        raise _error(path, "a byte order mark (U+FEFF)", "UTF-8 without one", 1)
    if strange := _CONTROL.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        found = f"the control character U+{ord(strange[0]):04X}"
        raise _error(path, found, "text whose lines end in a line feed (\\n) alone", line)
    return text


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever JSON may hold
    """Return the JSON document in a file.

    Raises
    ------
    DataError
        As :func:`read_text`; also if it is not JSON, is nested too deep, names a key twice in
        one object, or holds NaN or infinity.
    """
    text = read_text(path)

    def constant(name: str) -> NoReturn:
        at = text.find(name)
        line = text.count("\n", 0, at) + 1
        raise _error(path, f"the number {name}", "numbers as JSON has them", line)

    def one_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            feature = found.get("id")
            expected = "each key once in an object"
            where = feature if isinstance(feature, str) else None
            raise DataError(
                Problem(label(path), f"the key {twice!r} twice", expected, where, twice)
            )
        return found

    try:
        return json.loads(text, parse_constant=constant, object_pairs_hook=one_each)
    except json.JSONDecodeError as error:
        found = f"no JSON ({error.msg}, column {error.colno})"
        raise _error(path, found, "complete JSON", error.lineno) from error
    except RecursionError as error:
        raise _error(path, "JSON nested too deep", "lists and objects a few levels deep") from error
    except ValueError as error:
        raise _error(path, f"no JSON ({error})", "complete JSON") from error


def _error(path: Path, found: str, expected: str, line: int | None = None) -> DataError:
    return DataError(Problem(label(path), found, expected, line=line))


def as_json(value: object) -> str:
    """Return a value as JSON text that ends its line."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
