"""Reading the tables of ``geodata/evidence``: every cell is checked, and says where it is wrong."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo

from karamap.core.dates import edtf_bounds, shorten
from karamap.core.errors import DataError
from karamap.core.problems import Problem, first_raised, label
from karamap.core.textfile import NO_FORMULA, is_formula, read_text
from karamap.evidence.cells import SEPARATOR, Cell, Confidence, Key, When, WrongCellError

__all__ = ["SEPARATOR", "Confidence", "Record", "When", "read_cells", "rows"]


class Record(BaseModel):
    """A row of a table: its fields are the columns, in the order of the file.

    The alias of a field is its column where that is called otherwise; ``columns`` are read off
    the fields. No two rows have the same cells in the columns of ``primary_key``. Its file is
    ``evidence/TABLE.csv``, as in ``class Event(Record, table="events")``.
    """

    model_config = ConfigDict(frozen=True, populate_by_name=True)
    table_name: ClassVar[str]
    columns: ClassVar[dict[str, Cell]]
    primary_key: ClassVar[tuple[str, ...]] = ("id",)

    id: Key

    def __repr__(self) -> str:
        """Return its table and id: some rows hold texts in four languages."""
        return f"{type(self).__name__}({self.id!r})"

    def __init_subclass__(cls, *, table: str) -> None:
        super().__init_subclass__()
        cls.table_name = table

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        cls.columns = {
            info.alias or name: _cell(name, info) for name, info in cls.model_fields.items()
        }

    @classmethod
    def of(cls, table: str, cells: Mapping[str, str]) -> Self:
        """Return the record of a row, its cells given by column.

        A DataError at the first cell that is not what its column asks for names ``table``, row,
        column, the value found and the one expected.
        """
        try:
            record = cls.model_validate({column: text or None for column, text in cells.items()})
        except ValidationError as error:
            [first, *_] = error.errors(include_url=False)
            wrong: WrongCellError = first["ctx"]["error"]
            column = wrong.column or str(first["loc"][0])
            raise DataError(_problem(table, cells, column, wrong.expected)) from error
        start, end = cells.get("start_date"), cells.get("end_date")
        if start and end and edtf_bounds(end)[0] <= edtf_bounds(start)[0]:
            found, key = repr(shorten(end)), cells["id"]
            wanted = Problem(table, found, f"a date after the start_date {start}", key, "end_date")
            raise DataError(wanted)
        return record

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the row names of other tables: its column, the table, the id."""
        fields = type(self).model_fields.items()
        for name, info in fields:
            column = info.alias or name
            if of := self.columns[column].refers:
                given = getattr(self, name)
                for key in (given,) if isinstance(given, str) else given or ():
                    yield column, of, key


_R = TypeVar("_R", bound=Record)


def _cell(name: str, info: FieldInfo) -> Cell:
    """Return what a column holds, by the annotation of its field."""
    for given in info.metadata:
        if isinstance(given, Cell):
            return given
    for kind in get_args(info.annotation):
        for given in getattr(kind, "__metadata__", ()):
            if isinstance(given, Cell):
                return given.optional()
    raise TypeError(f"the field {name!r} is of no type of karamap.evidence.cells")


def _problem(table: str, cells: Mapping[str, str], column: str, expected: str) -> Problem:
    return Problem(table, repr(shorten(cells[column])), expected, cells["id"], column)


def rows(evidence: Path, model: type[_R]) -> list[_R]:
    """Return the rows of the table that a class describes, from a folder of evidence.

    A DataError if it is unreadable, has other columns than the model, a row of another length, what
    must be unique twice, or a cell that is not what its column asks for.
    """
    path = evidence / f"{model.table_name}.csv"
    return [model.of(label(path), cells) for cells in first_raised(read_cells(path, model))]


def read_cells(path: Path, model: type[Record]) -> Iterator[dict[str, str] | DataError]:
    """Yield the cells of each row by column, and in place of a row that is none what is wrong."""
    lines = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    columns, unique = list(model.columns), model.primary_key

    def error(found: Any, expected: Any) -> DataError:  # noqa: ANN401 - whatever can be told
        return DataError(Problem(label(path), f"{found}", f"{expected}", line=lines.line_num))

    try:
        header = next(lines)
        if header != columns:
            raise error(f"the columns {','.join(header)}", ",".join(columns))
        seen: set[tuple[str, ...]] = set()
        for line in lines:
            if len(line) != len(columns):
                yield error(f"{len(line)} cells", len(columns))
                continue
            cells = dict(zip(columns, line, strict=True))
            names = tuple(cells[column] for column in unique)
            try:
                _require_sound(cells, unique, is_new=names not in seen)
            except WrongCellError as wrong:
                column = wrong.column or "id"
                yield DataError(_problem(label(path), cells, column, wrong.expected))
            else:
                yield cells
            seen.add(names)
    except csv.Error as problem:
        raise error(f"no table ({problem})", "cells as in RFC 4180") from problem
    if not seen:
        raise error("no rows", "at least one")


def _require_sound(cells: Mapping[str, str], unique: tuple[str, ...], *, is_new: bool) -> None:
    """Refuse what is wrong whatever the table: a row that is there twice, a formula."""
    if not is_new:
        raise WrongCellError(f"{' and '.join(unique)} used once", unique[-1])
    for column, text in cells.items():
        if is_formula(text):
            raise WrongCellError(NO_FORMULA, column)
