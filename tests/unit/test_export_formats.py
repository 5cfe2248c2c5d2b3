"""`karamap export`: what the files hold is what the layers hold."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import Mock

import frictionless
import pyogrio
import pytest
import shapely
from click.testing import CliRunner

from karamap.cli import main
from karamap.core.layers import BY_ID, CONTROLLERS, LAYER_IDS
from karamap.export.formats import FORMATS, Wanted, export
from karamap.export.geopackage import GEOMETRIES
from karamap.export.tables import columns

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2020, 10, 20)


def run(*words: object):
    return CliRunner().invoke(main, [str(word) for word in words])


def rows_of(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10**7)
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


@pytest.fixture(scope="module")
def folder(atlas, tmp_path_factory) -> Path:
    """A folder with an export in every format."""
    home = tmp_path_factory.mktemp("exports")
    for suffix in FORMATS:
        export(atlas, home / f"all.{suffix}", Wanted())
    export(atlas, home / "day.gpkg", Wanted(day=DAY, layers=("control", "buffer_zone", "events")))
    export(atlas, home / "areas.csv", Wanted(table="areas"))
    return home


def test_nothing_but_the_files_is_left_and_the_same_atlas_gives_the_same_bytes(
    atlas, folder, tmp_path
):
    wanted = {f"all.{suffix}" for suffix in FORMATS} | {"day.gpkg", "areas.csv"}
    assert {path.name for path in folder.iterdir()} == wanted
    for suffix in FORMATS:
        export(atlas, tmp_path / f"again.{suffix}", Wanted())
        again = (tmp_path / f"again.{suffix}").read_bytes()
        # compared first: pytest would print megabytes
        same = again == (folder / f"all.{suffix}").read_bytes()
        assert same, suffix


def told(value: object) -> object:
    """A value as a GeoPackage has it."""
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if isinstance(value, list)
        else value
    )


def is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


def with_hyphens(value: object) -> object:
    """A date as all versions of GDAL but some read it."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}/\d\d/\d\d", value):
        return value.replace("/", "-")
    return value


def read_back(path: Path, layer: str) -> list[tuple[dict[str, object], object]]:
    meta, _, shapes, values = pyogrio.raw.read(path, layer=layer, datetime_as_string=True)
    table = [[with_hyphens(value) for value in column.tolist()] for column in values]
    found = []
    for index, shape in enumerate(shapes):
        row = {name: table[i][index] for i, name in enumerate(meta["fields"])}
        # numpy has no null among whole numbers
        row = {name: None if is_nan(value) else value for name, value in row.items()}
        found.append((row, None if shape is None else shapely.from_wkb(shape)))
    return found


def test_geopackage_has_every_layer_in_map_order(folder):
    listed = dict(pyogrio.list_layers(folder / "all.gpkg").tolist())
    assert tuple(listed) == LAYER_IDS
    for layer, kind in listed.items():
        assert kind == GEOMETRIES[BY_ID[layer].kind]
        info = pyogrio.read_info(folder / "all.gpkg", layer=layer)
        assert info["crs"] == "EPSG:4326"
        assert info["layer_metadata"]["IDENTIFIER"].endswith(f"({layer})")
        assert "OpenStreetMap contributors" in info["layer_metadata"]["DESCRIPTION"]
    # types are those of the values
    info = pyogrio.read_info(folder / "all.gpkg", layer="events")
    types = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert types["start_date"] == types["end_date"] == "datetime64[D]"
    assert (types["in_article"], types["accuracy_m"]) == ("bool", "int64")


@pytest.mark.parametrize("layer", LAYER_IDS)
def test_geopackage_round_trip_equals_the_layer(atlas, folder, layer):
    found = read_back(folder / "all.gpkg", layer)
    assert len(found) == len(atlas.layers[layer])
    names = set(columns(layer, atlas.layers[layer]))
    for (row, shape), item in zip(found, atlas.layers[layer], strict=True):
        assert row.keys() == names
        for name, value in row.items():
            assert value == told(item.properties.get(name)), (item.id, name)
        if item.geometry is None:
            assert shape is None
            continue
        # of one part or of several: the same parts, in the same order, point by point
        parts = zip(shapely.get_parts(shape), shapely.get_parts(item.geometry), strict=True)
        assert all(shapely.equals_exact(one, other) for one, other in parts)


