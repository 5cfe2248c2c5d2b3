"""The base geography as tests read it."""

from __future__ import annotations

import shapely

from karamap.build.base.packages import packages
from karamap.core import geojson
from karamap.core.dates import parse_day, visible
from karamap.core.paths import geodata_folder
from karamap.evidence import geography, tables

GEODATA = geodata_folder()
BASE, EVIDENCE = GEODATA / "base", GEODATA / "evidence"
AREA_ROWS = tables.rows(EVIDENCE, geography.BaseArea)
COUNTRIES = [row for row in AREA_ROWS if row.layer == "countries"]
LAKES = [row for row in AREA_ROWS if row.layer == "lakes"]
REDRAWN = tables.rows(EVIDENCE, geography.Redrawn)
PACKAGES = packages(BASE)


def shapes(name: str) -> dict[str, shapely.Geometry]:
    return {item.id: item.geometry for item in geojson.read(BASE / f"{name}.geojson")}


def vertices(geometry: shapely.Geometry) -> set[tuple[float, ...]]:
    return set(map(tuple, shapely.get_coordinates(geometry)))


def holds(span: dict[str, str | None], day: str) -> bool:
    start, end = (
        None if text is None else parse_day(text) for text in (span["start_date"], span["end_date"])
    )
    assert start is not None
    return visible(start, end, parse_day(day))
