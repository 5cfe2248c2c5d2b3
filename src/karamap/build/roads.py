"""The main roads: lines through named places, or along the roads of the corridor."""

from collections.abc import Mapping

import shapely

from karamap.build.corridor import routes
from karamap.core.errors import DataError
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.core.problems import Problem
from karamap.evidence.evidence import Evidence
from karamap.evidence.geography import Road
from karamap.evidence.tables import rows

# a main road is drawn no finer than this, in degrees
SIMPLIFY = 0.003


def roads(evidence: Evidence) -> list[Feature]:
    """Return a line for each row of ``roads.csv``; a DataError if a row names what is not there."""
    courses = {item.id: item for item in routes(evidence)}
    return [_road(row, evidence, courses) for row in rows(evidence.folder, Road)]


def _road(row: Road, evidence: Evidence, courses: Mapping[str, Feature]) -> Feature:
    for column, keys, known in (
        ("places", row.places, evidence.places),
        ("route", [row.route] if row.route else [], courses),
    ):
        for key in keys:
            if key not in known:
                wanted = "an id of places.csv" if column == "places" else "an id of routes.geojson"
                raise DataError(Problem("evidence/roads.csv", repr(key), wanted, row.id, column))
    through = [(evidence.places[key].lon, evidence.places[key].lat) for key in row.places]
    if row.route:
        course = shapely.simplify(courses[row.route].geometry, SIMPLIFY)
        through += shapely.get_coordinates(course).tolist()
    until, until_edtf = (row.end.first, row.end.edtf) if row.end else (None, None)
    return feature(
        shapely.LineString(through),
        id=row.id,
        **row.names.properties(),
        **dates_of(row.start.first, until, row.start.edtf, until_edtf),
        basis="digitised",
        accuracy_m=row.accuracy_m,
        confidence=row.confidence,
        sources=list(row.sources),
        note=row.note,
    )
