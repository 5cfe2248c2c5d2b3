"""Every text of the interface, by key and language (``lang/LANGUAGE.json``).

Other languages need only another file; English is the fallback and the authority.
"""

import json
from functools import cache

from karamap.core.dates import shorten
from karamap.core.errors import UsageError
from karamap.core.paths import PACKAGE

DEFAULT = "en"


def languages() -> tuple[str, ...]:
    """Return the languages the interface speaks."""
    return tuple(sorted(path.stem for path in (PACKAGE / "lang").glob("*.json")))


def parse_language(text: str) -> str:
    """Return ``text`` if it is a language of the interface; a UsageError lists those there are."""
    if not isinstance(text, str) or text not in languages():
        known = ", ".join(languages())
        raise UsageError(f"there is no language {shorten(text)!r}: expected one of {known}")
    return text


@cache
def table(language: str = DEFAULT) -> dict[str, str]:
    """Return all strings of a language."""
    path = PACKAGE / "lang" / f"{language}.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def text(key: str, language: str = DEFAULT, **values: object) -> str:
    """Return one string, its ``{placeholders}`` filled from ``values``."""
    return table(language)[key].format(**values)
