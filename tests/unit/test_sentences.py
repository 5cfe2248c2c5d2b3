"""Composed sentences as a reader meets them: 40 states in four languages, read as golden text.

Sentences put together from parts are where case endings and punctuation go wrong. Each state asks
one thing of the functions that the program itself answers with; an editor reads the golden list.
`python tests/unit/test_sentences.py` writes it anew, to be read again; it has been read twice,
line by line.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from karamap import Atlas
from karamap.cli import answer_formats
from karamap.cli.measure_formats import report
from karamap.core.dates import parse_day
from karamap.core.layers import LANGUAGES
from karamap.describe.day import as_text
from karamap.describe.place_history import who
from karamap.describe.recorded_dates import recorded, since, until
from typography import faults

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parents[1] / "golden" / "sentences.txt"

# what the state is asked of, its argument, and which line of the answer is read
STATES = (
    ("at", "1918-12-31", 0),
    ("at", "1919-12-31", 3),
    ("at", "1920-12-31", -1),
    ("at", "1923-12-31", 7),
    ("at", "1991-12-31", 6),
    ("at", "1992-05-18", 9),
    ("at", "1992-06-30", 5),
    ("at", "1992-06-30", 10),
    ("at", "1992-06-30", 18),
    ("at", "1992-06-30", 19),
    ("at", "1992-06-30", 20),
    ("at", "1992-06-30", 24),
    ("at", "1992-06-30", 25),
    ("at", "1992-06-30", 29),
    ("at", "1992-06-30", 32),
    ("at", "1994-05-12", 12),
    ("at", "2020-10-20", 8),
    ("at", "2020-12-01", 21),
    ("at", "2022-12-24", 20),
    ("at", "2023-09-21", 17),
    ("who", "lachin", 0),
    ("who", "lachin", 2),
    ("who", "lachin", 3),
    ("who", "lachin", 6),
    ("who", "lachin", 8),
    ("who", "shusha", 11),
    ("who", "togh", 9),
    ("changes", "1992-01-01 1993-01-01", 0),
    ("changes", "1992-01-01 1993-01-01", 7),
    ("changes", "2020-09-26 2020-12-01", 1),
    ("measure", "1994-05-12", 4),
    ("measure", "1994-05-12", 6),
    ("measure", "1994-05-12", 8),
    ("measure", "1994-05-12", -20),
    ("recorded", "1994-01-15~", 0),
    ("recorded", "1918-11-29/1918-12-03", 0),
    ("recorded", "1992-06?", 0),
    ("since", "1993-02-07/1993-02-28", 0),
    ("since", "1992-06-12/1992-06-30~", 0),
    ("until", "192X", 0),
)


def _changes(atlas: Atlas, days: str, language: str) -> str:
    return answer_formats.changes(atlas, atlas.changes(*days.split()), "text", language)


ASKED: dict[str, Callable[[Atlas, str, str], str]] = {
    "at": lambda atlas, day, language: as_text(atlas, parse_day(day), language),
    "who": lambda atlas, place, language: who(atlas, [place], None, "text", language),
    "changes": _changes,
    "measure": lambda atlas, day, language: report(atlas, "text", parse_day(day), (), language),
    "recorded": lambda _, edtf, language: recorded(edtf, language),
    "since": lambda _, edtf, language: since(edtf, language),
    "until": lambda _, edtf, language: until(edtf, language),
}


def composed(atlas: Atlas) -> str:
    """Return every sentence under the state it tells, by language."""
    told = []
    for asked, argument, line in STATES:
        told.append(f"{asked} {argument} [{line}]")
        for language in LANGUAGES:
            lines = ASKED[asked](atlas, argument, language).splitlines()
            told.append(f"  {language}: {lines[line].strip()}")
    return "\n".join(told) + "\n"


@pytest.fixture(scope="module")
def told(atlas: Atlas) -> str:
    return composed(atlas)


def test_the_sentences_are_those_of_the_golden_list(told: str):
    assert told.count("\n  ") == len(STATES) * len(LANGUAGES) == 160
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_the_sentences_keep_the_rules_of_their_languages(told: str):
    # between square brackets stand ids of sources, and columns are set apart by spaces
    lines = (line.strip().partition(": ") for line in told.splitlines() if line.startswith("  "))
    found = {
        words: broken
        for language, _, words in lines
        if (broken := faults(re.sub(r"\[.*?\]|(?<= ) +", "", words), language))
    }
    assert found == {}


if __name__ == "__main__":
    GOLDEN.write_text(composed(Atlas.load()), encoding="utf-8")
