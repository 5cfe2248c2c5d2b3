"""The districts layer, and the districts as units of control: Azerbaijani law, year by year.

Outlines show what the law of the time said, whoever held the ground.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from karamap.build.base.units import joined, pieces, unit_shapes
from karamap.core.geojson import feature
from karamap.evidence import geography
from karamap.evidence.area_names import Called, area_names
from karamap.evidence.districts import District, district_table
from karamap.evidence.geography import GroundUnit

if TYPE_CHECKING:
    from pathlib import Path

    from karamap.core.geojson import Feature
    from karamap.evidence.area_names import AreaName


def districts(base: Path, evidence: Path) -> list[Feature]:
    """Return the districts of the conflict area and their neighbours, through the years."""
    found, names = pieces(base, evidence), area_names(evidence)
    return [
        feature(joined(found, row.pieces), **_properties(row, names))
        for row in district_table(evidence)
    ]


def _properties(row: District, names: list[AreaName]) -> dict[str, object]:
    start, end = row.start.first, row.end.first if row.end else None
    return {
        "id": row.id,
        **Called(row.unit, row.names, names).between(start, end),
        "start_date": start.isoformat(),
        "end_date": end.isoformat() if end else None,
        "start_date:edtf": row.start.edtf,
        "end_date:edtf": row.end.edtf if row.end else None,
        "basis": row.basis,
        "accuracy_m": row.accuracy_m,
        "confidence": row.confidence,
        "sources": list(row.sources),
        "unit": row.unit,
        "group": row.group,
        **({"note": row.note} if row.note else {}),
    }


def ground_units(base: Path, evidence: Path) -> list[Feature]:
    """Return the units of control by their present names: a coverage of the country's main body."""
    rows = {row.unit: row for row in district_table(evidence)}
    others = {row.id: row.names for row in geography.rows(evidence, GroundUnit)}
    return [
        feature(
            shape,
            id=unit,
            unit=unit,
            group=rows[unit].group if unit in rows else unit,
            **(rows[unit].names if unit in rows else others[unit]).properties(),
        )
        for unit, shape in unit_shapes(base, evidence).items()
    ]
