"""The places layer: points with their names, those that follow the year too, and their holders."""

from datetime import date
from typing import Any

from shapely.geometry import Point

from karamap.core.dates import FIRST_DAY
from karamap.core.geojson import Feature, feature
from karamap.core.intervals import dates_of
from karamap.evidence.control import Place, PlaceControl
from karamap.evidence.evidence import Evidence
from karamap.evidence.geography import NameSpan, name_spans

RECALLED = "general-knowledge"


def places(evidence: Evidence) -> list[Feature]:
    """Return a feature for each place, in the order of the table.

    ``names`` tells what a place was called when it was not always called the same, ``control``
    who held it from which day on, by the place's own evidence, ``accounts`` who says what where
    accounts of it differ.
    """
    return [_feature(place, evidence) for place in evidence.places.values()]


def _feature(place: Place, evidence: Evidence) -> Feature:
    return feature(
        Point(place.lon, place.lat),
        id=place.id,
        **place.names.properties(),
        **dates_of(FIRST_DAY, None),
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
    """Return the dated names, the holders and the accounts, of the places that have any."""
    extras: dict[str, Any] = {}
    if names := dated_names(place, evidence):
        extras["names"] = names
    if rows := evidence.control_of(place.id):
        extras["control"] = [
            {"start_date": row.start.isoformat(), "controller": row.controller} for row in rows
        ]
    if told := accounts(place.id, evidence):
        extras["accounts"] = told
    return extras


def dated_names(place: Place, evidence: Evidence) -> list[NameSpan]:
    """Return spans that follow each other without a gap; empty if the name never changed."""
    return name_spans(evidence.names_of(place.id), place.names, FIRST_DAY, None)


def accounts(place_id: str, evidence: Evidence) -> list[dict[str, Any]]:
    """Return the accounts of a place of which some differ, drawn ones too, the earliest first."""
    rows = [row for row in evidence.place_control if row.place_id == place_id]
    contradicted = {row.account for row in rows}
    found = [row for row in rows if row.account or row.id in contradicted]
    # of one day, the drawn one first
    return [told(row) for row in sorted(found, key=lambda row: (row.start, bool(row.account)))]


def told(row: PlaceControl) -> dict[str, Any]:
    """Return one account as the layers tell it."""
    return {
        "id": row.id,
        "start_date": row.start.isoformat(),
        "start_date:edtf": row.when.edtf,
        "controller": row.controller,
        "claimed_by": list(row.claimed_by),
        "sources": list(row.sources),
        "differs_from": row.account,
    }


def names_on(place: Place, day: date, evidence: Evidence) -> dict[str, str | None]:
    """Return the ``name_*`` properties of a place on a day."""
    spans = dated_names(place, evidence)
    begun = [span for span in spans if str(span["start_date"]) <= day.isoformat()]
    return begun[-1] if begun else place.names.properties()
