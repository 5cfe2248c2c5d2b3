"""The story beside the map: the article's claims, the tour, people, and texts in four languages.

English stands in the tables of the evidence and is the authority; a text that another language
lacks is told in English.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karamap.curate.evidence import Evidence
from karamap.strings import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from karamap.curate.accounts import Claim, Figure
    from karamap.curate.stories import People, TourStep, Wording

# a text by language
Words = dict[str, str]
# the field of texts.csv that names the parts of the article
SECTION = "section"


@dataclass(frozen=True)
class Story:
    """What is told beside the map, and the languages it is told in.

    ``uses`` tells by the key of a source how many rows of each table cite it.
    """

    claims: Sequence[Claim]
    tour: Sequence[TourStep]
    people: Sequence[People]
    figures: Mapping[str, Figure]
    wordings: Mapping[tuple[str, str], Wording]
    uses: Mapping[str, Mapping[str, int]]

    @classmethod
    def read(cls, folder: Path) -> Story:
        """Read the story from a folder of evidence.

        Raises
        ------
        DataError
            If a table is missing or broken; the message names file, row and column.
        """
        evidence = Evidence.read(folder)
        wordings = {(item.row_id, item.field): item for item in evidence.texts}
        told = (evidence.claims, evidence.tour, evidence.people, evidence.figures)
        return cls(*told, wordings, _uses(evidence))

    def words(self, row_id: str, field: str, english: str | None) -> Words:
        """Return a text in every language that has it; nothing where there is no English."""
        if not english:
            return {}
        wording = self.wordings.get((row_id, field))
        return {DEFAULT: english, **(wording.words if wording else {})}

    def say(self, row_id: str, field: str, english: str | None, language: str) -> str:
        """Return a text in a language, in English where that lacks it."""
        words = self.words(row_id, field, english)
        return words.get(language) or words.get(DEFAULT, "")

    @cached_property
    def sections(self) -> dict[str, Words]:
        """Return the parts of the article by id, in its order."""
        return {key: item.words for (key, field), item in self.wordings.items() if field == SECTION}

    def section_id(self, english: str) -> str:
        """Return the id of the part of the article that is called so in English."""
        return next(key for key, words in self.sections.items() if words[DEFAULT] == english)


def _uses(evidence: Evidence) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for table, _, column, key, _ in evidence.references():
        if column == "sources":
            found.setdefault(key, Counter())[table] += 1
    return found
