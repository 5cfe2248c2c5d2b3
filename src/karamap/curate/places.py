"""The places layer: points with their names, those that follow the year too, and their holders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shapely.geometry import Point

from karamap.dates import FIRST_DAY
from karamap.geojson import Feature, feature

if TYPE_CHECKING:
    from datetime import date

    from karamap.curate.evidence import Evidence, Names, Place

RECALLED = "general-knowledge"


def places(evidence: Evidence) -> list[Feature]:
    """Return a feature for each place, in the order of the table.

    ``names`` tells what a place was called when it was not always called the same, ``control``
    who held it from which day on, by the place's own evidence.
    """
    return [_feature(place, evidence) for place in evidence.places.values()]


def _feature(place: Place, evidence: Evidence) -> Feature:
    first = FIRST_DAY.isoformat()
    return feature(
        Point(place.lon, place.lat),
        id=place.id,
        **place.names.properties(),
        start_date=first,
        end_date=None,
        **{"start_date:edtf": first, "end_date:edtf": None},
        basis="digitised" if place.sources == (RECALLED,) else "public_data",
        accuracy_m=place.accuracy_m,
        confidence=place.confidence,
        sources=list(place.sources),
        kind=place.kind,
        rank=place.rank,
        alt_names=list(place.alt_names),
        country=place.country,
        district=place.district,
        **_extras(place, evidence),
    )


def _extras(place: Place, evidence: Evidence) -> dict[str, Any]:
    """Return the dated names and the holders, of the places that have any."""
    extras: dict[str, Any] = {}
    if names := dated_names(place, evidence):
        extras["names"] = names
    if rows := evidence.control_of(place.id):
        extras["control"] = [
            {"start_date": row.start.isoformat(), "controller": row.controller} for row in rows
        ]
    return extras


def dated_names(place: Place, evidence: Evidence) -> list[dict[str, str | None]]:
    """Return spans that follow each other without a gap; empty if the name never changed.

    Between the dated names stands the name of the places table.
    """
    spans: list[dict[str, str | None]] = []
    reached: date | None = FIRST_DAY
    for row in evidence.names_of(place.id):
        start = max(row.start.first, FIRST_DAY)
        if reached is not None and start > reached:
            spans.append(_span(reached, start, place.names))
        reached = row.end.first if row.end else None
        spans.append(_span(start, reached, row.names))
    if spans and reached is not None:
        spans.append(_span(reached, None, place.names))
    return spans


def _span(start: date, end: date | None, names: Names) -> dict[str, str | None]:
    return {
        "start_date": start.isoformat(),
        "end_date": end.isoformat() if end else None,
        **names.properties(),
    }
