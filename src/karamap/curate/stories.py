"""The rows of the tables that tell the story: the tour, people, and texts in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from karamap.errors import UsageError
from karamap.layers import LANGUAGES, LAYER_IDS
from karamap.viewpoint import parse_view

if TYPE_CHECKING:
    from datetime import date

    from karamap.curate.tables import Confidence, Row, When
    from karamap.viewpoint import View

TOPICS = ("census", "displaced")
GROUPS = ("total", "armenians", "azerbaijanis", "russians", "others")
PEOPLE_UNITS = ("persons", "percent")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of another table in other languages; ``words`` is by language.

    ``row_id`` is the id of the row it belongs to, ``field`` its column there.
    """

    id: str
    row_id: str
    field: str
    words: dict[str, str]

    columns: ClassVar[tuple[str, ...]] = ("id", "of", "field", *LANGUAGES)

    @classmethod
    def of(cls, row: Row) -> Wording:
        """Read a row of ``texts.csv``."""
        words = {language: row.optional(language) for language in LANGUAGES}
        known = {language: text for language, text in words.items() if text}
        return cls(row.id, row.key("of"), row.text("field"), known)


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step of the guided tour: what the map shows, and what is told beside it."""

    id: str
    section: str
    day: date
    view: View
    layers: tuple[str, ...]
    compare: date | None
    title: str
    text: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]

    columns: ClassVar[tuple[str, ...]] = (
        "id", "section", "day", "view", "layers", "compare", "title", "text", "claims", "sources",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> TourStep:
        """Read a row of ``tour.csv``."""
        try:
            view = parse_view(row.text("view"))
        except UsageError as error:
            raise row.error("view", "latitude,longitude,zoom within the map") from error
        return cls(
            id=row.id,
            section=row.key("section"),
            day=row.day("day"),
            view=view,
            layers=row.choices("layers", LAYER_IDS),
            compare=row.day("compare") if row.optional("compare") else None,
            title=row.text("title"),
            text=row.text("text"),
            claims=row.items("claims"),
            sources=row.sources(),
        )


@dataclass(frozen=True, slots=True)
class People:
    """How many people lived somewhere, or were driven from it; a range where accounts differ."""

    id: str
    topic: str
    when: When
    group: str
    low: float
    high: float
    unit: str
    what: str
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None

    columns: ClassVar[tuple[str, ...]] = (
        "id", "topic", "date", "group", "value_min", "value_max", "unit", "what", "confidence",
        "sources", "note",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> People:
        """Read a row of ``population.csv``."""
        low, high = row.span("value_min", "value_max")
        return cls(
            id=row.id,
            topic=row.choice("topic", TOPICS),
            when=row.when("date"),
            group=row.choice("group", GROUPS),
            low=low,
            high=high,
            unit=row.choice("unit", PEOPLE_UNITS),
            what=row.text("what"),
            confidence=row.confidence(),
            sources=row.sources(),
            note=row.optional("note"),
        )
