"""Every text of the interface, by key and language (``i18n/LANGUAGE.json``).

Other languages need only another file; English is the fallback and the authority.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from karamap.dates import shorten
from karamap.errors import UsageError
from karamap.paths import PACKAGE

if TYPE_CHECKING:
    from datetime import date

DEFAULT = "en"


def languages() -> tuple[str, ...]:
    """Return the languages the interface speaks."""
    return tuple(sorted(path.stem for path in (PACKAGE / "i18n").glob("*.json")))


def parse_language(text: str) -> str:
    """Return ``text`` if it is a language of the interface.

    Raises
    ------
    UsageError
        If it is not; the message lists those there are.
    """
    if text not in languages():
        known = ", ".join(languages())
        raise UsageError(f"there is no language {shorten(text)!r}: expected one of {known}")
    return text


@cache
def table(language: str = DEFAULT) -> dict[str, str]:
    """Return all strings of a language."""
    path = PACKAGE / "i18n" / f"{language}.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def text(key: str, language: str = DEFAULT, **values: object) -> str:
    """Return one string, its ``{placeholders}`` filled from ``values``.

    What a language does not have yet is said in English.
    """
    words = table(language).get(key) or table()[key]
    return words.format(**values)


def long_date(day: date, language: str = DEFAULT) -> str:
    """Return a date in words, for instance ``10 November 2020``."""
    month = text(f"month.{day.month}", language)
    return text("date.long", language, day=day.day, month=month, year=day.year)
