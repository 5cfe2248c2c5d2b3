"""The clips: public boundaries cut to the map's box, cleaned, and thinned to what it can show."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely import LinearRing, LineString, Point, Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from karamap.build import coverage
from karamap.build.smoothing import quartered
from karamap.core import geodesy
from karamap.core.errors import DataError
from karamap.core.geojson import Feature, feature, rounded
from karamap.evidence.geography import BaseArea, DistrictLabel

BORDER_DETAIL_M = 140.0
SMALLEST_ISLAND_KM2 = 2.0
CASPIAN_LON = 48.6  # east of it what no country claims is sea; west of it, a sliver
JOIN_M = 300.0  # the widest gap between two pieces of the oblast line is 244 m
SEA_KM2 = 2_000.0
NEAR = 2.0  # degrees
TILE_GAP_M = 120.0
LARGE_LAKE_M2 = 100e6
LARGE_STEP_M, SMALL_STEP_M = 600.0, 250.0
LAKE_DETAIL_M = 240.0


def countries(source: bytes, karki: Polygon, rows: Sequence[BaseArea]) -> list[Feature]:
    """Return the countries of the box as a coverage, exclaves cut out of their surroundings.

    ``source`` is OpenStreetMap's country areas, one GeoJSON feature each with its ``A3`` code, and
    ``karki`` the exclave that it lacks, digitised. In ``rows`` exclaves come first, for they are
    taken out of the country around them.
    """
    areas = {**_in_box(source), "digitised": karki}
    shapes: dict[str, BaseGeometry] = {
        row.id: _part_with(areas[str(row.source)], row.inside) for row in rows
    }
    shapes["azerbaijan"] = shapely.union_all([shapes["azerbaijan"], *_islands(areas["AZE"])])
    pieces = coverage.faces([coverage.BOX, *shapes.values()])
    named = coverage.dissolve(pieces, lambda face: _holder(face, shapes))
    thinned = coverage.simplified(named, BORDER_DETAIL_M)
    return [
        feature(thinned[row.id], id=row.id, iso=row.iso, part=row.kind, **row.names.properties())
        for row in rows
    ]


def _in_box(source: bytes) -> dict[str, BaseGeometry]:
    """Return the country areas in the box, by their code."""
    found = {}
    for item in json.loads(source)["features"]:
        geometry = shape(item["geometry"])
        if geometry.intersects(coverage.BOX):
            clipped = shapely.make_valid(geometry).intersection(coverage.BOX)
            found[item["properties"]["A3"]] = clipped
    return found


def _part_with(area: BaseGeometry, inside: tuple[float, float]) -> Polygon:
    point = Point(inside)
    return next(part for part in coverage.polygons(area) if part.contains(point))


def _islands(area: BaseGeometry) -> list[Polygon]:
    return [
        part
        for part in coverage.polygons(area)
        if part.centroid.x > CASPIAN_LON and geodesy.area_km2(part) > SMALLEST_ISLAND_KM2
    ]


def _holder(face: Polygon, shapes: Mapping[str, BaseGeometry]) -> str | None:
    """Name the first area that holds a face; a sliver between two goes to the nearest."""
    point = face.representative_point()
    holder = next((name for name, area in shapes.items() if area.contains(point)), None)
    if holder is None and point.x < CASPIAN_LON:
        return min(shapes, key=lambda name: shapes[name].distance(point))
    return holder


def districts(source: bytes, labels: Sequence[DistrictLabel]) -> list[Feature]:
    """Return the districts of Azerbaijan's main body as drawn, their wrong labels corrected."""
    corrected = {row.id: row.name for row in labels}
    shapes: dict[str, BaseGeometry] = {}
    names: dict[str, str] = {}
    for item in json.loads(source)["features"]:
        found = item["properties"]
        if found.get("iso_a2") != "AZ":
            continue
        name = corrected.get(found["adm1_code"].lower(), found["name_en"])
        if name is None:
            continue
        key = re.sub("[^a-z]+", "-", name.lower())
        geometry = shape(item["geometry"])
        # a town apart from its district is one with it here
        shapes[key] = shapes[key].union(geometry) if key in shapes else geometry
        names[key] = name
    return [feature(shapes[key], id=key, name_en=names[key]) for key in sorted(shapes)]


