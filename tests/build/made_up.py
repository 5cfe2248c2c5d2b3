"""A made-up country packed as the public packages are, for what is fetched and clipped.

Two valleys run south, the ridge between them along 46.7 degrees. Four countries fill the box of
the map but for the sea in its east; a lake fills a stretch of the western valley.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from base_geography import EVIDENCE
from shapely import LineString

from karamap.build.base.terrain import CELLS_PER_DEGREE, NORTH_EDGE
from karamap.evidence.geography import BaseArea, BaseLine, BasePoint, DistrictLabel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from karamap.evidence.tables import Record

WINDOW = (45.9, 38.9, 47.5, 40.8)
# each along the middle of a column of cells, so that a valley has one lowest cell in each row
WEST_VALLEY, RIDGE, EAST_VALLEY = (lon + 0.5 / CELLS_PER_DEGREE for lon in (46.2, 46.7, 47.2))
ISLAND = shapely.box(49.50, 40.0, 49.55, 40.05)
ISLET = shapely.box(49.70, 40.0, 49.71, 40.005)
UNCLAIMED = (45.501, 40.5)  # in a gap that the two countries beside it leave
LAKE = shapely.Point(46.15, 40.6).buffer(0.12)
POND = shapely.Point(47.01, 40.01).buffer(0.01)
SEAM = 46.15  # along which the source cuts it

_COUNTRIES = {
    "ARM": shapely.box(42, 39, 44.5, 43) | shapely.box(44.5, 39.6, 45.5, 43),
    "AZE": shapely.union_all([
        shapely.box(44.5, 39, 45.5, 39.6),
        shapely.box(45.5, 39, 49, 43) - shapely.box(45.5, 40, 45.502, 41),
        ISLAND,
        ISLET,
    ]),
    "IRN": shapely.box(44.5, 38, 49, 39),
    "TUR": shapely.box(42, 38, 44.5, 39),
    "FRA": shapely.box(0, 45, 2, 46),
}  # fmt: skip
_AREAS = [
    "karki countries digitised AZ exclave  44.9570 39.7870",
    "nakhchivan countries AZE AZ autonomous_republic  45.0000 39.3000",
    "azerbaijan countries AZE AZ main  47.0000 40.0000",
    "armenia countries ARM AM main  44.0000 40.0000",
    "iran countries IRN IR main  47.0000 38.5000",
    "turkey countries TUR TR main  44.0000 38.5000",
    "sea lakes   sea  50.0000 39.0000",
    "lake lakes   lake  46.1000 40.6000",
    "pond lakes   reservoir 1976 47.0100 40.0100",
]
_LINES = [
    "boundary-river river 1 ",
    "west-river river 2 ",
    "ridge crest 0 ",
    "oblast border 0 Oblast",
    "line-1994 border 0 Line",
]
_POINTS = [
    ("boundary-river", "border", 44, 39),
    ("boundary-river", "border", 48, 39),
    ("boundary-river", "plain", 48.5, 39.3),
    ("west-river", "through", WEST_VALLEY, 39.6),
    ("west-river", "until", WEST_VALLEY, 39.2),
    ("west-river", "plain", 46.4, 39.1),
    ("ridge", "end", RIDGE, 40.5),
    ("ridge", "end", RIDGE, 39.0),
    ("ridge", "outlet", EAST_VALLEY, 38.91),
]
_DISTRICTS = [
    ("AZ", "AZE-1", "Sheki", shapely.box(46, 39, 47, 40)),
    ("AZ", "AZE-2", "Khojaly", shapely.box(47, 39, 48, 40)),
    ("AZ", "AZE-3", "Stepanakert", shapely.box(48, 39, 48.5, 40)),
    ("AZ", "AZE-4", "Nowhere", shapely.box(46, 40, 47, 41)),
    ("AZ", "AZE-5", "Absheron East", shapely.box(47, 40, 48, 41)),
    ("AM", "ARM-1", "Syunik", shapely.box(45, 40, 46, 41)),
]
_LABELS = [("aze-1", "Lachin"), ("aze-3", "Khojaly"), ("aze-4", "")]
# three sides of a square, 100 m apart at their ends, one of them drawn the other way
_OBLAST = [
    [(46, 39.5), (47, 39.5)],
    [(47, 40.5), (47, 39.501)],
    [(46.999, 40.5), (46, 40.5), (46, 39.501)],
]
_LINE = [[(46, 39), (46.5, 39.5)], [(46.5, 39.5), (46.5, 40)]]


def heights(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Return the metres of the ground: two valleys that fall to the south."""
    across = np.minimum(abs(lon - WEST_VALLEY), abs(lon - EAST_VALLEY))
    return 100 + 4000 * across + 200 * (lat - WINDOW[1])


