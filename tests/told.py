"""Everything the map says in a language, for the tests of words: the interface and the evidence."""

from __future__ import annotations

import csv

from karamap.core.layers import LANGUAGES
from karamap.core.paths import geodata_folder
from karamap.lang import messages

OTHERS = tuple(language for language in LANGUAGES if language != messages.DEFAULT)
EVIDENCE = geodata_folder() / "evidence"
# the texts of each table that texts.csv translates, and their columns there
TRANSLATED = {
    "events": {"title": "title", "summary": "summary"},
    "claims": {"claim": "claim", "note": "note", "shows": "shows"},
    "figures": {"what": "what", "note": "note"},
    "population": {"note": "note_en"},
    "movements": {"way": "way"},
    "roads": {"note": "note"},
}


def rows_of(table: str) -> list[dict[str, str]]:
    with (EVIDENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def english_texts() -> dict[tuple[str, str], str]:
    """Return every English text to be translated, by id and field."""
    return {
        (row["id"], field): row[column]
        for table, columns in TRANSLATED.items()
        for row in rows_of(table)
        for field, column in columns.items()
        if row[column]
    }


TOUR = rows_of("tour")


def all_texts(language: str) -> dict[str, str]:
    """Return everything the map says in a language, by key of the interface or id and field."""
    english = english_texts()
    sections = {(row["id"], "section"): row["title_en"] for row in rows_of("sections")}
    told = {
        f"{step['id']}.{part}": step[f"{part}_{language}"]
        for step in TOUR
        for part in ("title", "text")
    }
    told |= {
        f"{stop['id']}.headline": stop[f"headline_{language}"]
        for stop in rows_of("stops")
        if stop["headline_en"]
    }
    if language == messages.DEFAULT:
        evidence = {f"{key}.{field}": text for (key, field), text in (english | sections).items()}
    else:
        evidence = {f"{row['id']}.{row['field']}": row[language] for row in rows_of("texts")}
    named = {f"{row['id']}.name": row[f"name_{language}"] for row in rows_of("feature_names")}
    return messages.table(language) | evidence | told | named
