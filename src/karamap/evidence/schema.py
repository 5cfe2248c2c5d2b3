"""Table Schemas of the evidence: what each column may hold, for readers of the data package.

A schema is read off the reader of its table: that is run once over a row which notes what is
asked of each cell, so that schema and reader cannot come to differ.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from karamap.core.layers import CONFIDENCES
from karamap.evidence.area_names import AreaName
from karamap.evidence.claims import Claim, Event, Figure, Measure, UnplacedCapture
from karamap.evidence.control import Anchor, Place, PlaceControl, PlaceName, UnitControl
from karamap.evidence.districts import District
from karamap.evidence.geography import (
    BaseArea,
    BaseLine,
    BasePoint,
    DistrictLabel,
    FeatureName,
    GroundUnit,
    Redrawn,
)
from karamap.evidence.narrative import MissingName, People, Section, TourStep, Wording
from karamap.evidence.registration import ControlPoint
from karamap.evidence.reviews import Review
from karamap.evidence.shape_exceptions import ShapeException
from karamap.evidence.tables import KEY, SEPARATOR, Confidence, Row, When

if TYPE_CHECKING:
    from collections.abc import Sequence


class Reader(Protocol):
    """A class that reads the rows of a table."""

    columns: ClassVar[tuple[str, ...]]

    @classmethod
    def of(cls, row: Row) -> object:
        """Read a row."""


READERS: dict[str, type[Reader]] = {
    "anchors": Anchor,
    "area_names": AreaName,
    "base_areas": BaseArea,
    "base_lines": BaseLine,
    "base_points": BasePoint,
    "captures_unplaced": UnplacedCapture,
    "claims": Claim,
    "district_labels": DistrictLabel,
    "districts": District,
    "events": Event,
    "feature_names": FeatureName,
    "figures": Figure,
    "ground_units": GroundUnit,
    "measures": Measure,
    "place_control": PlaceControl,
    "place_names": PlaceName,
    "places": Place,
    "names_missing": MissingName,
    "population": People,
    "redrawn": Redrawn,
    "registration": ControlPoint,
    "review": Review,
    "sections": Section,
    "shape_exceptions": ShapeException,
    "texts": Wording,
    "tour": TourStep,
    "unit_control": UnitControl,
}
# what a column of this name refers to: the resource, and its column
REFERENCES = {"place_id": ("evidence-places", "id")}
EDTF = "A date as well as it is known, in EDTF (level 1)"
LIST = f"A list, its parts separated by {SEPARATOR!r}"

Field = dict[str, Any]


def schema(table: str) -> dict[str, Any]:
    """Return the Table Schema of a table of the evidence."""
    reader = READERS[table]
    row = _Noting()
    reader.of(row)
    unique = getattr(reader, "unique", ("id",))
    row.fields["id"] = _text(required=True, pattern=KEY.pattern)
    if unique == ("id",):
        row.fields["id"]["constraints"]["unique"] = True
    noted = row.fields
    found: dict[str, Any] = {
        "fields": [{"name": name, **noted.get(name, _text())} for name in reader.columns],
        "primaryKey": "id" if unique == ("id",) else list(unique),
    }
    if keys := [name for name in reader.columns if name in REFERENCES]:
        found["foreignKeys"] = [_reference(name) for name in keys]
    return found


def _reference(column: str) -> dict[str, Any]:
    resource, field = REFERENCES[column]
    return {"fields": column, "reference": {"resource": resource, "fields": field}}


def _text(description: str | None = None, **constraints: Any) -> Field:
    field: Field = {"type": "string"}
    if description:
        field["description"] = description
    if constraints:
        field["constraints"] = constraints
    return field


class _Noting(Row):
    """A row of no table: it gives each reader something to go on, and notes what was asked."""

    fields: dict[str, Field]

    def __init__(self) -> None:
        super().__init__("", {})
        # rows are frozen
        object.__setattr__(self, "fields", {})

    @property
    def id(self) -> str:
        return "id"

    def optional(self, column: str) -> str | None:
        self.fields[column] = _text()
        return None

    def text(self, column: str) -> str:
        self.fields[column] = _text(required=True)
        return column

    def key(self, column: str) -> str:
        self.fields[column] = _text(required=True, pattern=KEY.pattern)
        return column

    def items(self, column: str) -> tuple[str, ...]:
        self.fields[column] = _text(LIST)
        return ()

    def choice(self, column: str, values: Sequence[str]) -> str:
        named = [value for value in values if value]
        limits: dict[str, Any] = {"enum": named}
        if "" not in values:
            limits["required"] = True
        self.fields[column] = {"type": "string", "constraints": limits}
        return values[0]

    def choices(self, column: str, values: Sequence[str]) -> tuple[str, ...]:
        one = "|".join(map(re.escape, values))
        self.fields[column] = _text(LIST, pattern=f"({one})({SEPARATOR}({one}))*")
        return ()

    def flag(self, column: str) -> bool:
        self.fields[column] = {
            "type": "boolean",
            "trueValues": ["yes"],
            "falseValues": ["no"],
            "constraints": {"required": True},
        }
        return False

    def confidence(self) -> Confidence:
        self.choice("confidence", CONFIDENCES)
        return "low"

    def sources(self) -> tuple[str, ...]:
        self.fields["sources"] = _text(f"{LIST}: keys of sources.json", required=True)
        return ()

    def number(self, column: str) -> float | None:
        self.fields[column] = {"type": "number"}
        return 0.0

    def span(self, low: str, high: str) -> tuple[float, float]:
        for column in (low, high):
            self.fields[column] = {"type": "number", "constraints": {"required": True}}
        return 0.0, 0.0

    def numbers(self, column: str) -> tuple[float, ...]:
        self.fields[column] = _text(f"{LIST}: numbers", required=True)
        return (40.0, 47.0, 8.0)

    def optional_day(self, column: str) -> date | None:
        self.fields[column] = {"type": "date"}
        return None

    def day(self, column: str) -> date:
        self.fields[column] = {"type": "date", "constraints": {"required": True}}
        return date(2020, 1, 1)

    def day_within(self, column: str, when: When) -> date:  # noqa: ARG002 - as the row does
        return self.day(column)

    def integer(self, column: str, low: int, high: int) -> int:
        limits = {"required": True, "minimum": low, "maximum": high}
        self.fields[column] = {"type": "integer", "constraints": limits}
        return low

    def coordinate(self, column: str, low: float, high: float) -> float:
        limits = {"required": True, "minimum": low, "maximum": high}
        self.fields[column] = {"type": "number", "constraints": limits}
        return low

    def when(self, column: str) -> When:
        self.fields[column] = _text(EDTF, required=True)
        return When("2020", date(2020, 1, 1), date(2020, 12, 31))

    def optional_when(self, column: str) -> When | None:
        self.fields[column] = _text(EDTF)
        return None
