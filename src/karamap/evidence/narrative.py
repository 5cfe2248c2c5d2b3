"""The rows of the tables that tell the story: the tour, people, and texts in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from karamap.core.errors import UsageError
from karamap.core.layers import LANGUAGES, LAYER_IDS
from karamap.core.map_view import parse_view

if TYPE_CHECKING:
    from datetime import date

    from karamap.core.map_view import View
    from karamap.evidence.tables import Confidence, Row, When

ENGLISH, *OTHERS = LANGUAGES
TOPICS = ("census", "displaced")
GROUPS = ("all", "armenians", "azerbaijanis", "russians", "others")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the article, and its heading in English."""

    id: str
    title: str

    columns: ClassVar[tuple[str, ...]] = ("id", "title_en")

    @classmethod
    def of(cls, row: Row) -> Section:
        """Read a row of ``sections.csv``."""
        return cls(row.id, row.text("title_en"))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of another table in the other languages: the row, its field, and the words."""

    id: str
    field: str
    words: dict[str, str]

    columns: ClassVar[tuple[str, ...]] = ("id", "field", *OTHERS)
    unique: ClassVar[tuple[str, ...]] = ("id", "field")

    @classmethod
    def of(cls, row: Row) -> Wording:
        """Read a row of ``texts.csv``."""
        return cls(row.id, row.text("field"), {language: row.text(language) for language in OTHERS})


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step of the guided tour: what the map shows, and what is told beside it by language."""

    id: str
    section: str
    day: date
    view: View
    layers: tuple[str, ...]
    compare: date | None
    titles: dict[str, str]
    texts: dict[str, str]
    claims: tuple[str, ...]
    sources: tuple[str, ...]

    columns: ClassVar[tuple[str, ...]] = (
        "id", "section", "date", "view", "layers", "compare",
        *(f"{field}_{language}" for language in LANGUAGES for field in ("title", "text")),
        "claims", "sources",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> TourStep:
        """Read a row of ``tour.csv``."""
        return cls(
            id=row.id,
            section=row.key("section"),
            day=row.day("date"),
            view=_view(row),
            layers=row.choices("layers", LAYER_IDS),
            compare=row.optional_day("compare"),
            titles={language: row.text(f"title_{language}") for language in LANGUAGES},
            texts={language: row.text(f"text_{language}") for language in LANGUAGES},
            claims=row.items("claims"),
            sources=row.sources(),
        )


def _view(row: Row) -> View:
    numbers = row.numbers("view")
    try:
        return parse_view(",".join(map(str, numbers)))
    except UsageError as error:
        raise row.error("view", "latitude;longitude;zoom within the map") from error


@dataclass(frozen=True, slots=True)
class People:
    """How many people lived somewhere, or had to leave it; a range where accounts differ."""

    id: str
    topic: str
    when: When
    group: str
    low: float
    high: float
    unit: str
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None

    columns: ClassVar[tuple[str, ...]] = (
        "id", "topic", "date", "group", "min", "max", "unit", "confidence", "sources", "note_en",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> People:
        """Read a row of ``population.csv``."""
        low, high = row.span("min", "max")
        return cls(
            id=row.id,
            topic=row.choice("topic", TOPICS),
            when=row.when("date"),
            group=row.choice("group", GROUPS),
            low=low,
            high=high,
            unit=row.choice("unit", ("persons",)),
            confidence=row.confidence(),
            sources=row.sources(),
            note=row.optional("note_en"),
        )


@dataclass(frozen=True, slots=True)
class MissingName:
    """A name that nobody is known to have recorded in a language, and where it was looked for."""

    id: str
    place_id: str
    language: str
    note: str

    columns: ClassVar[tuple[str, ...]] = ("id", "place_id", "language", "note")

    @classmethod
    def of(cls, row: Row) -> MissingName:
        """Read a row of ``names_missing.csv``."""
        return cls(row.id, row.key("place_id"), row.choice("language", OTHERS), row.text("note"))