def test_geopackage_of_a_day_has_that_day_and_the_same_columns(atlas, folder):
    listed = [name for name, _ in pyogrio.list_layers(folder / "day.gpkg")]
    assert listed == ["control", "buffer_zone", "events"]
    ids = [row["id"] for row, _ in read_back(folder / "day.gpkg", "control")]
    assert ids == [item.id for item in atlas.features("control", DAY)]
    both = [pyogrio.read_info(folder / name, layer="events") for name in ("all.gpkg", "day.gpkg")]
    assert list(both[0]["fields"]) == list(both[1]["fields"])


def test_an_empty_layer_is_still_a_layer(atlas, tmp_path):
    path = tmp_path / "early.gpkg"
    export(atlas, path, Wanted(day=date(1950, 1, 1), layers=("peacekeeping_zone", "places")))
    assert pyogrio.read_info(path, layer="peacekeeping_zone")["features"] == 0
    assert pyogrio.read_info(path, layer="places")["features"] == len(atlas.layers["places"])


def test_mixed_values_of_other_peoples_data_are_kept(atlas, tmp_path):
    lakes, odd = atlas.layers["lakes"], ("a", 1, None, True, [1], "b")
    changed = [
        replace(item, properties={**item.properties, "odd": value, "accuracy_m": 1.5})
        for item, value in zip(lakes, odd, strict=True)
    ]
    other = type(atlas)({**atlas.layers, "lakes": tuple(changed)}, atlas.sources, atlas.folder)
    export(other, tmp_path / "odd.gpkg", Wanted(layers=("lakes",)))
    found = [row for row, _ in read_back(tmp_path / "odd.gpkg", "lakes")]
    assert [row["odd"] for row in found] == ["a", "1", None, "True", "[1]", "b"]
    assert found[0]["accuracy_m"] == 1.5


def test_geojson_of_a_day_is_what_at_prints(atlas, tmp_path):
    export(atlas, tmp_path / "day.geojson", Wanted(day=DAY))
    printed = run("at", DAY.isoformat(), "--format", "geojson").stdout
    assert (tmp_path / "day.geojson").read_text("utf-8") == printed


def test_geojson_holds_all_features_with_their_layer(atlas, folder):
    found = json.loads((folder / "all.geojson").read_text("utf-8"))["features"]
    assert len(found) == sum(map(len, atlas.layers.values()))
    by_id = {item["id"]: item["properties"] for item in found}
    assert len(by_id) == len(found)
    for layer, items in atlas.layers.items():
        for item in items:
            assert by_id[f"{layer}/{item.id}"] == {**item.properties, "layer": layer}


def test_csv_holds_all_features_with_their_shapes(atlas, folder, tmp_path):
    rows = rows_of(folder / "all.csv")
    items = [(layer, item) for layer in LAYER_IDS for item in atlas.layers[layer]]
    for row, (layer, item) in zip(rows, items, strict=True):
        assert (row["layer"], row["id"]) == (layer, item.id)
        assert (row["end_date"] or None) == item.properties["end_date"]
        assert json.loads(row["sources"]) == item.properties["sources"]
        if item.geometry is None:
            assert row["wkt"] == ""
        else:
            shape = shapely.from_wkt(row["wkt"])
            assert shapely.equals_exact(shape, item.geometry, 1e-9)
    assert {row["in_article"] for row in rows if row["layer"] == "events"} == {"true", "false"}
    # some layers have only their own columns
    export(atlas, tmp_path / "lakes.csv", Wanted(layers=("lakes",)))
    header = rows_of(tmp_path / "lakes.csv")[0]
    assert (header["layer"], "water" in header, "controller" in header) == ("lakes", True, False)


