"""The Lachin corridor: two roads, and the strips along them."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from shapely.geometry import Point, box

from karamap.build import corridor
from karamap.core.errors import DataError
from karamap.evidence.evidence import Evidence

GROUND = {"lachin": box(46.50, 39.45, 46.63, 39.70)}


@pytest.fixture(scope="module")
def evidence(shipped) -> Evidence:
    return Evidence.read(shipped.folder / "evidence")


@pytest.fixture(scope="module")
def corridor_features(evidence: Evidence):
    return {item.id: item for item in corridor.lachin_corridor(evidence, GROUND)}


def test_corridor_strips_follow_their_roads(evidence: Evidence, corridor_features):
    old = corridor_features["lachin-strip-old"]
    new = corridor_features["lachin-strip-new"]
    spans = [(item.properties["start_date"], item.properties["end_date"]) for item in (old, new)]
    assert spans == [("2020-12-01", "2022-08-26"), ("2022-08-30", "2023-10-04")]

    def inside(item, *names: str) -> list[bool]:
        points = (Point(evidence.places[name].lon, evidence.places[name].lat) for name in names)
        return [item.geometry.covers(point) for point in points]

    assert inside(old, "lachin", "zabukh", "sus", "shusha") == [True, True, True, False]
    assert inside(new, "hakari-bridge", "hin-shen", "lachin") == [True, True, False]
    assert all(item.properties["part"] == "strip" for item in (old, new))


def test_corridor_roads_are_digitised_lines(corridor_features):
    roads = [item for item in corridor_features.values() if item.properties["part"] == "road"]
    assert {item.properties["route"] for item in roads} == {"old", "new"}
    assert all(item.geometry.geom_type == "LineString" for item in roads)
    assert all(item.properties["basis"] == "digitised" for item in roads)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"start":"2022-08-30"', '"start":"soon"', "feature 'new', property 'start'"),
        ('"route":"new",', "", "feature 'new': expected also route"),
    ],
)
def test_a_route_without_a_date_or_a_name_is_named(evidence, tmp_path, old, new, told):
    shutil.copy(evidence.folder / "feature_names.csv", tmp_path)
    text = (evidence.folder / "routes.geojson").read_text("utf-8")
    (tmp_path / "routes.geojson").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError, match=rf"routes\.geojson, {told}"):
        corridor.lachin_corridor(replace(evidence, folder=tmp_path), GROUND)
