"""The rows of the tables on base geography and on the names that derived features bear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, TypeVar

from pydantic import Field

from karamap.evidence.cells import (
    Edtf,
    Items,
    Key,
    Latitude,
    Longitude,
    Metres,
    PlaceIds,
    Sources,
    Sure,
    Text,
    choice,
    whole,
)
from karamap.evidence.control import Named
from karamap.evidence.tables import Record, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from karamap.evidence.control import Names

AREA_LAYERS = ("countries", "lakes")
AREA_KINDS = ("main", "exclave", "autonomous_republic", "sea", "lake", "reservoir")
LINE_KINDS = ("river", "crest", "border")
# on a river: where its trace is picked up and left, where it is the border, its course in the
# plain; of a crest: its two ends, and the outlet of what drains on one side of it
POINT_ROLES = ("through", "until", "border", "plain", "end", "outlet")
LonLat = tuple[float, float]


class BaseArea(Named, Record):
    """A country or lake that is cut from public data: a point in it, and its names."""

    table: ClassVar[str] = "base_areas"

    layer: Annotated[str, choice(*AREA_LAYERS)]
    source: Text | None
    iso: Text | None
    kind: Annotated[str, choice(*AREA_KINDS)]
    existing_since: Edtf | None = Field(alias="since")
    lon: Longitude
    lat: Latitude
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None

    @property
    def since(self) -> str | None:
        """Since when it exists, as an EDTF text; None if it always did."""
        return self.existing_since.edtf if self.existing_since else None

    @property
    def inside(self) -> LonLat:
        """Longitude and latitude of a point in it."""
        return self.lon, self.lat


class Road(Named, Record):
    """A row of ``roads.csv``: a main road by the places on it, or by a road of the corridor."""

    table: ClassVar[str] = "roads"

    places: PlaceIds
    route: Text | None
    start: Edtf
    end: Edtf | None
    name_en: Text
    name_az: Text
    name_hy: Text
    name_ru: Text
    accuracy_m: Metres
    confidence: Sure
    sources: Sources
    note: Text


def roads(folder: Path) -> list[Road]:
    """Return the main roads of a folder of evidence."""
    return read_table(folder / "roads.csv", Road)


class BaseLine(Named, Record):
    """A river or crest to trace, or a disputed border of the source, and its names."""

    table: ClassVar[str] = "base_lines"

    kind: Annotated[str, choice(*LINE_KINDS)]
    rank: Annotated[int, whole(0, 3)]
    source: Text | None
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None


class BasePoint(Record):
    """A point by which a line is traced or drawn."""

    table: ClassVar[str] = "base_points"

    line_id: Key
    role: Annotated[str, choice(*POINT_ROLES)]
    lon: Longitude
    lat: Latitude

    @property
    def at(self) -> LonLat:
        """Longitude and latitude."""
        return self.lon, self.lat


class DistrictLabel(Record):
    """What a district of the source is called here; one without a name is left out."""

    table: ClassVar[str] = "district_labels"

    name: Text | None = Field(alias="name_en")
    note: Text | None


class GroundUnit(Named, Record):
    """A unit of control: its pieces of ground, and its names if no district gives them."""

    table: ClassVar[str] = "ground_units"

    pieces: Items
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None


class Redrawn(Record):
    """A drawn area: the piece that what lies in it belongs to, and those it is taken from."""

    table: ClassVar[str] = "redrawn"

    piece: Key
    taken_from: Items


class FeatureName(Named, Record):
    """What features of a kind are called; ``{}`` stands for the name of their place."""

    table: ClassVar[str] = "feature_names"

    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None


R = TypeVar("R", BaseArea, BaseLine, BasePoint, DistrictLabel, GroundUnit, Redrawn, FeatureName)


def rows(evidence: Path, model: type[R]) -> list[R]:
    """Return the rows of the table that a class of this module describes."""
    return read_table(evidence / f"{model.table}.csv", model)


def feature_names(evidence: Path) -> dict[str, Names]:
    """Return the names of ``feature_names.csv``, by id."""
    return {row.id: row.names for row in rows(evidence, FeatureName)}
