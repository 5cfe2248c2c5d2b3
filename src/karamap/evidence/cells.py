"""What the columns of the tables may hold: each type says how a cell is read, and its schema.

A row class annotates its fields with these types; ``X | None`` is a column that may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal

from pydantic_core import core_schema

from karamap.core.dates import (
    EXPECTED_EDTF,
    FIRST_DAY,
    LAST_DAY,
    ONE_DAY,
    OPEN,
    edtf_bounds,
    parse_day,
)
from karamap.core.errors import UsageError
from karamap.core.layers import CONFIDENCES
from karamap.core.numerals import decimal

Confidence = Literal["high", "medium", "low"]

SEPARATOR = ";"
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
A_KEY = "an id of lower-case letters, digits and single hyphens"
# the rows that count who was killed and who had to leave, by table: their topic
COUNTED = {"figures": "casualties", "population": "displaced"}
COUNTS_FILES = " or ".join(f"{table}.csv ({topic})" for table, topic in COUNTED.items())


LIST = f"A list, its parts separated by {SEPARATOR!r}"
EDTF = "A date as well as it is known, in EDTF"
_DIGITS = re.compile("[0-9]{1,9}")
_COORDINATE = re.compile(r"-?[0-9]{1,3}\.[0-9]{4}")


def file_of(table: str) -> str:
    """Return the file in which the ids of a table stand, or the sources, or the counts."""
    return {"sources": "sources.json", "counts": COUNTS_FILES}.get(table, f"{table}.csv")


class WrongCellError(ValueError):
    """A cell is not what its column, or a rule that compares several, expects."""

    def __init__(self, expected: str, column: str | None = None) -> None:
        super().__init__(expected)
        self.expected, self.column = expected, column


@dataclass(frozen=True, eq=False)
class Cell:
    """What a column holds: how the text of a cell is read, and the field of its Table Schema.

    ``refers`` is the table whose ids the cell names, or ``sources``; ``names_one`` tells of a
    cell that is one of them, not a list.
    """

    read: Callable[[str], object]
    field: dict[str, Any]
    refers: str | None = None
    names_one: bool = False

    def __get_pydantic_core_schema__(self, *_: object) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._value)

    def _value(self, value: object) -> object:
        """Return the value of a cell; what is no text has been read before."""
        return self.read(value or "") if value is None or isinstance(value, str) else value

    def optional(self) -> Cell:
        """Return the same for a column that may be empty."""
        field = dict(self.field)
        limits = {**field.pop("constraints", {})}
        limits.pop("required", None)
        return replace(self, field={**field, "constraints": limits} if limits else field)


@dataclass(frozen=True, slots=True)
class When:
    """A date as well as it is known: the EDTF text and the days it admits."""

    edtf: str
    first: date
    last: date

    @property
    def day_after(self) -> date:
        """The first day after all that the text admits."""
        return self.last + ONE_DAY


def _field(kind: str, description: str | None = None, **constraints: object) -> dict[str, Any]:
    """Return a field of a Table Schema, but for its name."""
    field: dict[str, Any] = {"type": kind}
    if description:
        field["description"] = description
    if constraints:
        field["constraints"] = constraints
    return field


def _text(text: str) -> str:
    if not text:
        raise WrongCellError("a text")
    return text


def _key(text: str) -> str:
    if not KEY.fullmatch(text):
        raise WrongCellError(A_KEY)
    return text


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a list; an empty text is an empty list."""
    found = text.split(SEPARATOR) if text else []
    if any(not part or part != part.strip() for part in found):
        raise WrongCellError(f"parts separated by {SEPARATOR!r} without spaces")
    return tuple(found)


def _sources(text: str) -> tuple[str, ...]:
    if not text:
        raise WrongCellError("at least one key of sources.json")
    return parts(text)


def _number(text: str) -> float:
    if not text:
        raise WrongCellError("a number")
    try:
        return decimal(text)
    except ValueError as error:
        raise WrongCellError("a number or nothing") from error


def numbers(text: str) -> tuple[float, ...]:
    """Return a list of numbers."""
    found = parts(text)
    try:
        return tuple(map(decimal, found))
    except ValueError as error:
        raise WrongCellError(f"numbers separated by {SEPARATOR!r}") from error


def _when(text: str) -> When:
    try:
        first, last = edtf_bounds(text)
    except ValueError as error:
        raise WrongCellError(f"an EDTF date: {EXPECTED_EDTF}") from error
    if last < first:
        raise WrongCellError("an EDTF date that does not end before it begins")
    return When(text, first, last)


