"""The atlas against what the sources say."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from karamap import Atlas, DataError
from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.core.layers import LAYERS
from karamap.core.paths import geodata_folder

SEVEN = ("aghdam", "kalbajar", "lachin", "fuzuli", "jabrayil", "zangilan", "qubadli")

# date, held by Armenian forces then, not held by them then
EXPECTED = [
    ("2020-09-01", ("stepanakert", "shusha", "hadrut", "martakert", *SEVEN),
     ("horadiz", "tartar", "barda", "borsunlu", "shahumyan-town")),
    ("2020-11-10", ("stepanakert", "aghdam", "kalbajar", "lachin", "martuni"),
     ("shusha", "hadrut", "fuzuli", "zangilan", "karin-tak", "talish")),
    ("2020-12-15", ("stepanakert", "martuni", "askeran", "martakert"),
     ("aghdam", "kalbajar", "hin-tagher", "khtsaberd", "shusha")),
    ("1992-03-01", ("khojaly",), ("shusha", "lachin", "aghdam", "kalbajar")),
    ("1992-06-01", ("shusha", "lachin"), ("kalbajar", "aghdam")),
    ("1992-08-01", ("shusha", "lachin", "stepanakert"), ("martakert", "shahumyan-town")),
    ("1993-05-01", ("kalbajar",), ("aghdam", "fuzuli")),
    ("1993-09-15", ("aghdam", "fuzuli", "jabrayil", "qubadli"), ("zangilan",)),
    ("1994-06-01", SEVEN, ("horadiz", "tartar")),
    ("2022-09-15", ("stepanakert", "khramort"), ("lachin", "zabukh", "sus", "parukh")),
    ("1918-08-15", ("hadrut", "askeran", "stepanakert"), ("shusha", "lachin", "baku", "aghdam")),
    ("1918-12-01", ("lachin", "zabukh", "togh"), ("shusha", "qubadli", "nakhchivan")),
    ("1919-07-15", ("hadrut", "nakhchivan"), ("shusha", "stepanakert", "baku")),
    ("1920-05-10", ("hadrut", "avetaranots"), ("shusha", "vank-gandzasar", "lachin")),
]  # fmt: skip


def point(atlas: Atlas, place_id: str) -> tuple[float, float]:
    item = next(item for item in atlas.layers["places"] if item.id == place_id)
    return item.geometry.x, item.geometry.y


@pytest.mark.parametrize(("day", "held", "not_held"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_places_have_the_holder_the_sources_give(atlas, day, held, not_held):
    wrong = [
        name for name in held if atlas.control_at(*point(atlas, name), day) != "armenian_forces"
    ]
    wrong += [
        name for name in not_held if atlas.control_at(*point(atlas, name), day) == "armenian_forces"
    ]
    assert not wrong


def test_no_ground_is_held_by_armenian_forces(atlas):
    for day in ("1918-06-15", "1920-07-15", "1925", "1950", "1990-06-01", "2023-09-21", "2024"):
        assert atlas.at(day).areas_km2["armenian_forces"] == 0, day


def test_towns_have_the_holder_of_the_day_before_the_oblast(atlas):
    for place, day, holder in (
        ("shusha", "1919-06-01", "contested"),
        ("hadrut", "1919-12-31", "contested"),
        ("hadrut", "1920-11-15", "contested"),
        ("shusha", "1925", "azerbaijan"),
        # the republic has Ganja before Baku
        ("ganja", "1918-06-15", "azerbaijan"),
        ("ganja", "1918-09-14", "azerbaijan"),
        ("baku", "1918-06-15", "contested"),
        ("baku", "1918-09-14", "contested"),
        ("baku", "1918-09-15", "azerbaijan"),
    ):
        assert atlas.control_at(*point(atlas, place), day) == holder, (place, day)


def test_points_outside_the_conflict(atlas):
    for lon, lat, expected in (
        (44.51, 40.18, "armenia"),  # Yerevan
        (46.34, 39.51, "armenia"),  # Goris
        (45.41, 39.21, "azerbaijan"),  # Nakhchivan
        (49.85, 40.40, "azerbaijan"),  # Baku
        (44.83, 41.72, None),  # Tbilisi
        (0.0, 0.0, None),
    ):
        assert atlas.control_at(lon, lat, "2000") == expected


def test_history_is_without_gap_and_agrees_with_control_at(atlas):
    lon, lat = point(atlas, "aghdam")
    spans = atlas.history(lon, lat)
    assert [span[2] for span in spans] == ["azerbaijan", "armenian_forces", "azerbaijan"]
    for (_, end, _), (start, _, _) in pairwise(spans):
        assert end == start
    for start, _, controller in spans:
        assert atlas.control_at(lon, lat, start) == controller
    assert spans[-1][:2] == (date(2020, 11, 20), None)


def test_areas_follow_the_published_order_of_size(atlas):
    areas = atlas.at("2000").areas_km2
    assert 10_500 < areas["armenian_forces"] < 12_500
    assert areas["azerbaijan"] > 60_000


def test_every_control_date_changes_the_areas_or_the_ground(atlas):
    days = {date.fromisoformat(item.properties["start_date"]) for item in atlas.layers["control"]}
    for day in sorted(days)[1:]:
        assert atlas.changes(day - timedelta(days=1), day).moves, day


def test_change_dates_are_in_order_and_inside_the_years(atlas):
    days = atlas.change_dates
    assert list(days) == sorted(set(days))
    assert FIRST_DAY < days[0] <= days[-1] <= LAST_DAY
    for known in (
        "1923-07-07",
        "1992-05-08",
        "2020-11-20",
        "2020-11-25",
        "2020-12-01",
        "2022-08-30",
    ):
        assert date.fromisoformat(known) in days


def test_front_lines_of_2020_differ_on_at_least_15_dates(atlas):
    shapes = set()
    day = date(2020, 9, 27)
    while day <= date(2020, 11, 10):
        shapes.add(tuple(sorted(item.id for item in atlas.features("front_lines_2020", day))))
        day += timedelta(days=1)
    assert len(shapes) >= 15


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(DataError, match=r"layers/countries\.geojson: found no file"):
        Atlas.load(tmp_path)


def test_a_truncated_layer_is_named(geodata):
    path = geodata / "layers" / "control.geojson"
    path.write_text(path.read_text("utf-8")[:5000], "utf-8")
    with pytest.raises(DataError, match=r"layers/control\.geojson, line \d+: found no JSON"):
        Atlas.load(geodata)


def test_state_has_every_layer_and_words(atlas):
    state = atlas.at("2020-11-10")
    assert state.date == date(2020, 11, 10)
    assert len(state.layers["control"]) > 10
    assert state.layers["control"].crs == "EPSG:4326"
    words = state.text()
    assert "10 November 2020" in words
    assert "Armenian forces" in words


def test_features_without_usable_dates_or_an_id_are_named(geodata):
    layer = geodata / "layers" / "control.geojson"
    for properties, found in (
        ({"end_date": None}, "start_date"),
        ({"start_date": "soon", "end_date": None}, "soon"),
        ({"start_date": "1918-05-28", "end_date": "never"}, "never"),
        ({"start_date": "1918-05-28", "end_date": None}, "block"),
    ):
        layer.write_text(collection({"id": "odd", "properties": properties}), encoding="utf-8")
        told = (
            rf"control\.geojson, feature 'odd'.*{found}.*expected ISO dates, null for an open end"
        )
        with pytest.raises(DataError, match=told):
            Atlas.load(geodata)
    whole = {"start_date": "1918-05-28", "end_date": None, "block": "x", "controller": "azerbaijan"}
    text_of_two = collection({"id": "fine", "properties": whole}, {"properties": whole})
    layer.write_text(text_of_two, encoding="utf-8")
    with pytest.raises(DataError, match=r"control\.geojson, feature number 2"):
        Atlas.load(geodata)


def test_an_atlas_knows_where_it_is_from_and_its_sources(shipped):
    assert shipped.folder == geodata_folder()
    assert set(shipped.layers) == {layer.id for layer in LAYERS}
    assert shipped.sources["meduza-karabakh-abandoned"]["id"] == "meduza-karabakh-abandoned"
    assert Atlas.load(str(shipped.folder)).folder == shipped.folder


def collection(*items: dict[str, Any]) -> str:
    shared = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [46.0, 39.0]}}
    features = [{**shared, **item} for item in items]
    return json.dumps({"type": "FeatureCollection", "features": features})
