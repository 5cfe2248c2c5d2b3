"""The districts layer, and the districts as units of control: Azerbaijani law, year by year.

Outlines show what the law of the time said, whoever held the ground.
"""

from pathlib import Path

from karamap.build.base.units import joined, pieces, unit_shapes
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.evidence.geography import AreaName, Called, District, GroundUnit
from karamap.evidence.tables import rows


def districts(base: Path, evidence: Path) -> list[Feature]:
    """Return the districts of the conflict area and their neighbours, through the years."""
    found, names = pieces(base, evidence), rows(evidence, AreaName)
    made = []
    for row in rows(evidence, District):
        end, end_edtf = (row.end.first, row.end.edtf) if row.end else (None, None)
        item = feature(
            joined(found, row.pieces),
            id=row.id,
            **Called(row.unit, row.names, names).between(row.start.first, end),
            **dates_of(row.start.first, end, row.start.edtf, end_edtf),
            basis=row.basis,
            accuracy_m=row.accuracy_m,
            confidence=row.confidence,
            sources=list(row.sources),
            unit=row.unit,
            group=row.group,
            **({"note": row.note} if row.note else {}),
        )
        made.append(item)
    return made


def ground_units(base: Path, evidence: Path) -> list[Feature]:
    """Return the units of control by their present names: a coverage of the country's main body."""
    latest = {row.unit: row for row in rows(evidence, District)}
    others = {row.id: row.names for row in rows(evidence, GroundUnit)}
    return [
        feature(
            shape,
            id=unit,
            unit=unit,
            group=latest[unit].group if unit in latest else unit,
            **(latest[unit].names if unit in latest else others[unit]).properties(),
        )
        for unit, shape in unit_shapes(base, evidence).items()
    ]
