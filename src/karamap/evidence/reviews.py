"""The rows of ``review.csv``: what was found wrong with the history, and our answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from karamap.core.errors import DataError
from karamap.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from karamap.evidence.tables import Row

ANSWERS = ("mended", "in_part", "kept")
# the findings of autumn 2026; each has a row, in the order in which they were made
FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Review:
    """A finding on a cell of the evidence, what was done about it, and which rows hold the answer.

    ``row`` is the row as it was called then, which the answer may have replaced.
    """

    id: str
    table: str
    row: str
    field: str
    answer: str
    now: tuple[tuple[str, str], ...]
    why: str

    columns: ClassVar[tuple[str, ...]] = ("id", "table", "row", "field", "answer", "now", "why")

    @classmethod
    def of(cls, row: Row) -> Review:
        """Read a row of ``review.csv``."""
        return cls(
            id=row.key("id"),
            table=row.text("table"),
            row=row.text("row"),
            field=row.text("field"),
            answer=row.choice("answer", ANSWERS),
            now=tuple(named(row)),
            why=row.text("why"),
        )


def named(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the table and the id of each row that holds the answer.

    Raises
    ------
    DataError
        If there is none, or one is not written as ``table:id``.
    """
    row.text("now")
    for part in row.items("now"):
        table, _, key = part.partition(":")
        if not table or not key:
            raise row.error("now", "rows as table:id")
        yield table, key


def review_problems(rows: Sequence[Row], known: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Yield the findings without an answer, and the answers that name no row there is.

    Parameters
    ----------
    rows
        The rows of ``review.csv`` that can be read.
    known
        The ids of each table by its name.
    """
    given = {row.id for row in rows}
    for number in range(1, FINDINGS + 1):
        key = f"he-{number:03d}"
        if key not in given:
            yield Problem("evidence/review.csv", "no row", "an answer to each finding", key)
    for row in rows:
        try:
            answers = list(named(row))
        except DataError:
            continue  # told as a wrong cell
        for table, key in answers:
            if table not in known:
                yield Problem(row.table, repr(table), "the name of a table", row.id, "now")
            # a table that could not be read makes nothing unknown
            elif known[table] and key not in known[table]:
                yield Problem(row.table, repr(key), f"an id of {table}", row.id, "now")
