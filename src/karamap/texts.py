"""Texts of the evidence in other languages than English (``evidence/texts.csv``)."""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import TYPE_CHECKING

from karamap.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from karamap.atlas import Atlas


def text_of(atlas: Atlas, key: str, field: str, language: str, english: str) -> str:
    """Return a text of the evidence in a language, in English where it has none.

    Parameters
    ----------
    key, field
        Row of the evidence and its column, for instance an event's id and ``title``.
    english
        The text as the evidence has it.

    Raises
    ------
    DataError
        If the table of texts is missing or broken.
    """
    if language == "en":
        return english
    return _table(atlas.folder / "evidence" / "texts.csv").get((key, field, language)) or english


@lru_cache(maxsize=2)
def _table(path: Path) -> dict[tuple[str, str, str], str]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {
                (row["id"], row["field"], language): words
                for row in csv.DictReader(file)
                for language, words in row.items()
                if language not in {"id", "field"}
            }
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise DataError(f"evidence/{path.name} is no table of texts ({error!r})") from error
