"""The rows of the tables that tell and count: events, claims, figures, places without a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from karamap.core.layers import CONTROLLERS, LAYER_IDS
from karamap.evidence.control import CORRIDOR_UNIT, UNITS
from karamap.evidence.quantities import KINDS, Quantity

if TYPE_CHECKING:
    from datetime import date

    from karamap.evidence.quantities import Kind
    from karamap.evidence.tables import Confidence, Row, When

EVENT_KINDS = ("political", "military", "humanitarian", "agreement")
VERDICTS = ("agrees", "differs")
CONTROL_UNITS = (*UNITS, CORRIDOR_UNIT)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and where."""

    id: str
    when: When
    title: str
    summary: str
    kind: str
    places: tuple[str, ...]
    in_article: bool
    section: str | None
    confidence: Confidence
    sources: tuple[str, ...]

    columns: ClassVar[tuple[str, ...]] = (
        "id", "date", "title", "summary", "kind", "place_ids", "in_article", "article_section",
        "confidence", "sources",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> Event:
        """Read a row of ``events.csv``."""
        return cls(
            id=row.id,
            when=row.when("date"),
            title=row.text("title"),
            summary=row.text("summary"),
            kind=row.choice("kind", EVENT_KINDS),
            places=row.items("place_ids"),
            in_article=row.flag("in_article"),
            section=row.optional("article_section"),
            confidence=row.confidence(),
            sources=row.sources(),
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the article in our words, and how it compares with other accounts.

    ``day`` and ``layers`` are what the map shows for it.
    """

    id: str
    section: str
    claim: str
    when: When
    day: date
    places: tuple[str, ...]
    layers: tuple[str, ...]
    shows: str
    verdict: str
    note: str | None
    confidence: Confidence
    sources: tuple[str, ...]

    columns: ClassVar[tuple[str, ...]] = (
        "id", "section", "claim", "date", "day", "place_ids", "layers", "shows", "verdict", "note",
        "confidence", "sources",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> Claim:
        """Read a row of ``claims.csv``."""
        return cls(
            id=row.id,
            section=row.text("section"),
            claim=row.text("claim"),
            when=row.when("date"),
            day=row.day_within("day", row.when("date")),
            places=row.items("place_ids"),
            layers=row.choices("layers", LAYER_IDS),
            shows=row.text("shows"),
            verdict=row.choice("verdict", VERDICTS),
            note=row.optional("note"),
            confidence=row.confidence(),
            sources=row.sources(),
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A published number; ``low`` and ``high`` are equal unless a range was published."""

    id: str
    topic: str
    low: float
    high: float
    unit: str
    when: When
    what: str
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None

    columns: ClassVar[tuple[str, ...]] = (
        "id", "topic", "value_min", "value_max", "unit", "date", "what", "confidence",
        "sources", "note",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> Figure:
        """Read a row of ``figures.csv``."""
        low, high = row.span("value_min", "value_max")
        return cls(
            id=row.id,
            topic=row.key("topic"),
            low=low,
            high=high,
            unit=row.text("unit"),
            when=row.when("date"),
            what=row.text("what"),
            confidence=row.confidence(),
            sources=row.sources(),
            note=row.optional("note"),
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """What of the map a published figure speaks about, and on which days.

    ``id`` is that of the figure; it is compared with the map on the first day of ``when``.
    """

    id: str
    quantity: Quantity
    when: When

    columns: ClassVar[tuple[str, ...]] = (
        "id", "kind", "subject", "holder", "since", "date", "base",
    )  # fmt: skip

    @property
    def places(self) -> tuple[str, ...]:
        """The places between which a distance is measured."""
        return self.quantity.subject if self.quantity.kind == "distance" else ()

    @classmethod
    def of(cls, row: Row) -> Measure:
        """Read a row of ``measures.csv``."""
        kind = cast("Kind", row.choice("kind", KINDS))
        since, base = row.optional_when("since"), row.optional_when("base")
        if kind.startswith("lost") != bool(since):
            raise row.error("since", "a day for what was lost, and for nothing else")
        if (kind in {"lost_share", "kept_share"}) != bool(base):
            raise row.error("base", "a day for the share of what was held then, else nothing")
        of_ground = kind.startswith(("held", "lost", "kept"))
        quantity = Quantity(
            kind=kind,
            subject=row.choices("subject", CONTROL_UNITS) if of_ground else row.items("subject"),
            holder=row.choice("holder", ("", *CONTROLLERS)) or None,
            since=since.first if since else None,
            base=base.first if base else None,
        )
        return cls(row.id, quantity, row.when("date"))


@dataclass(frozen=True, slots=True)
class UnplacedCapture:
    """A village announced in 2020 that no gazetteer point could be tied to without doubt."""

    id: str
    when: When
    district: str
    name_az: str
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None

    columns: ClassVar[tuple[str, ...]] = (
        "id",
        "date",
        "district",
        "name_az",
        "confidence",
        "sources",
        "note",
    )

    @classmethod
    def of(cls, row: Row) -> UnplacedCapture:
        """Read a row of ``captures_unplaced.csv``."""
        return cls(
            id=row.id,
            when=row.when("date"),
            district=row.key("district"),
            name_az=row.text("name_az"),
            confidence=row.confidence(),
            sources=row.sources(),
            note=row.optional("note"),
        )
