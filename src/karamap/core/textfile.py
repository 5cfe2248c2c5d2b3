"""Reading the text and JSON files of the geodata, strictly: damage is told with its line."""

import json
import math
import re
from pathlib import Path
from typing import Any, NoReturn

from karamap.core.dates import shorten
from karamap.core.errors import DataError
from karamap.core.problems import Problem, label

# far above what the geodata hold, far below what would fill a small machine's memory
MAX_BYTES = 50_000_000
# controls, and what has no shape of its own: marks, which hide in names or turn them round, private
# letters, and numbers that are no character (with which XML, so an SVG, does not open)
_UNSEEN = (
    r"\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff"
    r"\ufdd0-\ufdef\ufeff\ufff9-\uffff"
)
_CONTROL = re.compile(rf"[\x00-\x09\x0b-\x1f\u2028\u2029{_UNSEEN}]")
# in a JSON text such characters may stand as escapes
# (the two halves of a character beyond U+FFFF are one escape)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(?:u(?P<code>[0-9a-fA-F]{4})|.)"
)
_HIDDEN = re.compile(rf"[\x00-\x09\x0b-\x1f{_UNSEEN}\ud800-\udfff]")
_MOST_DIGITS = 15  # of a whole number: what every reader of JSON keeps
_ODD = re.compile(rf"[0-9]{{{_MOST_DIGITS + 1}}}|[0-9][eE]\+?[0-9]{{2}}")
_BOM = "\ufeff"
_FORMULA = re.compile(r"[=+@]|-(?![0-9.]+$)")
NO_FORMULA = "a text that no spreadsheet takes for a formula: not one that begins with = + - or @"


def hidden_in(text: str) -> str | None:
    """Return the first character of a text that cannot be shown, if it has one."""
    found = _HIDDEN.search(text)
    return found and found[0]


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would compute a cell with this text instead of showing it."""
    return _FORMULA.match(text) is not None


def read_bytes(path: Path) -> bytes:
    """Return what is in a file; a DataError if it cannot be read, or is over :data:`MAX_BYTES`."""
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

    A DataError as in :func:`read_bytes`; also if it is empty or has other control characters.
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

    A DataError as in :func:`read_text`; also if it is not JSON, is nested too deep, names a key
    twice in one object, or holds a number or a character that not every reader of JSON could take.
    """
    text = read_text(path)
    _require_shown(path, text)

    def refused(number: str) -> NoReturn:
        line = text.count("\n", 0, text.find(number)) + 1
        raise _error(path, f"the number {shorten(number)}", "numbers as JSON has them", line)

    def whole(number: str) -> int:
        return int(number) if len(number.lstrip("-")) <= _MOST_DIGITS else refused(number)

    def real(number: str) -> float:
        value = float(number)
        return value if math.isfinite(value) else refused(number)

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

    # a call for each number would double the time, and few files have odd ones
    odd = _ODD.search(text)
    try:
        return json.loads(
            text,
            parse_constant=refused,
            parse_int=whole if odd else None,
            parse_float=real if odd else None,
            object_pairs_hook=one_each,
        )
    except json.JSONDecodeError as error:
        found = f"no JSON ({error.msg}, column {error.colno})"
        raise _error(path, found, "complete JSON", error.lineno) from error
    except RecursionError as error:
        raise _error(path, "JSON nested too deep", "lists and objects a few levels deep") from error


def _require_shown(path: Path, text: str) -> None:
    """Refuse a JSON text in which an escape stands for half a character or one that hides."""
    for escape in _ESCAPE.finditer(text):
        code = escape["code"]
        character = chr(int(code, 16)) if code else _SHORT.get(escape[0], "")
        if _HIDDEN.fullmatch(character):
            line = text.count("\n", 0, escape.start()) + 1
            raise _error(path, f"the escape {escape[0]}", "characters that can be shown", line)


_SHORT = {r"\b": "\b", r"\f": "\f", r"\r": "\r", r"\t": "\t"}


def _error(path: Path, found: str, expected: str, line: int | None = None) -> DataError:
    return DataError(Problem(label(path), found, expected, line=line))


def as_json(value: object) -> str:
    """Return a value as JSON text that ends its line."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
