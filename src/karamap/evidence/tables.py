"""Reading the tables of ``geodata/evidence``: every cell is checked, and says where it is wrong."""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from karamap.core.dates import FIRST_DAY, LAST_DAY, ONE_DAY, edtf_bounds, parse_day, shorten
from karamap.core.errors import DataError, UsageError
from karamap.core.layers import CONFIDENCES
from karamap.core.problems import Problem, first_raised, label
from karamap.core.textfile import NO_FORMULA, is_formula, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

Confidence = Literal["high", "medium", "low"]

SEPARATOR = ";"
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
A_KEY = "an id of lower-case letters, digits and single hyphens"
_COORDINATE = re.compile(r"-?\d{1,3}\.\d{4}")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text!r} is no finite number")
    return number


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
        found = repr(shorten(self.cells[column]))
        return DataError(Problem(self.table, found, expected, self.id, column))

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
            raise self.error(column, A_KEY)
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
            return _finite(self.cells[column])
        except ValueError as error:
            raise self.error(column, "a number or nothing") from error

    def span(self, low: str, high: str) -> tuple[float, float]:
        """Return two numbers of which the second is not below the first."""
        least, most = self.number(low), self.number(high)
        if least is None:
            raise self.error(low, "a number")
        if most is None or most < least:
            raise self.error(high, f"a number not below {low}")
        return least, most

    def numbers(self, column: str) -> tuple[float, ...]:
        """Return a list of numbers."""
        try:
            return tuple(map(_finite, self.items(column)))
        except ValueError as error:
            raise self.error(column, f"numbers separated by {SEPARATOR!r}") from error

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

    def day(self, column: str) -> date:
        """Return a day that the map covers."""
        try:
            return parse_day(self.cells[column])
        except UsageError as error:
            raise self.error(column, "a day of the map as YYYY-MM-DD") from error

    def optional_day(self, column: str) -> date | None:
        """Return a day that the map covers, or None if the cell is empty."""
        return self.day(column) if self.cells[column] else None

    def day_within(self, column: str, when: When) -> date:
        """Return a day of the map that a date admits, or the nearest the map has."""
        day = self.day(column)
        first, last = (min(max(end, FIRST_DAY), LAST_DAY) for end in (when.first, when.last))
        if not first <= day <= last:
            raise self.error(column, f"a day from {first} to {last}")
        return day

    def optional_when(self, column: str) -> When | None:
        """Return an EDTF date, or None if the cell is empty."""
        return self.when(column) if self.cells[column] else None


def read_table(
    path: Path, columns: Sequence[str], unique: Sequence[str] = ("id",)
) -> Iterator[Row]:
    """Yield the rows of a CSV file that must have exactly these ``columns``, ``id`` the first.

    No two rows have the same cells in the columns that are ``unique`` together.

    Raises
    ------
    DataError
        If the file is missing or unreadable, has other columns, a row of another length, or
        what must be unique twice.
    """
    return first_raised(read_rows(path, columns, unique))


def read_rows(
    path: Path, columns: Sequence[str], unique: Sequence[str] = ("id",)
) -> Iterator[Row | DataError]:
    """Yield the rows of a CSV file, and in place of each that cannot be read what is wrong.

    Raises
    ------
    DataError
        If nothing of the file can be read.
    """
    lines = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)

    def error(found: object, expected: object) -> DataError:
        return DataError(Problem(label(path), f"{found}", f"{expected}", line=lines.line_num))

    try:
        header = next(lines)
        if header != list(columns):
            raise error(f"the columns {','.join(header)}", ",".join(columns))
        seen: set[tuple[str, ...]] = set()
        for cells in lines:
            if len(cells) != len(columns):
                yield error(f"{len(cells)} cells", len(columns))
                continue
            row = Row(label(path), dict(zip(columns, cells, strict=True)))
            names = tuple(row.cells[column] for column in unique)
            if names in seen:
                yield row.error(unique[-1], f"{' and '.join(unique)} used once")
            elif formula := next(filter(is_formula, cells), None):
                yield row.error(columns[cells.index(formula)], NO_FORMULA)
            elif not KEY.fullmatch(row.id):
                yield row.error("id", A_KEY)
            else:
                yield row
            seen.add(names)
    except csv.Error as problem:
        raise error(f"no table ({problem})", "cells as in RFC 4180") from problem
    if not seen:
        raise error("no rows", "at least one")
