"""Answers as text, JSON, CSV and GeoJSON for the command line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from karamap import geojson
from karamap.strings import long_date, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from karamap.geojson import Feature
    from karamap.state import Changes, State


def state(state: State, style: str, language: str) -> str:
    """Return a state in one of the formats text, json, csv and geojson."""
    if style == "text":
        return state.text(language) + "\n"
    if style == "json":
        areas = {holder: round(km2, 1) for holder, km2 in state.areas_km2.items()}
        ids = {name: [item["id"] for item in items] for name, items in state.features.items()}
        return as_json({"date": state.date.isoformat(), "areas_km2": areas, "layers": ids})
    if style == "csv":
        rows = [
            (state.date.isoformat(), holder, f"{km2:.1f}")
            for holder, km2 in state.areas_km2.items()
        ]
        return _csv(("date", "controller", "area_km2"), rows)
    features = [
        geojson.feature(item["geometry"], **item["properties"], layer=name)
        for name, items in state.features.items()
        for item in items
    ]
    return geojson.dumps(features)


def changes(changes: Changes, style: str, language: str) -> str:
    """Return what differs between two days in one of the formats text, json and geojson."""
    if style == "geojson":
        features = [
            geojson.feature(
                move["geometry"],
                id=move["block"],
                **{key: value for key, value in move.items() if key != "geometry"},
            )
            for move in changes.moves
        ]
        return geojson.dumps(features)
    if style == "json":
        return as_json(
            {
                "since": changes.since.isoformat(),
                "until": changes.until.isoformat(),
                "difference_km2": {k: round(v, 1) for k, v in changes.difference_km2.items()},
                "began": _ids(changes.began),
                "ended": _ids(changes.ended),
            }
        )
    return "\n".join(_change_lines(changes, language)) + "\n"


def _change_lines(changes: Changes, language: str) -> Iterable[str]:
    yield f"{long_date(changes.since, language)} → {long_date(changes.until, language)}"
    for holder, km2 in sorted(changes.difference_km2.items()):
        name = text(f"class.control:{holder}", language)
        yield f"  {name}: {km2:+,.0f} km²"
    if not changes.moves:
        yield "  " + text("changes.no_ground", language)


def _ids(came: Mapping[str, Sequence[Feature]]) -> dict[str, list[str]]:
    return {name: [item["id"] for item in items] for name, items in came.items()}


def as_json(value: object) -> str:
    """Return a value as JSON text that ends its line."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
