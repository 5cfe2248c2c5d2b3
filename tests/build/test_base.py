"""The base geography: each file valid, documented and in bounds; water where it belongs."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from base_geography import BASE, COUNTRIES, EVIDENCE, LAKES, PACKAGES, holds, shapes
from PIL import Image
from shapely.geometry import Point

from karamap.build import borders, coverage, districts
from karamap.core import geodesy, geojson
from karamap.core.dates import FIRST_DAY
from karamap.core.layers import NAMES
from karamap.evidence.geography import AreaName, District
from karamap.evidence.tables import rows

if TYPE_CHECKING:
    from pathlib import Path


# --- the files


@pytest.mark.parametrize("path", sorted(BASE.glob("*.geojson")), ids=lambda path: path.name)
def test_every_file_is_valid_and_on_the_grid(path: Path) -> None:
    features = geojson.read(path)
    assert features
    assert len({item.id for item in features}) == len(features)
    for item in features:
        shape = item.geometry
        assert shape.is_valid, (path.name, item.id, shapely.is_valid_reason(shape))
        assert not shape.is_empty
        assert coverage.BOX.buffer(0.6).contains(shape)
        assert geojson.rounded(shape).equals_exact(shape, 0)
    assert geojson.dumps(features) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["countries", "lakes", "rivers", "oblast", "line_1994"])
def test_names_in_four_languages(name: str) -> None:
    for item in geojson.read(BASE / f"{name}.geojson"):
        assert all(item.properties[key] for key in NAMES), item.id


def test_provenance_covers_every_file() -> None:
    recorded = json.loads((BASE / "provenance.json").read_text(encoding="utf-8"))
    present = {path.name for path in BASE.iterdir()} - {"provenance.json"}
    assert set(recorded) == present
    assert {name: row["sha256"] for name, row in recorded.items()} == {
        name: package.sha256 for name, package in PACKAGES.items()
    }
    for name, row in recorded.items():
        assert all(row.values()), name
        assert len(row["sha256"]) == 64
        assert row["retrieved"] == "2026-11-23"


def test_sizes() -> None:
    assert (BASE / "countries.geojson").stat().st_size <= 270_000
    assert (BASE / "relief.png").stat().st_size <= 250_000


def test_relief_is_8_bit_and_mercator() -> None:
    about = json.loads((BASE / "relief.json").read_text(encoding="utf-8"))
    with Image.open(BASE / "relief.png") as image:
        assert image.mode in {"P", "L"}
        assert image.size == (about["width"], about["height"])
        sea = image.convert("RGB").getpixel((about["width"] - 5, about["height"] // 2))
        middle = np.asarray(image.convert("L").crop((300, 250, 700, 650)), dtype=float)
    west, south, east, north = about["bounds"]
    tall = np.diff(np.arcsinh(np.tan(np.radians([south, north]))))[0] / np.radians(east - west)
    assert about["crs"] == "EPSG:3857"
    assert about["height"] / about["width"] == pytest.approx(tall, abs=1e-3)
    assert sea[2] > sea[0]  # the Caspian is bluish
    assert 180 < middle.mean() < 245  # quiet: light paper, not a dark picture
    assert 4 < middle.std() < 30


# --- the countries


def test_countries_are_a_coverage_with_exclaves_cut_out(
    countries: dict[str, shapely.Geometry],
) -> None:
    assert set(countries) == {row.id for row in COUNTRIES}
    assert shapely.coverage_is_valid(list(countries.values()))
    for row in COUNTRIES:
        holders = [name for name, area in countries.items() if area.contains(Point(row.inside))]
        assert holders == [row.id]


def test_countries_leave_no_gap_but_the_sea(countries: dict[str, shapely.Geometry]) -> None:
    left = coverage.BOX.difference(shapely.union_all(list(countries.values())))
    large = [part for part in shapely.get_parts(left) if geodesy.area_km2(part) > 0.01]
    assert len(large) == 1
    assert large[0].contains(Point(50.0, 40.1))


@pytest.mark.parametrize(
    ("day", "area", "name"),
    [
        ("1918-02-01", "azerbaijan", "Transcaucasia"),
        ("1919-06-01", "azerbaijan", "Azerbaijan Democratic Republic"),
        ("1921", "azerbaijan", "Azerbaijan SSR"),
        ("1922-03-12", "armenia", "Armenian SSR (Transcaucasian SFSR)"),
        ("1936-12-04", "georgia", "Georgian SSR (Transcaucasian SFSR)"),
        ("1936-12-05", "georgia", "Georgian SSR"),
        ("1990-08-22", "armenia", "Armenian SSR"),
        ("1990-08-23", "armenia", "Armenia"),
        ("1990-11-13", "georgia", "Georgian SSR"),
        ("1990-11-14", "georgia", "Georgia"),
        ("1991-02-04", "azerbaijan", "Azerbaijan SSR"),
        ("1991-02-05", "azerbaijan", "Azerbaijan"),
        ("1991-09-21", "armenia", "Armenia"),
        ("1935-03-20", "iran", "Persia"),
        ("1935-03-21", "iran", "Iran"),
        ("1923-10-28", "turkey", "Ottoman Empire"),
        ("1923-10-29", "turkey", "Turkey"),
        ("1991-12-24", "russia", "Russian SFSR"),
        ("2020-11-10", "russia", "Russia"),
    ],
)
def test_country_names_follow_the_year(day: str, area: str, name: str) -> None:
    spans = {item.id: item.properties.get("names") for item in built_countries()}[area]
    assert [span["name_en"] for span in spans if holds(span, day)] == [name]


def test_names_of_an_area_are_of_one_there_is_and_follow_each_other() -> None:
    known = {item.id for item in built_countries()}
    known |= {row.unit for row in rows(EVIDENCE, District)}
    reached: dict[str, date] = {}
    for row in rows(EVIDENCE, AreaName):
        assert row.area_id in known
        assert row.start.first >= reached.get(row.area_id, date.min), row
        reached[row.area_id] = row.end.first if row.end else date.max


def built_countries() -> list[geojson.Feature]:
    return borders.countries(BASE, EVIDENCE)


def test_name_spans_have_no_gap() -> None:
    for item in [*built_countries(), *districts.districts(BASE, EVIDENCE)]:
        spans = item.properties.get("names")
        if spans:
            assert spans[0]["start_date"] == item.properties["start_date"]
            assert spans[-1]["end_date"] == item.properties["end_date"]
            for before, after in pairwise(spans):
                assert before["end_date"] == after["start_date"]


# --- water and crest


def test_rivers_run_to_their_mouths(countries: dict[str, shapely.Geometry]) -> None:
    river = {name: geodesy.to_metres(line) for name, line in shapes("rivers").items()}
    assert set(river) >= {"kura", "aras", "tartar", "hakari", "bargushad", "khachinchay", "gargar"}
    for upper, lower in [("aras", "kura"), ("tartar", "kura"), ("bargushad", "hakari")]:
        assert river[upper].distance(river[lower]) < 1_500, upper
    assert river["hakari"].distance(river["aras"]) < 3_000
    iran = geodesy.to_metres(countries["iran"])
    at_zangilan = geodesy.to_metres(Point(46.60, 38.92).buffer(0.1))
    assert river["aras"].intersection(at_zangilan).hausdorff_distance(
        iran.boundary.intersection(at_zangilan)
    ) == pytest.approx(0, abs=1_500)


def test_tartar_passes_the_places_on_it() -> None:
    tartar = geodesy.to_metres(shapes("rivers")["tartar"])
    for lon, lat in [(46.2852, 40.1595), (46.60, 40.16)]:  # Dadivank, the Sarsang reservoir
        assert tartar.distance(geodesy.to_metres(Point(lon, lat))) < 2_500


def test_lakes_do_not_lie_on_one_another_and_the_sea_meets_the_coast(
    countries: dict[str, shapely.Geometry],
) -> None:
    lakes = shapes("lakes")
    assert set(lakes) == {row.id for row in LAKES}
    assert geodesy.area_km2(lakes["sevan"]) == pytest.approx(1_250, rel=0.05)
    assert not any(lakes["caspian-sea"].intersection(area).area for area in countries.values())
    since = {item.id: item.properties["start_date"] for item in borders.lakes(BASE)}
    assert since["sevan"] == FIRST_DAY.isoformat()
    assert since["sarsang"] == "1976-01-01"


def test_crest_parts_kalbajar_from_the_north() -> None:
    crest = shapes("crest_murovdag")["crest-murovdag"]
    longitudes = shapely.get_coordinates(crest)[:, 0]
    assert longitudes[0] < 45.95
    assert longitudes[-1] > 46.65
    metres = geodesy.to_metres(crest)
    for lon, lat in [(46.33, 40.285), (46.116, 40.334)]:  # Gamish peak, the Omar pass
        assert metres.distance(geodesy.to_metres(Point(lon, lat))) < 3_000
    assert not crest.intersects(Point(46.2852, 40.1595).buffer(0.05))
