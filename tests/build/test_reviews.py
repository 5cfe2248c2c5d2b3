"""`review.csv`: every finding of the reviewers is answered, by rows that there are."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

import pytest

from karamap.check.inputs import bibliography, table_problems
from karamap.core.paths import geodata_folder
from karamap.evidence.reviews import ANSWERS, FINDINGS, Review

if TYPE_CHECKING:
    from pathlib import Path

TABLE = geodata_folder() / "evidence" / "review.csv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_finding_has_an_answer_and_a_reason():
    found = rows()
    assert len(found) == FINDINGS
    assert {row["answer"] for row in found} <= set(ANSWERS)
    for row in found:
        assert row["now"], row["id"]
        assert len(row["why"].split()) > 3, row["id"]


@pytest.fixture
def copy(tmp_path) -> Path:
    shutil.copytree(geodata_folder(), tmp_path / "geodata")
    return tmp_path / "geodata"


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("now", "unit_control:atlantis-1991", "an id of unit_control"),
        ("now", "rumours:shusha", "the name of a table"),
        ("now", "shusha", "rows as table:id"),
        ("now", "", "a text"),
        ("answer", "", "one of mended, in_part, kept"),
        ("why", "", "a text"),
        (None, None, "an answer to each finding"),
    ],
)
def test_a_row_without_an_answer_is_a_problem(copy, column, value, expected):
    found = rows()
    if column is None:
        found.pop(6)
    else:
        found[6][column] = value
    with (copy / "evidence" / "review.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, Review.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    sources, _ = bibliography(copy)
    problems = [str(problem) for problem in table_problems(copy, sources)]
    assert problems
    assert all("review.csv" in words for words in problems)
    assert any(expected in words for words in problems)