def geodata(folder: Path, downloaded: Path) -> Path:
    """Write a folder of geodata that has its evidence and no clips, and the packages for it."""
    base, evidence = folder / "base", folder / "evidence"
    base.mkdir(parents=True)
    evidence.mkdir()
    for name in ("units_digitised.geojson", "redrawn.csv"):
        shutil.copy(EVIDENCE / name, evidence)
    _table(evidence, BaseArea, (line.split(" ") for line in _AREAS))
    _table(evidence, BaseLine, (line.split(" ") for line in _LINES))
    points(evidence, _POINTS)
    _table(evidence, DistrictLabel, _LABELS)
    borders = (in_deb, "borders.deb", "debian", "./world_map.gpkg", _borders(downloaded))
    packed = {
        "countries.geojson": (tarred, "countries.tgz", "npm", "package/map.json", _countries()),
        "districts_raw.geojson": (tarred, "districts.tgz", "npm", "package/b.json", _districts()),
        "lakes.geojson": (tarred, "lakes.tgz", "npm", "package/map.json", _lakes()),
        "rivers.geojson": (zipped, "heights.whl", "pypi", "heights.npz", _elevation()),
        "oblast.geojson": borders,
        "line_1994.geojson": borders,
    }
    record = {}
    for clip, (pack, archive, registry, member, content) in packed.items():
        pack(downloaded / archive, member, content)
        record[clip] = {
            "registry": registry,
            "package": "made-up",
            "version": "1",
            "archive": archive,
            "sha256": hashlib.sha256((downloaded / archive).read_bytes()).hexdigest(),
            "file": member,
        }
    (base / "provenance.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def points(evidence: Path, rows: Iterable[tuple[str, str, float, float]]) -> None:
    """Write the points by which lines are traced."""
    numbered = enumerate(rows)
    _table(
        evidence,
        BasePoint,
        ((f"p{i}", line, role, f"{x:.4f}", f"{y:.4f}") for i, (line, role, x, y) in numbered),
    )


def _table(evidence: Path, model: type[Record], rows: Iterable[Iterable[Any]]) -> None:
    """Write the table of a model; cells that its rows leave out are empty."""
    path = EVIDENCE / f"{model.table_name}.csv"
    with path.open(encoding="utf-8") as file:
        columns = next(csv.reader(file))
    with (evidence / path.name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(dict(zip(columns, row, strict=False)) for row in rows)


def _countries() -> bytes:
    # sides of few corners are straight in degrees only if they have more
    features = [
        {"properties": {"A3": code}, "geometry": _mapping(shapely.segmentize(area, 0.1))}
        for code, area in _COUNTRIES.items()
    ]
    return json.dumps({"features": features}).encode()


def _districts() -> bytes:
    features = [
        {
            "properties": {"iso_a2": country, "adm1_code": code, "name_en": name},
            "geometry": _mapping(area),
        }
        for country, code, name, area in _DISTRICTS
    ]
    return json.dumps({"features": features}).encode()


def _lakes() -> bytes:
    """Return water cut along the side of a tile, the sea, and a lake far away."""
    water = [
        LAKE & shapely.box(SEAM - 1, 40, SEAM, 41),
        LAKE & shapely.box(SEAM + 0.0005, 40, SEAM + 1, 41),
        POND,
        shapely.box(49, 38, 51, 42),
        shapely.box(10, 50, 11, 51),
    ]
    return json.dumps({"geometries": [{"coordinates": [_rings(item)]} for item in water]}).encode()


def _elevation() -> bytes:
    west, south, east, north = WINDOW
    top, bottom = (round((NORTH_EDGE - lat) * CELLS_PER_DEGREE) for lat in (north, south))
    left, right = (round(lon * CELLS_PER_DEGREE) for lon in (west, east))
    grid = np.zeros((bottom, right), dtype=np.int16)
    lon = (np.arange(left, right) + 0.5) / CELLS_PER_DEGREE
    lat = NORTH_EDGE - (np.arange(top, bottom)[:, None] + 0.5) / CELLS_PER_DEGREE
    grid[top:, left:] = heights(lon, lat)
    packed = io.BytesIO()
    np.savez_compressed(packed, grid)
    return packed.getvalue()


def _borders(folder: Path) -> bytes:
    lines = {"Oblast": _OBLAST, "Line": _LINE}
    named = [(name, LineString(piece)) for name, pieces in lines.items() for piece in pieces]
    names, pieces = zip(*named, strict=True)
    path = folder / "world_map.gpkg"
    table = gpd.GeoDataFrame({"name": names}, geometry=list(pieces), crs=4326)
    table.to_file(path, layer="disputed_borders", driver="GPKG")
    return path.read_bytes()


def _mapping(area: BaseGeometry) -> dict[str, Any]:
    return dict(shapely.geometry.mapping(area))


def _rings(area: BaseGeometry) -> list[list[tuple[float, ...]]]:
    return [list(ring.coords) for ring in shapely.get_rings(area)]


# --- archives, as the three registries serve them


def tarred(path: Path, member: str, content: bytes) -> None:
    with tarfile.open(path, "w:gz") as tar:
        folder, file = tarfile.TarInfo("folder"), tarfile.TarInfo(member)
        folder.type, file.size = tarfile.DIRTYPE, len(content)
        tar.addfile(folder)
        tar.addfile(file, io.BytesIO(content))


def zipped(path: Path, member: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(member, content)


def in_deb(path: Path, member: str, content: bytes) -> None:
    inner = path.with_suffix(".inner")
    tarred(inner, member, content)
    # a member of odd length is followed by one byte more
    parts = {"debian-binary": b"2.0", "data.tar.gz": inner.read_bytes()}
    packed = b"!<arch>\n"
    for name, part in parts.items():
        packed += f"{name:<16}{'0':<32}{len(part):<10}`\n".encode() + part + b"\n" * (len(part) % 2)
    path.write_bytes(packed)
