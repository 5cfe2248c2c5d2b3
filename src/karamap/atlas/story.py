"""The story beside the map: the article's claims, the tour, people, and texts in four languages.

English stands in the tables of the evidence and is the authority; a text that another language
lacks is told in English.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karamap.evidence.evidence import Evidence
from karamap.lang.messages import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from karamap.evidence.claims import Claim, Figure
    from karamap.evidence.narrative import MissingName, People, Section, TourStep, Wording

# a text by language
Words = dict[str, str]


@dataclass(frozen=True)
class Story:
    """What is told beside the map; ``uses`` counts by source the rows of tables that cite it."""

    sections: Sequence[Section]
    claims: Sequence[Claim]
    tour: Sequence[TourStep]
    people: Sequence[People]
    figures: Mapping[str, Figure]
    wordings: Mapping[tuple[str, str], Wording]
    names_missing: Sequence[MissingName]
    uses: Mapping[str, Mapping[str, int]]

    def __repr__(self) -> str:
        """Return how much it holds."""
        return f"Story({len(self.tour)} steps of the tour, {len(self.claims)} claims)"

    @classmethod
    def read(cls, folder: Path) -> Story:
        """Read the story from a folder of evidence; a DataError names file, row and column."""
        evidence = Evidence.read(folder)
        return cls(
            sections=evidence.sections,
            claims=evidence.claims,
            tour=evidence.tour,
            people=evidence.people,
            figures=evidence.figures,
            wordings={(item.id, item.field): item for item in evidence.texts},
            names_missing=evidence.names_missing,
            uses=_uses(evidence),
        )

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

    def section_id(self, english: str) -> str:
        """Return the id of the part of the article that is called so in English."""
        return next(section.id for section in self.sections if section.title == english)


def _uses(evidence: Evidence) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for table, _, column, key, _ in evidence.references():
        if column == "sources":
            found.setdefault(key, Counter())[table] += 1
    return found
