"""The tables of the evidence and their Table Schemas, read off the models of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from karamap.evidence.area_names import AreaName
from karamap.evidence.claims import Claim, Event, Figure, Measure, UnplacedCapture
from karamap.evidence.control import Anchor, Place, PlaceControl, PlaceName, UnitControl
from karamap.evidence.geography import (
    BaseArea,
    BaseLine,
    BasePoint,
    ControlPoint,
    District,
    DistrictLabel,
    FeatureName,
    GroundUnit,
    Redrawn,
    Road,
)
from karamap.evidence.narrative import (
    MissingName,
    Movement,
    People,
    Section,
    Stop,
    TourStep,
    Wording,
)
from karamap.evidence.reviews import Review
from karamap.evidence.shape_exceptions import ShapeException
from karamap.evidence.tables import Record, read_table

if TYPE_CHECKING:
    from pathlib import Path

READERS: dict[str, type[Record]] = {
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
    "movements": Movement,
    "names_missing": MissingName,
    "population": People,
    "redrawn": Redrawn,
    "registration": ControlPoint,
    "review": Review,
    "roads": Road,
    "sections": Section,
    "shape_exceptions": ShapeException,
    "stops": Stop,
    "texts": Wording,
    "tour": TourStep,
    "unit_control": UnitControl,
}


TABLE_OF = {model: name for name, model in READERS.items()}
_R = TypeVar("_R", bound=Record)


def rows(evidence: Path, model: type[_R]) -> list[_R]:
    """Return the rows of the table that a class describes, from a folder of evidence."""
    return read_table(evidence / f"{TABLE_OF[model]}.csv", model)


def schema(table: str) -> dict[str, Any]:
    """Return the Table Schema of a table of the evidence."""
    model = READERS[table]
    fields = [{"name": name, **cell.field} for name, cell in model.columns.items()]
    key, *more = model.primary_key
    if not more:
        fields[0]["constraints"] = {**fields[0]["constraints"], "unique": True}
    found: dict[str, Any] = {"fields": fields, "primaryKey": [key, *more] if more else key}
    # a column of lists can be no foreign key
    if keys := {name: cell.refers for name, cell in model.columns.items() if cell.names_one}:
        found["foreignKeys"] = [
            {"fields": name, "reference": {"resource": f"evidence-{of}", "fields": "id"}}
            for name, of in keys.items()
        ]
    return found
