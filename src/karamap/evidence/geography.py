"""The rows of the tables on base geography and on the names that derived features bear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol, Self, TypeVar

from karamap.evidence.control import Names
from karamap.evidence.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from karamap.evidence.tables import Row

AREA_LAYERS = ("countries", "lakes")
AREA_KINDS = ("main", "exclave", "autonomous_republic", "sea", "lake", "reservoir")
LINE_KINDS = ("river", "crest", "border")
# on a river: where its trace is picked up and left, where it is the border, its course in the
# plain; of a crest: its two ends, and the outlet of what drains on one side of it
POINT_ROLES = ("through", "until", "border", "plain", "end", "outlet")
_NAME_COLUMNS = ("name_en", "name_az", "name_hy", "name_ru")
LonLat = tuple[float, float]


def _lon_lat(row: Row) -> LonLat:
    return row.coordinate("lon", 43, 51), row.coordinate("lat", 38, 42)


@dataclass(frozen=True, slots=True)
class BaseArea:
    """A country or lake that is cut from public data: a point in it, and its names."""

    id: str
    layer: str
    source: str | None
    iso: str | None
    kind: str
    since: str | None
    inside: LonLat
    names: Names

    table: ClassVar[str] = "base_areas"
    columns: ClassVar[tuple[str, ...]] = (
        "id", "layer", "source", "iso", "kind", "since", "lon", "lat", *_NAME_COLUMNS,
    )  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> BaseArea:
        """Read a row of ``base_areas.csv``."""
        since = row.optional_when("since")
        return cls(
            id=row.id,
            layer=row.choice("layer", AREA_LAYERS),
            source=row.optional("source"),
            iso=row.optional("iso"),
            kind=row.choice("kind", AREA_KINDS),
            since=since.edtf if since else None,
            inside=_lon_lat(row),
            names=Names.of(row),
        )


@dataclass(frozen=True, slots=True)
class BaseLine:
    """A river or crest to trace, or a disputed border of the source, and its names."""

    id: str
    kind: str
    rank: int
    source: str | None
    names: Names

    table: ClassVar[str] = "base_lines"
    columns: ClassVar[tuple[str, ...]] = ("id", "kind", "rank", "source", *_NAME_COLUMNS)

    @classmethod
    def of(cls, row: Row) -> BaseLine:
        """Read a row of ``base_lines.csv``."""
        return cls(
            id=row.id,
            kind=row.choice("kind", LINE_KINDS),
            rank=row.integer("rank", 0, 3),
            source=row.optional("source"),
            names=Names.of(row),
        )


@dataclass(frozen=True, slots=True)
class BasePoint:
    """A point by which a line is traced or drawn."""

    line_id: str
    role: str
    at: LonLat

    table: ClassVar[str] = "base_points"
    columns: ClassVar[tuple[str, ...]] = ("id", "line_id", "role", "lon", "lat")

    @classmethod
    def of(cls, row: Row) -> BasePoint:
        """Read a row of ``base_points.csv``."""
        return cls(row.key("line_id"), row.choice("role", POINT_ROLES), _lon_lat(row))


@dataclass(frozen=True, slots=True)
class DistrictLabel:
    """What a district of the source is called here; one without a name is left out."""

    id: str
    name: str | None

    table: ClassVar[str] = "district_labels"
    columns: ClassVar[tuple[str, ...]] = ("id", "name_en", "note")

    @classmethod
    def of(cls, row: Row) -> DistrictLabel:
        """Read a row of ``district_labels.csv``."""
        return cls(row.id, row.optional("name_en"))


@dataclass(frozen=True, slots=True)
class GroundUnit:
    """A unit of control: its pieces of ground, and its names if no district gives them."""

    id: str
    pieces: tuple[str, ...]
    names: Names

    table: ClassVar[str] = "ground_units"
    columns: ClassVar[tuple[str, ...]] = ("id", "pieces", *_NAME_COLUMNS)

    @classmethod
    def of(cls, row: Row) -> GroundUnit:
        """Read a row of ``ground_units.csv``."""
        return cls(row.id, row.items("pieces"), Names.of(row))


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A drawn area: the piece that what lies in it belongs to, and those it is taken from."""

    id: str
    piece: str
    taken_from: tuple[str, ...]

    table: ClassVar[str] = "redrawn"
    columns: ClassVar[tuple[str, ...]] = ("id", "piece", "taken_from")

    @classmethod
    def of(cls, row: Row) -> Redrawn:
        """Read a row of ``redrawn.csv``."""
        return cls(row.id, row.key("piece"), row.items("taken_from"))


@dataclass(frozen=True, slots=True)
class FeatureName:
    """What features of a kind are called; ``{}`` stands for the name of their place."""

    id: str
    names: Names

    table: ClassVar[str] = "feature_names"
    columns: ClassVar[tuple[str, ...]] = ("id", *_NAME_COLUMNS)

    @classmethod
    def of(cls, row: Row) -> FeatureName:
        """Read a row of ``feature_names.csv``."""
        return cls(row.id, Names.of(row))


class _Reader(Protocol):
    table: ClassVar[str]
    columns: ClassVar[tuple[str, ...]]

    @classmethod
    def of(cls, row: Row) -> Self: ...


R = TypeVar("R", bound=_Reader)


def rows(evidence: Path, reader: type[R]) -> list[R]:
    """Return the rows of the table that a class of this module reads."""
    path = evidence / f"{reader.table}.csv"
    return [reader.of(row) for row in read_table(path, reader.columns)]


def feature_names(evidence: Path) -> dict[str, Names]:
    """Return the names of ``feature_names.csv``, by id."""
    return {row.id: row.names for row in rows(evidence, FeatureName)}
