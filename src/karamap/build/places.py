"""The places layer: points with their names, those that follow the year too, and their holders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shapely.geometry import Point

from karamap.core.dates import FIRST_DAY
from karamap.core.geojson import Feature, feature

if TYPE_CHECKING:
    from datetime import date

    from karamap.evidence.evidence import Evidence, Names, Place, PlaceControl

RECALLED = "general-knowledge"


def places(evidence: Evidence) -> list[Feature]:
    """Return a feature for each place, in the order of the table.

    ``names`` tells what a place was called when it was not always called the same, ``control``
    who held it from which day on, by the place's own evidence, ``accounts`` who says what where
    accounts of it differ.
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


def accounts(place_id: str, evidence: Evidence) -> list[dict[str, Any]]:
    """Return the accounts of a place of which some differ, the earliest first.

    Each drawn row that others differ from is among them; ``differs_from`` is None for it.
    """
    others = evidence.accounts_of(place_id)
    contradicted = {row.account for row in others}
    drawn = [row for row in evidence.control_of(place_id) if row.id in contradicted]
    return [told(row) for row in sorted([*drawn, *others], key=lambda row: row.start)]


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


def _span(start: date, end: date | None, names: Names) -> dict[str, str | None]:
    return {
        "start_date": start.isoformat(),
        "end_date": end.isoformat() if end else None,
        **names.properties(),
    }
