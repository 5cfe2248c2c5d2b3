"""The evidence tables: every row is sound, and a broken one is named."""

from __future__ import annotations

import csv
import itertools
import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import Point

from karamap.build import events, places, roads
from karamap.build.base.gazetteer import FAR_M, match
from karamap.core import geojson
from karamap.core.dates import FIRST_DAY, edtf_bounds
from karamap.core.errors import DataError
from karamap.core.layers import CONFIDENCES, CONTROLLERS
from karamap.core.paths import geodata_folder
from karamap.evidence.control import OBLAST_UNITS, SURROUNDING_UNITS
from karamap.evidence.evidence import Evidence
from karamap.evidence.sources import read_sources
from told import rows_of

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = geodata_folder() / "evidence"
TABLES = (
    *("places", "place_names", "place_control", "unit_control", "events", "claims", "figures"),
    *("captures_unplaced", "anchors", "population", "tour", "stops"),
)
COUNTS = "an id of figures.csv (casualties) or population.csv (displaced)"
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence.read(FOLDER)


@pytest.fixture
def broken(tmp_path: Path):
    """A copy of the evidence, and a way to damage one cell of it."""
    shutil.copytree(FOLDER, tmp_path / "evidence")
    shutil.copy(FOLDER.parent / "sources.json", tmp_path)

    def damage(table: str, row_id: str, column: str, value: str) -> Path:
        path = tmp_path / "evidence" / f"{table}.csv"
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for row in rows:
            if row["id"] == row_id:
                row[column] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path / "evidence"

    return damage


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_trimmed_and_name_each_source_once(table: str):
    for row in rows_of(table):
        assert all(value == value.strip() for value in row.values()), row["id"]
        keys = row["sources"].split(";")
        assert len(set(keys)) == len(keys), row["id"]


def test_bibliography_names_each_source_and_where_it_leans():
    for key, entry in read_sources(FOLDER.parent / "sources.json").items():
        assert KEY.fullmatch(key)
        assert entry["note"].strip(), key
        url = entry.get("URL", "http://")
        assert url.startswith(("http://", "https://")), key


def test_every_source_is_used_or_fixed(evidence: Evidence):
    routes = geojson.read(FOLDER / "routes.geojson")
    tables = [*TABLES, "districts", "area_names"]
    used = {key for table in tables for row in rows_of(table) for key in row["sources"].split(";")}
    used |= {key for item in routes for key in item.properties["sources"]}
    fixed = {"natural-earth-4", "natural-earth-5", "openstreetmap", "globe-dem", "karamap-tracing"}
    assert evidence.sources.keys() - used <= fixed


def test_places_are_written_with_four_decimals_inside_the_map():
    for row in rows_of("places"):
        assert re.fullmatch(r"4[3-9]\.\d{4}", row["lon"]), row["id"]
        assert re.fullmatch(r"(38|39|40|41)\.\d{4}", row["lat"]), row["id"]
        for language in ("az", "hy", "ru"):
            named, origin = row[f"name_{language}"], row[f"name_{language}_from"]
            assert bool(named) == bool(origin), row["id"]


def test_names_are_in_their_own_script_and_rows_of_a_place_have_different_days(evidence: Evidence):
    for place in evidence.places.values():
        assert not re.search(r"[A-Za-z]", place.names.hy or ""), place.id
        assert not re.search(r"[A-Za-z]", place.names.ru or ""), place.id
        starts = [row.start for row in evidence.control_of(place.id)]
        assert len(set(starts)) == len(starts), place.id


def test_gazetteer_agrees_within_a_kilometre():
    checked = [row for row in rows_of("places") if row["gazetteer_id"]]
    assert len(checked) >= 40
    assert all(int(row["gazetteer_distance_m"]) <= FAR_M for row in checked)
    for row in checked:
        assert row["geonames_id"] in ("", row["gazetteer_id"]), row["id"]


def test_gazetteer_matches_by_id_and_else_by_name():
    place = {"lon": "46.7500", "lat": "39.7600", "geonames_id": "7", "name_en": "A", "name_az": ""}
    by_name = {"geonameid": 8, "name": "x", "alternatenames": ["a"], "longitude": 46.75}
    by_id = {"geonameid": 7, "name": "y", "alternatenames": [], "longitude": 46.76}
    gazetteer = [{**item, "latitude": 39.76} for item in (by_name, by_id)]
    assert match(place, gazetteer) == ("7", "857")
    assert match(place, gazetteer[:1]) == ("8", "0")
    assert match({**place, "lat": "40.7600"}, gazetteer[:1]) == ("", "")


def test_nothing_becomes_armenian_held_from_soviet_rule_to_the_republic(evidence: Evidence):
    rows = [*evidence.place_control, *evidence.unit_control]
    held = [row.start for row in rows if row.controller == "armenian_forces"]
    assert not [day for day in held if date(1920, 5, 26) <= day < date(1991, 9, 2)]
    assert min(held) == date(1918, 7, 22)


