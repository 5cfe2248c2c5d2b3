"""The story beside the map: the article's claims, the tour, people, and texts in four languages.

English stands in the tables of the evidence and is the authority; a text that another language
lacks is told in English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from karamap.layers import LANGUAGES
from karamap.strings import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from karamap.curate.accounts import Claim, Event, Figure
    from karamap.curate.stories import People, TourStep, Wording

# a text by language
Words = dict[str, str]


@dataclass(frozen=True)
class Story:
    """What is told beside the map, and the languages it is told in."""

    claims: Sequence[Claim]
    tour: Sequence[TourStep]
    people: Sequence[People]
    figures: Mapping[str, Figure]
    wordings: Mapping[tuple[str, str], Wording]

    def words(self, of: str, field: str, english: str | None) -> Words:
        """Return a text in every language that has it; nothing where there is no English."""
        if not english:
            return {}
        wording = self.wordings.get((of, field))
        return {DEFAULT: english, **(wording.words if wording else {})}

    def say(self, of: str, field: str, english: str | None, language: str) -> str:
        """Return a text in a language, in English where that lacks it."""
        words = self.words(of, field, english)
        return words.get(language) or words.get(DEFAULT, "")

    def sections(self) -> dict[str, Words]:
        """Return the parts of the article by id, in its order."""
        return {
            wording.of: wording.words
            for (_, field), wording in self.wordings.items()
            if field == "section"
        }

    def section_id(self, english: str) -> str:
        """Return the id of the part of the article that is called so in English."""
        return next(key for key, words in self.sections().items() if words[DEFAULT] == english)


def by_text(wordings: Iterable[Wording]) -> dict[tuple[str, str], Wording]:
    """Return wordings by the row and the field they belong to."""
    return {(wording.of, wording.field): wording for wording in wordings}
