"""Validation reports every kind of damage, with file, feature, found and expected."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from karamap.check.run import validate
from karamap.core.paths import geodata_folder

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_shipped_geodata_are_sound():
    assert [str(problem) for problem in validate(geodata_folder())] == []


def _first(layer: dict) -> dict:
    return layer["features"][0]


def _swap(geometry: dict) -> None:
    geometry["coordinates"] = geometry["coordinates"][::-1]


def _reverse_rings(geometry: dict) -> None:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for rings in polygons:
        for ring in rings:
            ring.reverse()


def _set(name: str, value: object) -> Callable[[dict], None]:
    return lambda layer: _first(layer)["properties"].__setitem__(name, value)


DAMAGE = {
    "no features": ("rivers", lambda layer: layer["features"].clear(), "no features"),
    "twice the same id": (
        "rivers", lambda layer: layer["features"].append(_first(layer)), "the id 2 times"),
    "an id of its own": ("rivers", _set("id", "other"), "the id of the feature"),
    "no name": ("lakes", lambda layer: _first(layer)["properties"].update(
        name_en=None, name_az=None, name_hy=None, name_ru=None), "a name"),
    "a property gone": (
        "lakes", lambda layer: _first(layer)["properties"].pop("accuracy_m"), "accuracy_m"),
    "an unknown controller": ("control", _set("controller", "martians"), "one of azerbaijan"),
    "an unknown basis": ("districts", _set("basis", "guess"), "one of public_data"),
    "an unknown confidence": ("places", _set("confidence", "certain"), "one of high"),
    "a negative accuracy": ("places", _set("accuracy_m", -5), "whole number of metres"),
    "a date that is none": ("control", _set("start_date", "2020-13-01"), "YYYY-MM-DD"),
    "a date out of range": ("control", _set("start_date", "1789-07-14"), "a day from"),
    "an end before the start": ("events", _set("end_date", "1918-01-02"), "after the start_date"),
    "an EDTF that is none": ("control", _set("start_date:edtf", "yesterday"), "EDTF"),
    "an unknown source": ("events", _set("sources", ["nobody"]), "a key of sources.json"),
    "no sources": ("events", _set("sources", []), "a list of keys"),
    "swapped coordinates": (
        "places", lambda layer: _swap(_first(layer)["geometry"]), "latitude swapped"),
    "a clockwise ring": (
        "lakes", lambda layer: _reverse_rings(_first(layer)["geometry"]), "counter-clockwise"),
    "the wrong kind of geometry": (
        "control", lambda layer: _first(layer).update(
            geometry={"type": "Point", "coordinates": [46.7, 39.8]}), "Polygon"),
    "an invalid polygon": (
        "buffer_zone", lambda layer: _first(layer).update(geometry={
            "type": "Polygon",
            "coordinates": [[[46, 39], [47, 40], [47, 39], [46, 40], [46, 39]]]}),
        "a valid geometry"),
    "no geometry": ("control", lambda layer: _first(layer).update(geometry=None), "a geometry"),
    "a geometry without coordinates": (
        "control", lambda layer: _first(layer).update(geometry={"type": "Polygon"}), "unreadable"),
    "a holder missing": (
        "control", lambda layer: layer["features"].pop(), "without a holder"),
    "two holders at once": (
        "control", lambda layer: layer["features"].append(
            {**_first(layer), "id": "copy",
             "properties": {**_first(layer)["properties"], "id": "copy"}}), "no overlap"),
    "a place in another country": (
        "places", lambda layer: next(
            item for item in layer["features"] if item["id"] == "shusha"
        )["geometry"].update(coordinates=[44.5, 40.2]), "a point in AZ"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_reported(geodata, name):
    layer_id, damage, expected = DAMAGE[name]
    path = geodata / "layers" / f"{layer_id}.geojson"
    layer = json.loads(path.read_text("utf-8"))
    damage(layer)
    path.write_text(json.dumps(layer), "utf-8")
    problems = [str(problem) for problem in validate(geodata)]
    assert any(f"{layer_id}.geojson" in text and expected in text for text in problems), problems


def test_all_problems_are_collected(geodata):
    for layer_id in ("control", "places"):
        path = geodata / "layers" / f"{layer_id}.geojson"
        layer = json.loads(path.read_text("utf-8"))
        _first(layer)["properties"]["confidence"] = "certain"
        path.write_text(json.dumps(layer), "utf-8")
    (geodata / "layers" / "lakes.geojson").write_text("{", "utf-8")
    files = {problem.file for problem in validate(geodata)}
    assert files == {f"layers/{each}.geojson" for each in ("control", "places", "lakes")}


def test_a_broken_table_is_reported(geodata):
    path = geodata / "evidence" / "place_control.csv"
    path.write_text(path.read_text("utf-8").replace("armenian_forces", "martians", 1), "utf-8")
    assert any("martians" in str(problem) for problem in validate(geodata))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("evidence/figures.csv", "3824", "3924"),
        ("evidence/claims.csv", "1992", "1993"),
        ("evidence/captures_unplaced.csv", "2020-10-23", "2020-10-24"),
        ("evidence/measures.csv", "1994", "1995"),
        ("base/lakes.geojson", "Sevan", "Seevan"),
    ],
)
def test_a_change_nobody_built_from_is_reported(geodata, name, old, new):
    path = geodata / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert any(path.name in str(problem) for problem in validate(geodata))


def test_a_missing_data_package_is_reported(geodata):
    (geodata / "datapackage.json").unlink()
    assert [problem.file for problem in validate(geodata)] == ["datapackage.json"]