def disputed_lines(source: bytes, name: str) -> list[LineString]:
    """Return the pieces of the disputed border called ``name``, joined where they touch."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "world_map.gpkg"
        path.write_bytes(source)
        table = gpd.read_file(path, layer="disputed_borders")
    pieces = table.loc[table["name"] == name].geometry.to_list()
    if not pieces:
        raise DataError(f"layer disputed_borders has no line called {name!r}")
    merged = shapely.line_merge(shapely.union_all(pieces))
    return [part for part in shapely.get_parts(merged) if isinstance(part, LineString)]


def closed_ring(pieces: Iterable[LineString]) -> Polygon:
    """Join pieces of an outline, each to the nearest free end, into one valid polygon.

    Neighbouring ends farther apart than :data:`JOIN_M` are a DataError.
    """
    first, *rest = sorted(pieces, key=lambda piece: -piece.length)
    ring = list(first.coords)
    left = [list(piece.coords) for piece in rest]
    while left:
        piece = min(left, key=lambda coords: min(_gap(ring, coords), _gap(ring, coords[::-1])))
        left.remove(piece)
        if _gap(ring, piece[::-1]) < _gap(ring, piece):
            piece = piece[::-1]
        if _gap(ring, piece) > JOIN_M:
            raise DataError(f"the outline has a gap of {_gap(ring, piece):.0f} m")
        ring += piece[1:]  # the two ends are one point on the ground
    if _gap(ring, ring) > JOIN_M:
        raise DataError(f"the outline stays open by {_gap(ring, ring):.0f} m")
    polygon = shapely.remove_repeated_points(rounded(Polygon(ring[:-1])))
    if not isinstance(polygon, Polygon) or not polygon.is_valid:
        raise DataError(f"the outline is not valid: {shapely.is_valid_reason(polygon)}")
    return polygon


def _gap(ring: list[Any], piece: list[Any]) -> float:
    """Return the metres from the end of ``ring`` to the start of ``piece``."""
    return geodesy.to_metres(Point(ring[-1])).distance(geodesy.to_metres(Point(piece[0])))


def lakes(
    source: bytes, countries_clip: Sequence[Feature], rows: Sequence[BaseArea]
) -> list[Feature]:
    """Return the sea beside the countries and the lakes of the map, their outlines rounded.

    The source cuts water along the sides of its tiles and keeps few corners; pieces that touch
    are joined and the stair steps taken off.
    """
    land = shapely.union_all([item.geometry for item in countries_clip])
    water = _water_in_box(source)
    return [
        feature(
            _part_with(coverage.BOX.difference(land), row.inside)
            if row.kind == "sea"
            else _lake(water, row.inside),
            id=row.id,
            water=row.kind,
            since=row.since,
            **row.names.properties(),
        )
        for row in rows
    ]


def _water_in_box(source: bytes) -> BaseGeometry:
    """Return the water of the box, in local metres, its pieces joined where they touch."""
    near = [
        Polygon(rings[0], rings[1:])
        for geometry in json.loads(source)["geometries"]
        for rings in geometry["coordinates"]
        if _near_box(rings[0][0])
    ]
    clipped = [shapely.make_valid(item).intersection(coverage.BOX) for item in near]
    inland = [item for item in clipped if 0 < geodesy.area_km2(item) < SEA_KM2]
    return shapely.union_all([geodesy.to_metres(item).buffer(TILE_GAP_M) for item in inland])


def _near_box(point: list[float]) -> bool:
    """Tell whether water that passes here may reach the box; only seas are wider than this."""
    west, south, east, north = coverage.BOX.bounds
    return west - NEAR < point[0] < east + NEAR and south - NEAR < point[1] < north + NEAR


def _lake(water: BaseGeometry, inside: tuple[float, float]) -> Polygon:
    point = geodesy.to_metres(Point(inside))
    lake = next(part for part in coverage.polygons(water) if part.contains(point))
    step = LARGE_STEP_M if lake.area > LARGE_LAKE_M2 else SMALL_STEP_M
    calm = lake.buffer(step).buffer(-2 * step - TILE_GAP_M).buffer(step)
    largest = max(coverage.polygons(calm), key=lambda part: part.area)
    outline = largest.exterior.simplify(LAKE_DETAIL_M)
    xy = shapely.get_coordinates(outline)[:-1]
    for _ in range(2):
        xy = quartered(np.vstack([xy, xy[:1]]))
    rounded_off = LinearRing(xy).simplify(LAKE_DETAIL_M / 4)
    return Polygon(shapely.get_coordinates(geodesy.to_degrees(rounded_off)))
