"""Answers as text, JSON, CSV and GeoJSON for the command line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from karamap.api import Atlas, State
from karamap.atlas.state import Changes
from karamap.atlas.transfers import transfers
from karamap.core import geojson
from karamap.core.geojson import Feature
from karamap.core.textfile import as_json
from karamap.describe import differing
from karamap.describe.changes import lines, unit_names
from karamap.export.tables import csv_text

# of areas in km2 for machines: a thousand square metres, so that sums of many still agree
DECIMALS = 3


def state(state: State, style: str, language: str) -> str:
    """Return a state in one of the formats text, json, csv and geojson."""
    if style == "text":
        return state.text(language) + "\n"
    if style == "json":
        areas = _rounded(state.areas_km2)
        ids = {name: [item.id for item in items] for name, items in state.features.items()}
        told = differing.records(state.features[differing.LAYER])
        day = state.date.isoformat()
        return as_json({"date": day, "areas_km2": areas, "layers": ids, differing.LAYER: told})
    if style == "csv":
        rows = [
            (state.date.isoformat(), holder, f"{km2:.{DECIMALS}f}")
            for holder, km2 in state.areas_km2.items()
        ]
        return csv_text(("date", "controller", "area_km2"), rows)
    return geojson.dumps(geojson.layered(state.features))


def changes(atlas: Atlas, changes: Changes, style: str, language: str) -> str:
    """Return what differs between two days in one of the formats text, json, csv and geojson."""
    if style == "geojson":
        features = [
            geojson.feature(
                move["geometry"],
                id=move["block"],
                block=move["block"],
                unit=move["unit"],
                **{"from": move["from"], "to": move["to"]},
                km2=round(move["km2"], DECIMALS),
            )
            for move in changes.moves
        ]
        return geojson.dumps(features)
    if style == "csv":
        return csv_text(
            ("from", "to", "unit", "name", "km2"), _change_rows(atlas, changes, language)
        )
    if style == "json":
        return as_json(_change_record(changes))
    return "\n".join(lines(atlas, changes, language)) + "\n"


def _change_rows(
    atlas: Atlas, changes: Changes, language: str
) -> Iterator[tuple[str | None, str, str, str, float]]:
    for item in transfers(changes):
        for unit, km2 in item.units.items():
            [name] = unit_names(atlas, [unit], language, changes.until)
            yield item.before, item.after, unit, name, round(km2, DECIMALS)


def _change_record(changes: Changes) -> dict[str, Any]:
    return {
        "since": changes.since.isoformat(),
        "until": changes.until.isoformat(),
        "gained_km2": _rounded(changes.gained_km2),
        "lost_km2": _rounded(changes.lost_km2),
        "difference_km2": _rounded(changes.difference_km2),
        "transfers": [
            {
                "from": item.before,
                "to": item.after,
                "km2": round(item.km2, DECIMALS),
                "units": _rounded(item.units),
            }
            for item in transfers(changes)
        ],
        "began": _ids(changes.began),
        "ended": _ids(changes.ended),
    }


def _rounded(km2s: Mapping[str, float]) -> dict[str, float]:
    return {key: round(km2, DECIMALS) for key, km2 in km2s.items()}


def _ids(came: Mapping[str, Sequence[Feature]]) -> dict[str, list[str]]:
    return {name: [item.id for item in items] for name, items in came.items()}