def test_soviet_rule_ends_what_was_armenian_held_and_july_1921_changes_nothing(evidence: Evidence):
    units = {"oblast", "hadrut", "nakhchivan"}
    rows = [row for row in evidence.unit_control if row.unit in units and row.start.year == 1921]
    assert {row.controller for row in rows} == {"azerbaijan"}
    decision = next(row for row in rows if row.id == "oblast-1921-07-05")
    assert "does not change" in decision.event


def test_units_begin_with_the_republics_and_all_ends_with_azerbaijan(evidence: Evidence):
    for place_id in evidence.places:
        rows = evidence.control_of(place_id)
        assert not rows or rows[-1].controller == "azerbaijan", place_id
    around = {row.unit for row in evidence.unit_control if row.scope == "all"}
    for unit in ("oblast", "lachin", "kalbajar", "aghdam", "fuzuli", "jabrayil", "shahumyan"):
        rows = [row for row in evidence.unit_control if row.unit == unit]
        assert unit in around
        assert rows[0].start == date(1918, 5, 28)
        assert rows[-1].controller == "azerbaijan"


def test_parts_list_places_of_their_own_unit(evidence: Evidence):
    for row in evidence.unit_control:
        units = OBLAST_UNITS if row.unit == "oblast" else (row.unit,)
        assert all(evidence.places[name].unit in units for name in row.places), row.id


def test_the_fronts_of_2020_have_many_dates(evidence: Evidence):
    days = {
        row.start
        for row in evidence.place_control
        if date(2020, 9, 27) <= row.start <= date(2020, 11, 10)
    }
    assert len(days) >= 20


def test_contested_places(evidence: Evidence):
    rows = [row for row in evidence.place_control if row.controller == "contested"]
    contested = {row.place_id for row in rows if row.start.year >= 2016}
    disarmed = {row.place_id for row in rows if row.start == date(2023, 9, 20)}
    assert {"stepanakert", "askeran", "martuni", "khojaly"} <= disarmed
    assert not disarmed & {"martakert", "charektar", "amaras", "parukh"}
    assert contested - disarmed == {"hadrut", "karin-tak", "talish", "yukhari-abdurrahmanli"}
    around = {
        row.place_id
        for row in rows
        if row.start < date(1994, 5, 12) and evidence.places[row.place_id].unit in SURROUNDING_UNITS
    }
    assert around == {
        "aghdaban", "aghkand-zangilan", "gamishli", "garadaghli-aghdam-w", "gazanchi-zangilan",
        "gurdlar-aghdam", "hochaz", "knaravan", "poladli-aghdam", "shelli", "zabukh",
    }  # fmt: skip
    # contested is fighting, and ends: each such row is followed by a holder within two years
    for row in rows:
        if row.place_id in around:
            later = [item for item in evidence.control_of(row.place_id) if item.start > row.start]
            assert (later[0].start - row.start).days < 730, row.id
            assert later[0].controller != "contested", row.id
    for place_id in ("shosh", "mkhitarashen"):
        rows = [row for row in evidence.control_of(place_id) if row.start.year == 2020]
        assert [row.controller for row in rows] == ["armenian_forces"]
        assert all(row.note for row in rows)


