"""Texts by language: each is written once, and stands in the page in the block of its language.

What is said refers to a text by its number, so that a page that opens reads one language only.
"""

from collections.abc import Mapping, Sequence


class Texts:
    """The table of distinct texts, each in the languages that have it."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(languages)
        self._numbers: dict[tuple[str, ...], int] = {}

    def add(self, words: Mapping[str, str]) -> int:
        """Return the number of a text; equal ones have the same."""
        forms = tuple(words.get(language) or "" for language in self._languages)
        return self._numbers.setdefault(forms, len(self._numbers))

    def written(self) -> dict[str, list[str]]:
        """Return by language every text in the order of its number, empty where it has none."""
        return {
            language: [forms[at] for forms in self._numbers]
            for at, language in enumerate(self._languages)
        }
