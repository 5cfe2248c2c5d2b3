"""The rows of the tables on what was found wrong: with the history, and with the shape of lines."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from karamap.core.problems import Problem
from karamap.core.shapes import KINDS, Breach, apart_m
from karamap.evidence.cells import (
    A_LIST,
    Cell,
    Day,
    Latitude,
    Longitude,
    Text,
    WrongCellError,
    choice,
    parts,
)
from karamap.evidence.tables import Record

ANSWERS = ("mended", "in_part", "kept")
# the findings of autumn 2026; each has a row, in the order in which they were made
FINDINGS = 100
FILE = "evidence/review.csv"
NEAR_M = 2_500.0  # how far from its point an exception to the rules of shape reaches


def _rows(text: str) -> tuple[tuple[str, str], ...]:
    """Return the table and the id of each row that holds the answer."""
    if not text:
        raise WrongCellError("a text")
    found = tuple(part.partition(":") for part in parts(text))
    if not all(table and key for table, _, key in found):
        raise WrongCellError("rows as table:id")
    return tuple((table, key) for table, _, key in found)


class Review(Record, table="review"):
    """A finding on a cell of the evidence, what was done about it, and which rows hold the answer.

    ``row`` is the row as it was called then, which the answer may have replaced.
    """

    table: Text
    row: Text
    field: Text
    answer: Annotated[str, choice(*ANSWERS)]
    now: Annotated[tuple[tuple[str, str], ...], Cell(_rows, A_LIST)]
    why: Text


def review_problems(rows: Sequence[Review], known: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Yield the findings without an answer, and the answers that name no known row."""
    for number in range(1, FINDINGS + 1):
        key = f"he-{number:03d}"
        if key not in known["review"]:
            yield Problem(FILE, "no row", "an answer to each finding", key)
    for row in rows:
        for table, key in row.now:
            if table not in known:
                yield Problem(FILE, repr(table), "the name of a table", row.id, "now")
            # a table that could not be read makes nothing unknown
            elif known[table] and key not in known[table]:
                yield Problem(FILE, repr(key), f"an id of {table}", row.id, "now")


class ShapeException(Record, table="shape_exceptions"):
    """A row of ``shape_exceptions.csv``: a breach that is left, where, when and why."""

    kind: Annotated[str, choice(*KINDS)]
    lon: Longitude
    lat: Latitude
    start: Day | None = Field(alias="start_date")
    end: Day | None = Field(alias="end_date")
    reason: Text

    def excuses(self, breach: Breach, day: date) -> bool:
        """Tell whether it speaks of a breach on a day."""
        return (
            self.kind == breach.kind
            and (self.start is None or self.start <= day)
            and (self.end is None or day < self.end)
            and apart_m(breach, self.lon, self.lat) <= NEAR_M
        )
