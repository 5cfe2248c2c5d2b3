"""The rows of the tables on base geography, and on what areas and derived features are called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from karamap.core.layers import BASES, NAMES
from karamap.evidence.cells import (
    Edtf,
    Items,
    Key,
    Latitude,
    Longitude,
    MapEdtf,
    Metres,
    PlaceIds,
    Sources,
    Sure,
    Text,
    choice,
    whole,
)
from karamap.evidence.control import Named, Names, PlaceName
from karamap.evidence.tables import Record, rows

AREA_LAYERS = ("countries", "lakes")
AREA_KINDS = ("main", "exclave", "autonomous_republic", "sea", "lake", "reservoir")
LINE_KINDS = ("river", "crest", "border")
# on a river: where its trace is picked up and left, where it is the border, its course in the
# plain; of a crest: its two ends, and the outlet of what drains on one side of it
POINT_ROLES = ("through", "until", "border", "plain", "end", "outlet")
POINT_KINDS = ("shared_line", "measured_shift", "places", "anchor")
GROUPS = ("oblast", "surrounding", "neighbour")
LonLat = tuple[float, float]
NameSpan = dict[str, str | None]


class BaseArea(Named, Record, table="base_areas"):
    """A country or lake that is cut from public data: a point in it, and its names."""

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


class Road(Named, Record, table="roads"):
    """A row of ``roads.csv``: a main road by the places on it, or by a road of the corridor."""

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


class BaseLine(Named, Record, table="base_lines"):
    """A river or crest to trace, or a disputed border of the source, and its names."""

    kind: Annotated[str, choice(*LINE_KINDS)]
    rank: Annotated[int, whole(0, 3)]
    source: Text | None
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None


class BasePoint(Record, table="base_points"):
    """A point by which a line is traced or drawn."""

    line_id: Key
    role: Annotated[str, choice(*POINT_ROLES)]
    lon: Longitude
    lat: Latitude

    @property
    def at(self) -> LonLat:
        """Longitude and latitude."""
        return self.lon, self.lat


class DistrictLabel(Record, table="district_labels"):
    """What a district of the source is called here; one without a name is left out."""

    name: Text | None = Field(alias="name_en")
    note: Text | None


class GroundUnit(Named, Record, table="ground_units"):
    """A unit of control: its pieces of ground, and its names if no district gives them."""

    pieces: Items
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None


class Redrawn(Record, table="redrawn"):
    """A drawn area: the piece that what lies in it belongs to, and those it is taken from."""

    piece: Key
    taken_from: Items


class District(Named, Record, table="districts"):
    """A district by the law of the time, of one outline: the pieces it is made of."""

    unit: Key
    group: Annotated[str, choice(*GROUPS)]
    pieces: Items
    start: MapEdtf = Field(alias="start_date")
    end: MapEdtf | None = Field(alias="end_date")
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None
    basis: Annotated[str, choice(*BASES)]
    accuracy_m: Metres
    confidence: Sure
    sources: Sources
    note: Text | None


class ControlPoint(Record, table="registration"):
    """A place found both on the source's lines and on better ones."""

    raw_lon: Longitude
    raw_lat: Latitude
    true_lon: Longitude
    true_lat: Latitude
    kind: Annotated[str, choice(*POINT_KINDS)]
    what: Text
    residual_m: Annotated[int, whole(0, 20_000)]

    @property
    def raw(self) -> tuple[float, float]:
        """Longitude and latitude in the source."""
        return self.raw_lon, self.raw_lat

    @property
    def true(self) -> tuple[float, float]:
        """Longitude and latitude where it is."""
        return self.true_lon, self.true_lat


class FeatureName(Named, Record, table="feature_names"):
    """What features of a kind are called; ``{}`` stands for the name of their place."""

    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None


def feature_names(evidence: Path) -> dict[str, Names]:
    """Return the names of ``feature_names.csv``, by id."""
    return {row.id: row.names for row in rows(evidence, FeatureName)}


class AreaName(Named, Record, table="area_names"):
    """A row of ``area_names.csv``: a name that an area bore from one date to another."""

    area_id: Key
    start: Edtf = Field(alias="start_date")
    end: Edtf | None = Field(alias="end_date")
    name_en: Text | None
    name_az: Text | None
    name_hy: Text | None
    name_ru: Text | None
    confidence: Sure
    sources: Sources
    note: Text | None


@dataclass(frozen=True, slots=True)
class Called:
    """What an area was called in which years, as far as it was not its usual name."""

    area_id: str
    usual: Names
    names: Sequence[AreaName]

    def between(self, start: date, end: date | None) -> dict[str, Any]:
        """Return the names from ``start`` to before ``end``, as the properties of a feature.

        Where the area was called the same throughout, that is its name; else its usual name
        stands, and ``names`` tells of the years.
        """
        rows = (row for row in self.names if row.area_id == self.area_id)
        spans = name_spans(rows, self.usual, start, end)
        called = [{key: span[key] for key in NAMES} for span in spans]
        if not called:
            return {**self.usual.properties()}
        if all(each == called[0] for each in called):
            return {**called[0]}
        return {**self.usual.properties(), "names": spans}


def name_spans(
    rows: Iterable[AreaName | PlaceName], usual: Names, start: date, end: date | None
) -> list[NameSpan]:
    """Return the names that rows tell from ``start`` to before ``end``, without a gap.

    Where they tell none it is the usual name; if there never was another, the list is empty.
    """
    spans: list[NameSpan] = []
    reached = start
    for row in rows:
        since, until = max(row.start.first, start), row.end.first if row.end else date.max
        if until <= start or (end is not None and since >= end):
            continue
        if since > reached:
            spans.append(_span(reached, since, usual))
        reached = min(until, end or date.max)
        spans.append(_span(since, None if reached == date.max else reached, row.names))
    if spans and reached < (end or date.max):
        spans.append(_span(reached, end, usual))
    return spans


def _span(start: date, end: date | None, names: Names) -> NameSpan:
    return {
        "start_date": start.isoformat(),
        "end_date": end.isoformat() if end else None,
        **names.properties(),
    }
