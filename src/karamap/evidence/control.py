"""The rows of the tables on places and control, as frozen dataclasses.

Each class lists its ``columns`` and builds itself from a :class:`~karamap.evidence.tables.Row`;
the columns and their values are written down in ``geodata/README.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from karamap.core.layers import CONTROLLERS, LANGUAGES

if TYPE_CHECKING:
    from datetime import date

    from karamap.evidence.tables import Confidence, Row, When

Controller = Literal["azerbaijan", "armenian_forces", "contested"]
Scope = Literal["all", "held", "part"]

PLACE_KINDS = ("city", "town", "village", "height", "range", "pass", "reservoir", "site")
CLAIMANTS = ("azerbaijan", "armenian_side", "both", "russia", "third_party")
CONTROL_BASES = ("announced", "recorded", "inferred", "agreed")
SCOPES = ("all", "held", "part")
COUNTRIES = ("AZ", "AM", "GE")
NAME_ORIGINS = ("gazetteer", "compiler", "")
# the units of control: the oblast, its districts, the districts around it
OBLAST_UNITS = ("mardakert", "askeran", "shusha", "martuni", "hadrut")
SURROUNDING_UNITS = ("aghdam", "fuzuli", "jabrayil", "kalbajar", "lachin", "qubadli", "zangilan")
# the part of Lachin district that stayed with its three places when the rest was handed over
CORRIDOR_UNIT = "lachin_corridor"
# the east of the country, which the republic of 1918 had to take first
EASTERN_UNITS = ("baku", "shamakhi", "mughan")
UNITS = ("oblast", *OBLAST_UNITS, *SURROUNDING_UNITS, "shahumyan", "nakhchivan", *EASTERN_UNITS)


def _controller(row: Row) -> Controller:
    return cast("Controller", row.choice("controller", CONTROLLERS))


class _Dated:
    """Something that begins on a date as well as it is known."""

    __slots__ = ()
    when: When

    @property
    def start(self) -> date:
        """The first day the date admits."""
        return self.when.first


@dataclass(frozen=True, slots=True)
class Names:
    """A name in the four languages; None where it is not known."""

    en: str | None
    az: str | None
    hy: str | None
    ru: str | None

    @classmethod
    def of(cls, row: Row) -> Names:
        """Read the four name columns."""
        return cls(*(row.optional(f"name_{language}") for language in LANGUAGES))

    def properties(self) -> dict[str, str | None]:
        """Return the names as the properties of a feature."""
        return {f"name_{language}": getattr(self, language) for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the map: where it is and what it is called."""

    id: str
    names: Names
    alt_names: tuple[str, ...]
    lon: float
    lat: float
    kind: str
    rank: int
    oblast: bool
    unit: str | None
    district: str
    country: str
    accuracy_m: int
    confidence: Confidence
    geonames_id: str | None
    wof_id: str | None
    sources: tuple[str, ...]
    note: str | None

    columns: ClassVar[tuple[str, ...]] = (
        "id", "name_en", "name_az", "name_hy", "name_ru", "alt_names", "lon", "lat", "kind",
        "rank", "oblast", "unit", "district", "country", "coord_accuracy_m", "confidence",
        "name_az_from", "name_hy_from", "name_ru_from", "geonames_id", "wof_id",
        "gazetteer_id", "gazetteer_distance_m", "sources", "note",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> Place:
        """Read a row of ``places.csv``."""
        row.text("name_en")
        for column in ("name_az_from", "name_hy_from", "name_ru_from"):
            row.choice(column, NAME_ORIGINS)
        return cls(
            id=row.id,
            names=Names.of(row),
            alt_names=row.items("alt_names"),
            lon=row.coordinate("lon", 43, 51),
            lat=row.coordinate("lat", 38, 42),
            kind=row.choice("kind", PLACE_KINDS),
            rank=row.integer("rank", 1, 4),
            oblast=row.flag("oblast"),
            unit=row.choice("unit", ("", *UNITS)) or None,
            district=row.key("district"),
            country=row.choice("country", COUNTRIES),
            accuracy_m=row.integer("coord_accuracy_m", 1, 20_000),
            confidence=row.confidence(),
            geonames_id=row.optional("geonames_id"),
            wof_id=row.optional("wof_id"),
            sources=row.sources(),
            note=row.optional("note"),
        )


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point without a settlement whose ground went with that of ``place_id``.

    Anchors stand where a line is known but no dated place is near: in pairs, one on each side.
    """

    id: str
    place_id: str
    lon: float
    lat: float
    accuracy_m: int
    what: str
    confidence: Confidence
    sources: tuple[str, ...]

    columns: ClassVar[tuple[str, ...]] = (
        "id", "place_id", "lon", "lat", "accuracy_m", "what", "confidence", "sources",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> Anchor:
        """Read a row of ``anchors.csv``."""
        return cls(
            id=row.id,
            place_id=row.key("place_id"),
            lon=row.coordinate("lon", 43, 51),
            lat=row.coordinate("lat", 38, 42),
            accuracy_m=row.integer("accuracy_m", 1, 20_000),
            what=row.text("what"),
            confidence=row.confidence(),
            sources=row.sources(),
        )


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a place was called from one date to another."""

    id: str
    place_id: str
    start: When
    end: When | None
    names: Names
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None

    columns: ClassVar[tuple[str, ...]] = (
        "id", "place_id", "start_date", "end_date", "name_en", "name_az", "name_hy", "name_ru",
        "confidence", "sources", "note",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> PlaceName:
        """Read a row of ``place_names.csv``."""
        return cls(
            id=row.id,
            place_id=row.key("place_id"),
            start=row.when("start_date"),
            end=row.optional_when("end_date"),
            names=Names.of(row),
            confidence=row.confidence(),
            sources=row.sources(),
            note=row.optional("note"),
        )


@dataclass(frozen=True, slots=True)
class PlaceControl(_Dated):
    """Who held a place from a date on, by the account that the map draws or by another.

    ``account`` is the id of the row that this one differs from; None for what is drawn.
    """

    id: str
    place_id: str
    when: When
    controller: Controller
    peacekeepers: bool
    event: str
    basis: str
    claimed_by: tuple[str, ...]
    account: str | None
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None

    columns: ClassVar[tuple[str, ...]] = (
        "id", "place_id", "date", "controller", "peacekeepers", "event", "basis", "claimed_by",
        "account", "confidence", "sources", "note",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> PlaceControl:
        """Read a row of ``place_control.csv``."""
        return cls(
            id=row.id,
            place_id=row.key("place_id"),
            when=row.when("date"),
            controller=_controller(row),
            peacekeepers=row.flag("peacekeepers"),
            event=row.text("event"),
            basis=row.choice("basis", CONTROL_BASES),
            claimed_by=row.choices("claimed_by", CLAIMANTS),
            account=row.optional("account"),
            confidence=row.confidence(),
            sources=row.sources(),
            note=row.optional("note"),
        )


@dataclass(frozen=True, slots=True)
class UnitControl(_Dated):
    """Who held a district, or the part of it that ``places`` stand for, from a date on."""

    id: str
    unit: str
    when: When
    controller: Controller
    scope: Scope
    places: tuple[str, ...]
    share_pct: float | None
    area_km2: float | None
    event: str
    basis: str
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None

    columns: ClassVar[tuple[str, ...]] = (
        "id", "unit", "date", "controller", "scope", "places", "share_pct",
        "area_km2", "event", "basis", "confidence", "sources", "note",
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> UnitControl:
        """Read a row of ``unit_control.csv``."""
        scope = row.choice("scope", SCOPES)
        places = row.items("places")
        if (scope == "part") != bool(places):
            raise row.error("places", "places for the scope 'part', and for no other")
        return cls(
            id=row.id,
            unit=row.choice("unit", UNITS),
            when=row.when("date"),
            controller=_controller(row),
            scope=cast("Scope", scope),
            places=places,
            share_pct=row.number("share_pct"),
            area_km2=row.number("area_km2"),
            event=row.text("event"),
            basis=row.choice("basis", CONTROL_BASES),
            confidence=row.confidence(),
            sources=row.sources(),
            note=row.optional("note"),
        )
