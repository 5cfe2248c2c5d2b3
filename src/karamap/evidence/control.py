"""The rows of the tables on places and control.

The columns and their values are written down in ``geodata/README.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from karamap.core.layers import CONTROLLERS, LANGUAGES
from karamap.evidence.cells import (
    Edtf,
    Flag,
    Items,
    Key,
    Latitude,
    Longitude,
    MapEdtf,
    Metres,
    Number,
    PlaceId,
    PlaceIds,
    Sources,
    Sure,
    Text,
    When,
    WrongCellError,
    choice,
    choices,
    whole,
)  # fmt: skip
from karamap.evidence.tables import Record

if TYPE_CHECKING:
    from datetime import date

Controller = Literal["azerbaijan", "armenian_forces", "contested"]
Scope = Literal["all", "held", "part"]

PLACE_KINDS = ("city", "town", "village", "height", "range", "pass", "reservoir", "site")
CLAIMANTS = ("azerbaijan", "armenian_side", "both", "russia", "third_party")
CONTROL_BASES = ("announced", "recorded", "inferred", "agreed")
SCOPES = ("all", "held", "part")
COUNTRIES = ("AZ", "AM", "GE")
NAME_ORIGINS = ("gazetteer", "compiler")
# the units of control: the oblast, its districts, the districts around it
OBLAST_UNITS = ("mardakert", "askeran", "shusha", "martuni", "hadrut")
SURROUNDING_UNITS = ("aghdam", "fuzuli", "jabrayil", "kalbajar", "lachin", "qubadli", "zangilan")
# the part of Lachin district that stayed with its three places when the rest was handed over
CORRIDOR_UNIT = "lachin_corridor"
# the east of the country, which the republic of 1918 had to take first
EASTERN_UNITS = ("baku", "shamakhi", "mughan")
UNITS = ("oblast", *OBLAST_UNITS, *SURROUNDING_UNITS, "shahumyan", "nakhchivan", *EASTERN_UNITS)


Holder = Annotated[Controller, choice(*CONTROLLERS)]
Basis = Annotated[str, choice(*CONTROL_BASES)]
NameOrigin = Annotated[str, choice(*NAME_ORIGINS)]


@dataclass(frozen=True, slots=True)
class Names:
    """A name in the four languages; None where it is not known."""

    en: str | None
    az: str | None
    hy: str | None
    ru: str | None

    def properties(self) -> dict[str, str | None]:
        """Return the names as the properties of a feature."""
        return {f"name_{language}": getattr(self, language) for language in LANGUAGES}


class Named:
    """A row with a name in each language, in columns of their own."""

    @cached_property
    def names(self) -> Names:
        """The names."""
        return Names(*(getattr(self, f"name_{language}") for language in LANGUAGES))


class Dated:
    """A row on what begins on a date as well as it is known."""

    if TYPE_CHECKING:
        # the row declares it: a field of a base class would come first among the columns
        when: When

    @property
    def start(self) -> date:
        """The first day the date admits."""
        return self.when.first


class Place(Named, Record, table="places"):
    """A row of ``places.csv``, a point of the map: where it is and what it is called."""

    name_en: Text
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None
    alt_names: Items
    lon: Longitude
    lat: Latitude
    kind: Annotated[str, choice(*PLACE_KINDS)]
    rank: Annotated[int, whole(1, 4)]
    oblast: Flag
    unit: Annotated[str, choice(*UNITS)] | None
    district: Key
    country: Annotated[str, choice(*COUNTRIES)]
    accuracy_m: Metres = Field(alias="coord_accuracy_m")
    confidence: Sure
    name_az_from: NameOrigin | None
    name_hy_from: NameOrigin | None
    name_ru_from: NameOrigin | None
    geonames_id: Text | None
    wof_id: Text | None
    gazetteer_id: Text | None
    gazetteer_distance_m: Text | None
    sources: Sources
    note: Text | None


class Anchor(Record, table="anchors"):
    """A row of ``anchors.csv``.

    A point without a settlement whose ground went with that of ``place_id``. Anchors stand where
    a line is known but no dated place is near: in pairs, one on each side.
    """

    place_id: PlaceId
    lon: Longitude
    lat: Latitude
    accuracy_m: Metres
    what: Text
    confidence: Sure
    sources: Sources


class PlaceName(Named, Record, table="place_names"):
    """A row of ``place_names.csv``: what a place was called from one date to another."""

    place_id: PlaceId
    start: Edtf = Field(alias="start_date")
    end: Edtf | None = Field(alias="end_date")
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None
    confidence: Sure
    sources: Sources
    note: Text | None


class PlaceControl(Dated, Record, table="place_control"):
    """A row of ``place_control.csv``.

    Who held a place from a date on, by the account that the map draws or by another; ``account``
    is the id of the row that this one differs from, None for what is drawn.
    """

    place_id: PlaceId
    when: MapEdtf = Field(alias="date")
    controller: Holder
    peacekeepers: Flag
    event: Text
    basis: Basis
    claimed_by: Annotated[tuple[str, ...], choices(*CLAIMANTS)]
    account: Text | None
    confidence: Sure
    sources: Sources
    note: Text | None


class UnitControl(Dated, Record, table="unit_control"):
    """A row of ``unit_control.csv``: who held a district, or some places of it, from a date on."""

    unit: Annotated[str, choice(*UNITS)]
    when: MapEdtf = Field(alias="date")
    controller: Holder
    scope: Annotated[Scope, choice(*SCOPES)]
    places: PlaceIds
    share_pct: Number | None
    area_km2: Number | None
    event: Text
    basis: Basis
    confidence: Sure
    sources: Sources
    note: Text | None

    @model_validator(mode="after")
    def _places_of_a_part(self) -> Self:
        if (self.scope == "part") != bool(self.places):
            raise WrongCellError("places for the scope 'part', and for no other", "places")
        return self