def test_claims_and_events_do_not_repeat_each_other_word_for_word(evidence: Evidence):
    claims = [item.claim for item in evidence.claims]
    assert len(set(claims)) == len(claims) == 49
    assert sum(item.verdict == "differs" for item in evidence.claims) == 14


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        (("places", "shusha", "lon"), "46.75", "degrees with 4 decimals"),
        (("places", "shusha", "lat"), "46.7499", "from 38 to 42"),
        (("places", "shusha", "kind"), "hamlet", "one of city, town"),
        (("places", "shusha", "rank"), "0", "a whole number from 1 to 4"),
        (("places", "shusha", "oblast"), "maybe", "one of yes, no"),
        (("places", "shusha", "name_en"), "", "a text"),
        (("places", "shusha", "sources"), "", "at least one key"),
        (("places", "shusha", "alt_names"), "Shushi; Şuşa", "without spaces"),
        (("place_control", "shusha-2020-11-08", "date"), "8 November", "an EDTF date"),
        (("place_control", "shusha-2020-11-08", "date"), "2020-11-08/2020-11-01", "does not end"),
        (("place_control", "shusha-2020-11-08", "controller"), "russia", ", ".join(CONTROLLERS)),
        (("place_control", "shusha-2020-11-08", "confidence"), "sure", ", ".join(CONFIDENCES)),
        (("place_control", "shusha-2020-11-08", "claimed_by"), "everyone", "a list separated by"),
        (("place_control", "shusha-2020-11-08", "place_id"), "shushaa", "an id of places.csv"),
        (("place_control", "shusha-2020-11-08", "sources"), "a-rumour", "an id of sources.json"),
        (("unit_control", "lachin-2020-12-01", "places"), "sus", "places for the scope 'part'"),
        (("unit_control", "lachin-2020-12-01", "area_km2"), "much", "a number or nothing"),
        (("events", "ev-2020-11-08", "place_ids"), "shusha;nowhere", "an id of places.csv"),
        (("events", "ev-2020-09-27", "counts"), "cas-2020-az;cas-1920", COUNTS),
        # a figure, but none of people killed
        (("events", "ev-2020-09-27", "counts"), "nkao-area", COUNTS),
        (("figures", "loc-len-1", "value_max"), "10", "a number not below value_min"),
        (("figures", "loc-len-1", "value_min"), "", "a number"),
        (("claims", "ac-05", "verdict"), "wrong", "one of agrees, differs"),
        (("claims", "ac-01", "day"), "2020-01-01", "a day from 2023-05-14 to 2023-06-03"),
        (("events", "ev-2020-11-08", "date"), "2020-11-08/..", "whose end is not open"),
        (("events", "ev-2020-11-08", "date"), "1917-11-07", "a date from 1918-01-01"),
        (("tour", "tour-1919", "view"), "39.8;east;8", "numbers separated by ';'"),
        (("tour", "tour-1919", "view"), "39.8;146.8;8", "within the map"),
        (("stops", "stop-1918-05-28", "headline_az"), "", "a headline in each language"),
        (("stops", "stop-1918-05-28", "date"), "1999-01-01", "a day of the event, 1918-05"),
        (("measures", "nkao-area", "kind"), "size", "one of area, held"),
        (("measures", "nkao-area", "kind"), "length", "a kind measured in km2"),
        (("measures", "held-aghdam", "subject"), "agdam", "a list separated by"),
        (("measures", "held-aghdam", "holder"), "baku", ", ".join(CONTROLLERS)),
        (("measures", "april-2016-az", "since"), "", "a day for what was lost"),
        (("measures", "rem-2020-mik", "base"), "", "a day for the share"),
        (("measures", "stepanakert-shusha", "subject"), "shusha;shushi", "an id of places.csv"),
    ],
)
def test_a_broken_cell_is_named(broken, cell, value, expected):
    table, row_id, column = cell
    folder = broken(*cell, value)
    with pytest.raises(DataError) as caught:
        Evidence.read(folder)
    message = str(caught.value)
    assert f"{table}.csv, row {row_id!r}, column {column!r}: found " in message
    assert expected in message


def test_a_measure_of_no_figure_is_named(broken):
    folder = broken("measures", "nkao-area", "id", "nkao")
    with pytest.raises(DataError, match=r"row 'nkao', column 'id'.*expected an id of figures\.csv"):
        Evidence.read(folder)


@pytest.mark.parametrize(
    ("column", "listed"), [("places", "places.csv"), ("route", "routes.geojson")]
)
def test_a_road_of_what_is_not_there_is_named(broken, column, listed):
    found = Evidence.read(broken("roads", "road-aghdam", column, "atlantis"))
    said = (
        rf"roads\.csv, row 'road-aghdam', column '{column}': found 'atlantis', expected .*{listed}"
    )
    with pytest.raises(DataError, match=said):
        roads.roads(found)


def test_a_broken_bibliography_is_named(broken):
    folder = broken("events", "none", "title", "")
    path = folder.parent / "sources.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([*entries, {"id": "x"}]), encoding="utf-8")
    with pytest.raises(DataError, match="expected an object with id, type and title"):
        read_sources(path)
    path.write_text(json.dumps([*entries, entries[0]]), encoding="utf-8")
    with pytest.raises(
        DataError, match=f"entry '{entries[0]['id']}', property 'id'.*expected each id once"
    ):
        read_sources(path)
    path.write_text("[", encoding="utf-8")
    with pytest.raises(DataError, match=r"sources\.json, line 1: found no JSON"):
        read_sources(path)


def test_place_features_follow_their_names(evidence: Evidence):
    features = {item.id: item for item in places.places(evidence)}
    assert features.keys() == evidence.places.keys()
    town = features["stepanakert"].properties
    spans = town["names"]
    assert [span["name_en"] for span in spans[:2]] == ["Khankendi", "Stepanakert"]
    assert spans[0]["start_date"] == FIRST_DAY.isoformat()
    assert spans[-1]["end_date"] is None
    for item in features.values():
        spans = item.properties.get("names", [])
        for earlier, later in itertools.pairwise(spans):
            assert earlier["start_date"] < earlier["end_date"] == later["start_date"], item.id


def test_event_features_last_until_the_day_after(evidence: Evidence):
    features = {item.id: item for item in events.events(evidence)}
    fall = features["ev-2020-11-08"]
    assert fall.properties["start_date"] == "2020-11-08"
    assert fall.properties["end_date"] == "2020-11-09"
    assert fall.properties["end_date:edtf"] == "2020-11-09"
    assert fall.geometry.distance(Point(46.75, 39.76)) < 0.01
    rising = features["ev-1920-shusha"].properties
    assert rising["start_date:edtf"] == "1920-03-22"
    assert rising["end_date"] == "1920-03-27"
    assert features["ev-2020-11-09"].geometry is None
    for item in features.values():
        properties = item.properties
        for name in ("start_date", "end_date"):
            first, last = edtf_bounds(properties[f"{name}:edtf"])
            assert first <= date.fromisoformat(properties[name]) <= last, item.id
