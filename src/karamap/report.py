"""Answers as text, JSON, CSV and GeoJSON for the command line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from karamap import geojson
from karamap.atlas import Atlas, span_of
from karamap.dates import visible
from karamap.names import find
from karamap.strings import long_date, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from karamap.geojson import Feature
    from karamap.state import Changes, State


def state(state: State, style: str, language: str) -> str:
    """Return a state in one of the formats text, json, csv and geojson."""
    if style == "text":
        return state.text(language) + "\n"
    if style == "json":
        areas = {holder: round(km2, 1) for holder, km2 in state.areas_km2.items()}
        ids = {name: [item["id"] for item in items] for name, items in state.features.items()}
        return _json({"date": state.date.isoformat(), "areas_km2": areas, "layers": ids})
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


def who(atlas: Atlas, place: Sequence[str], day: date | None, language: str) -> str:
    """Return who held a place, given by its name or by longitude and latitude."""
    title, lon, lat = _where(atlas, place, language)
    lines = [title]
    for item in atlas.control_features_at(lon, lat):
        start, end = span_of(item)
        if day is None or visible(start, end, day):
            lines.append("  " + _held(item, start, end, language))
    if len(lines) == 1:
        controller = atlas.control_at(lon, lat, day) if day else None
        key = f"class.control:{controller}" if controller else "popup.no_holder"
        lines.append("  " + text(key, language))
    return "\n".join(lines) + "\n"


def _where(atlas: Atlas, place: Sequence[str], language: str) -> tuple[str, float, float]:
    if len(place) == 2:  # noqa: PLR2004 - longitude and latitude
        try:
            lon, lat = float(place[0]), float(place[1])
        except ValueError:
            pass
        else:
            return f"{lon}, {lat}", lon, lat
    item = find(atlas.layers["places"], " ".join(place))[0]
    names = item["properties"]
    title = names[f"name_{language}"] or names["name_en"]
    if others := names.get("alt_names"):
        title += f" ({', '.join(others)})"
    return title, item["geometry"].x, item["geometry"].y


def _held(item: Feature, start: date, end: date | None, language: str) -> str:
    properties = item["properties"]
    holder = text(f"class.control:{properties['controller']}", language)
    since = text("popup.since", language, date=long_date(start, language))
    until = (
        text("popup.until", language, date=long_date(end, language))
        if end
        else text("popup.still", language)
    )
    confidence = text(f"confidence.{properties['confidence']}", language)
    sure = text("popup.confidence", language, confidence=confidence)
    return f"{holder}, {since} {until}. {sure}. [{', '.join(properties['sources'])}]"


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
        return _json(
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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
