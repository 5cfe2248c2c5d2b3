"""Reading the tables of ``geodata/evidence``: every cell is checked, and says where it is wrong."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from karamap.dates import ONE_DAY, edtf_bounds, shorten
from karamap.errors import DataError
from karamap.layers import CONFIDENCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

Confidence = Literal["high", "medium", "low"]

SEPARATOR = ";"
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COORDINATE = re.compile(r"-?\d{1,3}\.\d{4}")


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


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; each reader returns a cell as what it must be."""

    table: str
    cells: dict[str, str]

    @property
    def id(self) -> str:
        """The id of the row."""
        return self.cells["id"]

    def error(self, column: str, expected: str) -> DataError:
        """Return the error that names file, row, column, the value found and the one expected."""
        found = shorten(self.cells[column])
        where = f"{self.table}, row {self.id!r}, column {column!r}"
        return DataError(f"{where}: found {found!r}, expected {expected}")

    def optional(self, column: str) -> str | None:
        """Return a text, or None if the cell is empty."""
        return self.cells[column] or None

    def text(self, column: str) -> str:
        """Return a text that must be there."""
        if not self.cells[column]:
            raise self.error(column, "a text")
        return self.cells[column]

    def key(self, column: str) -> str:
        """Return an id: lower-case letters and digits joined by hyphens."""
        if not KEY.fullmatch(self.cells[column]):
            raise self.error(column, "an id of lower-case letters, digits and single hyphens")
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """Return the parts of a list separated by semicolons; an empty cell is an empty list."""
        parts = self.cells[column].split(SEPARATOR) if self.cells[column] else []
        if any(not part or part != part.strip() for part in parts):
            raise self.error(column, f"parts separated by {SEPARATOR!r} without spaces")
        return tuple(parts)

    def choice(self, column: str, values: Sequence[str]) -> str:
        """Return a text that must be one of ``values``."""
        if self.cells[column] not in values:
            raise self.error(column, "one of " + ", ".join(values))
        return self.cells[column]

    def choices(self, column: str, values: Sequence[str]) -> tuple[str, ...]:
        """Return a list whose parts must be among ``values``."""
        parts = self.items(column)
        if not set(parts) <= set(values):
            raise self.error(column, f"a list separated by {SEPARATOR!r} of " + ", ".join(values))
        return parts

    def flag(self, column: str) -> bool:
        """Return whether the cell says yes."""
        return self.choice(column, ("yes", "no")) == "yes"

    def confidence(self) -> Confidence:
        """Return how sure the row is."""
        return cast("Confidence", self.choice("confidence", CONFIDENCES))

    def sources(self) -> tuple[str, ...]:
        """Return the keys of the sources, of which there must be one."""
        keys = self.items("sources")
        if not keys:
            raise self.error("sources", "at least one key of sources.json")
        return keys

    def number(self, column: str) -> float | None:
        """Return a number, or None if the cell is empty."""
        if not self.cells[column]:
            return None
        try:
            return float(self.cells[column])
        except ValueError as error:
            raise self.error(column, "a number or nothing") from error

    def integer(self, column: str, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``."""
        text = self.cells[column]
        if not text.isdecimal() or not low <= int(text) <= high:
            raise self.error(column, f"a whole number from {low} to {high}")
        return int(text)

    def coordinate(self, column: str, low: float, high: float) -> float:
        """Return degrees with four decimals from ``low`` to ``high``."""
        text = self.cells[column]
        if not _COORDINATE.fullmatch(text) or not low <= float(text) <= high:
            raise self.error(column, f"degrees with 4 decimals from {low:g} to {high:g}")
        return float(text)

    def when(self, column: str) -> When:
        """Return an EDTF date."""
        text = self.cells[column]
        try:
            first, last = edtf_bounds(text)
        except ValueError as error:
            raise self.error(column, "an EDTF date such as 1993-10 or 2020-10-09") from error
        if last < first:
            raise self.error(column, "an EDTF date that does not end before it begins")
        return When(text, first, last)

    def optional_when(self, column: str) -> When | None:
        """Return an EDTF date, or None if the cell is empty."""
        return self.when(column) if self.cells[column] else None


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a CSV file that must have exactly these ``columns``, ``id`` the first.

    Raises
    ------
    DataError
        If the file is missing or unreadable, has other columns, a row of another length, or an
        id twice.
    """
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    except FileNotFoundError as error:
        raise DataError(f"{path.name} is missing from {path.parent.name}/") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path.name} cannot be read: {error}") from error
    header = tuple(lines[0]) if lines else ()
    if header != tuple(columns):
        expected = ",".join(columns)
        raise DataError(f"{path.name} has the columns {','.join(header)}: expected {expected}")
    seen: set[str] = set()
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(columns):
            raise DataError(
                f"{path.name}, line {number}: found {len(cells)} cells, expected {len(columns)}"
            )
        row = Row(path.name, dict(zip(columns, cells, strict=True)))
        if row.id in seen:
            raise row.error("id", "an id used once")
        seen.add(row.key("id"))
        yield row
