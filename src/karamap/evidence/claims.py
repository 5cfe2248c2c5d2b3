"""The rows of the tables that tell and count: events, claims, figures, places without a point."""

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.core.layers import CONTROLLERS, LAYER_IDS
from karamap.evidence.cells import (
    CountIds,
    Day,
    Edtf,
    Flag,
    Items,
    Key,
    MapEdtf,
    Number,
    OpenEdtf,
    PlaceIds,
    Sources,
    Sure,
    Text,
    WrongCellError,
    among,
    choice,
    choices,
)  # fmt: skip
from karamap.evidence.control import CORRIDOR_UNIT, UNITS
from karamap.evidence.quantities import KINDS, Kind, Quantity
from karamap.evidence.tables import Record

EVENT_KINDS = ("political", "military", "humanitarian", "agreement")
VERDICTS = ("agrees", "differs")
CONTROL_UNITS = (*UNITS, CORRIDOR_UNIT)


class Event(Record, table="events"):
    """A row of ``events.csv``: something that happened, and where.

    ``counts`` are the rows of other tables that count those killed or displaced by it, in the
    order in which they are told.
    """

    when: MapEdtf = Field(alias="date")
    title: Text
    summary: Text
    kind: Annotated[str, choice(*EVENT_KINDS)]
    places: PlaceIds = Field(alias="place_ids")
    counts: CountIds
    in_article: Flag
    section: Text | None = Field(alias="article_section")
    confidence: Sure
    sources: Sources


class Claim(Record, table="claims"):
    """A row of ``claims.csv``: a claim of the article in our words, beside other accounts."""

    section: Text
    claim: Text
    when: OpenEdtf = Field(alias="date")
    day: Day
    places: PlaceIds = Field(alias="place_ids")
    layers: Annotated[tuple[str, ...], choices(*LAYER_IDS)]
    shows: Text
    verdict: Annotated[str, choice(*VERDICTS)]
    note: Text | None
    confidence: Sure
    sources: Sources

    @model_validator(mode="after")
    def _day_within(self) -> Self:
        """Ask for a day that the date admits, or the nearest the map has."""
        first, last = (
            min(max(end, FIRST_DAY), LAST_DAY) for end in (self.when.first, self.when.last)
        )
        if not first <= self.day <= last:
            raise WrongCellError(f"a day from {first} to {last}", "day")
        return self


def require_order(low: float, high: float, columns: tuple[str, str]) -> None:
    """Refuse a range whose end lies below its beginning."""
    if high < low:
        raise WrongCellError(f"a number not below {columns[0]}", columns[1])


class Figure(Record, table="figures"):
    """A row of ``figures.csv``: ``low`` and ``high`` are equal unless a range was published."""

    topic: Key
    low: Number = Field(alias="value_min")
    high: Number = Field(alias="value_max")
    unit: Text
    when: Edtf = Field(alias="date")
    what: Text
    confidence: Sure
    sources: Sources
    note: Text | None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        require_order(self.low, self.high, ("value_min", "value_max"))
        return self


class Measure(Record, table="measures"):
    """A row of ``measures.csv``: what of the map a figure speaks about, and on which days.

    ``id`` is that of the figure; it is compared with the map on the first day of ``when``.
    """

    kind: Annotated[Kind, choice(*KINDS)]
    subject: Items
    holder: Annotated[str, choice(*CONTROLLERS)] | None
    since: Edtf | None
    when: Edtf = Field(alias="date")
    base: Edtf | None

    @cached_property
    def quantity(self) -> Quantity:
        """What is measured."""
        since, base = (when.first if when else None for when in (self.since, self.base))
        return Quantity(self.kind, self.subject, self.holder, since, base)

    @property
    def places(self) -> tuple[str, ...]:
        """The places between which a distance is measured."""
        return self.subject if self.kind == "distance" else ()

    @model_validator(mode="after")
    def _as_the_kind_asks(self) -> Self:
        if self.kind.startswith("lost") != bool(self.since):
            raise WrongCellError("a day for what was lost, and for nothing else", "since")
        if (self.kind in {"lost_share", "kept_share"}) != bool(self.base):
            raise WrongCellError("a day for the share of what was held then, else nothing", "base")
        if self.kind.startswith(("held", "lost", "kept")):
            among(self.subject, CONTROL_UNITS, "subject")
        return self


class UnplacedCapture(Record, table="captures_unplaced"):
    """A row of ``captures_unplaced.csv``: a village announced in 2020 that has no sure point."""

    when: Edtf = Field(alias="date")
    district: Key
    name_az: Text
    confidence: Sure
    sources: Sources
    note: Text | None