def _ended(text: str) -> When:
    when = _when(text)
    if text.endswith(OPEN):
        raise WrongCellError("an EDTF date whose end is not open")
    return when


def _shown(text: str) -> When:
    when = _ended(text)
    if not FIRST_DAY <= when.first <= when.last <= LAST_DAY:
        raise WrongCellError(f"a date from {FIRST_DAY} to {LAST_DAY}")
    return when


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except UsageError as error:
        raise WrongCellError("a day of the map as YYYY-MM-DD") from error


def choice(*values: str) -> Cell:
    """Return a column that holds one of ``values``."""

    def read(text: str) -> str:
        if text not in values:
            raise WrongCellError("one of " + ", ".join(values))
        return text

    return Cell(read, _field("string", enum=list(values), required=True))


def choices(*values: str) -> Cell:
    """Return a column of lists whose parts are among ``values``."""
    one = "|".join(map(re.escape, values))
    pattern = f"({one})({SEPARATOR}({one}))*"
    return Cell(lambda text: among(parts(text), values), _field("string", LIST, pattern=pattern))


def among(
    found: tuple[str, ...], values: tuple[str, ...], column: str | None = None
) -> tuple[str, ...]:
    """Return the parts of a list, which must be among ``values``."""
    if not set(found) <= set(values):
        raise WrongCellError(f"a list separated by {SEPARATOR!r} of " + ", ".join(values), column)
    return found


def whole(low: int, high: int) -> Cell:
    """Return a column of whole numbers from ``low`` to ``high``."""

    def read(text: str) -> int:
        if not _DIGITS.fullmatch(text) or not low <= int(text) <= high:
            raise WrongCellError(f"a whole number from {low} to {high}")
        return int(text)

    return Cell(read, _field("integer", required=True, minimum=low, maximum=high))


def _degrees(low: int, high: int) -> Cell:
    """Return a column of degrees with four decimals from ``low`` to ``high``."""

    def read(text: str) -> float:
        if not _COORDINATE.fullmatch(text) or not low <= float(text) <= high:
            raise WrongCellError(f"degrees with 4 decimals from {low} to {high}")
        return float(text)

    return Cell(read, _field("number", required=True, minimum=low, maximum=high))


A_LIST = _field("string", LIST, required=True)
A_LIST_OF_NUMBERS = _field("string", f"{LIST}: numbers", required=True)
_A_KEY = _field("string", required=True, pattern=KEY.pattern)
_FLAG = choice("yes", "no").read
_A_FLAG = {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}

Text = Annotated[str, Cell(_text, _field("string", required=True))]
Key = Annotated[str, Cell(_key, _A_KEY)]
PlaceId = Annotated[str, Cell(_key, _A_KEY, refers="places", names_one=True)]
Items = Annotated[tuple[str, ...], Cell(parts, _field("string", LIST))]
PlaceIds = Annotated[tuple[str, ...], Cell(parts, _field("string", LIST), refers="places")]
EventId = Annotated[str, Cell(_key, _A_KEY, refers="events", names_one=True)]
PeopleId = Annotated[str, Cell(_key, _A_KEY, refers="population", names_one=True)]
ClaimIds = Annotated[tuple[str, ...], Cell(parts, _field("string", LIST), refers="claims")]
CountIds = Annotated[tuple[str, ...], Cell(parts, _field("string", LIST), refers="counts")]
Sources = Annotated[
    tuple[str, ...],
    Cell(_sources, _field("string", f"{LIST}: keys of sources.json", required=True), "sources"),
]
Sure = Annotated[Confidence, choice(*CONFIDENCES)]
Flag = Annotated[
    bool, Cell(lambda text: _FLAG(text) == "yes", {**_A_FLAG, "constraints": {"required": True}})
]
Number = Annotated[float, Cell(_number, _field("number", required=True))]
Longitude = Annotated[float, _degrees(43, 51)]
Latitude = Annotated[float, _degrees(38, 42)]
Metres = Annotated[int, whole(1, 20_000)]
Edtf = Annotated[When, Cell(_ended, _field("string", EDTF, required=True))]
MapEdtf = Annotated[When, Cell(_shown, _field("string", f"{EDTF}; on the map", required=True))]
OpenEdtf = Annotated[
    When, Cell(_when, _field("string", f"{EDTF}; its end may be open", required=True))
]
Day = Annotated[date, Cell(_day, _field("date", required=True))]