@pytest.mark.parametrize("table", ["features", "areas"])
def test_csv_for_excel_has_a_mark_and_cells_that_it_holds(atlas, tmp_path, table):
    export(atlas, tmp_path / "excel.csv", Wanted(table=table, for_excel=True))
    export(atlas, tmp_path / "plain.csv", Wanted(table=table))
    raw = (tmp_path / "excel.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    plain = rows_of(tmp_path / "plain.csv")
    assert rows == [{key: row[key] for key in row if key != "wkt"} for row in plain]
    assert max(len(cell) for row in rows for cell in row.values()) < 32_767
    assert len(rows) < 1_048_576


def test_areas_sum_up(atlas, folder):
    rows = rows_of(folder / "areas.csv")
    for day in (date(1919, 1, 1), date(1994, 12, 31), DAY, date(2024, 12, 31)):
        held: dict[str, dict[str, float]] = {}
        for row in rows:
            if row["start_date"] <= day.isoformat() and (
                not row["end_date"] or day.isoformat() < row["end_date"]
            ):
                held.setdefault(row["ground"], {})[row["controller"]] = float(row["area_km2"])
        everything, oblast, around = (held.pop(key) for key in ("all", "oblast", "surrounding"))
        for controller in CONTROLLERS:
            assert everything[controller] == pytest.approx(
                atlas.areas_km2(day)[controller], abs=1e-3
            )
            units = sum(ground[controller] for ground in held.values())
            assert units == pytest.approx(everything[controller], abs=0.02)
        assert sum(oblast.values()) + sum(around.values()) < sum(everything.values())


def test_areas_of_a_day_are_what_at_tells(atlas, tmp_path):
    export(atlas, tmp_path / "areas.csv", Wanted(day=DAY, table="areas"))
    told = [row for row in rows_of(tmp_path / "areas.csv") if row["ground"] == "all"]
    printed = json.loads(run("at", DAY.isoformat(), "--format", "json").stdout)["areas_km2"]
    assert {row["controller"]: float(row["area_km2"]) for row in told} == printed


def test_the_data_package_is_valid_by_frictionless(folder):
    report = frictionless.validate(str(folder / "all.zip"))
    assert report.valid, report.flatten(["title", "note"])
    assert {task.type for task in report.tasks} == {"table", "json", "file"}
    tables = frictionless.Package(str(folder / "all.zip")).resources
    assert all(item.schema.fields for item in tables if item.path.endswith(".csv"))


def test_the_data_package_is_complete(atlas, folder):
    with zipfile.ZipFile(folder / "all.zip") as package:
        files = {name: package.read(name) for name in package.namelist()}
    assert list(files) == sorted(files)
    listed = [item["path"] for item in json.loads(files["datapackage.json"])["resources"]]
    also = ("datapackage.json", "README.md", "CHANGELOG.md", "LICENCES.md")
    assert set(files) == {*listed, *also}
    assert all(f"`{name}`" in files["LICENCES.md"].decode() for name in listed)
    assert files["derived/areas.csv"] == (folder / "areas.csv").read_bytes()
    assert files["derived/places.jsonld"] == (folder / "all.jsonld").read_bytes()
    for path in atlas.folder.rglob("*"):
        if path.is_file() and path.name != "datapackage.json":
            assert files[path.relative_to(atlas.folder).as_posix()] == path.read_bytes()


def test_a_package_of_changed_files_is_refused(geodata, tmp_path):
    with (geodata / "sources.json").open("a") as file:
        file.write("\n")
    result = run("export", "-o", tmp_path / "x.zip", "--geodata", geodata)
    assert (result.exit_code, "sources.json is missing or changed" in result.stderr) == (1, True)
    (geodata / "datapackage.json").write_text("[]")
    result = run("export", "-o", tmp_path / "x.zip", "--geodata", geodata)
    assert (result.exit_code, "`karamap build` writes one" in result.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["geodata"]


def test_other_geodata_are_what_is_exported(geodata, tmp_path):
    path = geodata / "layers" / "lakes.geojson"
    path.write_text(path.read_text("utf-8").replace('"Lake Sevan', '"Lake Elsewhere'), "utf-8")
    for suffix in ("geojson", "csv"):
        out = tmp_path / f"x.{suffix}"
        assert run("export", "-o", out, "--geodata", geodata).exit_code == 0
        assert "Lake Elsewhere" in out.read_text("utf-8")


def test_gdal_out_of_order_is_said_in_a_sentence(atlas, tmp_path, monkeypatch):
    full = pyogrio.errors.DataSourceError("sqlite3_exec(INSERT ...) failed: Disk full")
    monkeypatch.setattr("pyogrio.raw.write", Mock(side_effect=full))
    result = run("export", "-o", tmp_path / "x.gpkg", "--layers", "lakes")
    assert result.exit_code == 1
    assert result.stderr == (
        "karamap: cannot write x.gpkg: disk full; expected a writable folder with room in it\n"
    )
    assert not list(tmp_path.iterdir())
