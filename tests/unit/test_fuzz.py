"""Whatever is typed, linked or fed: an answer, or one clear sentence; never anything else."""

# ruff: noqa: E501, PT017 - what is refused is looked at where it is refused

from __future__ import annotations

import csv
import json
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from karamap import DataError, KaramapError, UsageError
from karamap.check.features import File, layer_problems
from karamap.core import geojson
from karamap.core.dates import FIRST_DAY, LAST_DAY, edtf_bounds, parse_day
from karamap.core.layers import LAYERS, parse_layers
from karamap.core.map_view import parse_view
from karamap.core.paths import PACKAGE, geodata_folder
from karamap.core.style import parse_theme
from karamap.describe.place_history import spot
from karamap.evidence.schema import READERS
from karamap.lang.folding import sound
from karamap.lang.messages import languages, parse_language
from karamap.render.map.sheet import Sheet
from karamap.site.build import parse_url
from querystrings import values

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
# where each question looks through all names
slow = settings(quick, max_examples=20)
QUERIES = 10_000

# texts near those that mean something, and texts that mean nothing
SEEDS = [
    *("2020-11-10", "1994", "1993-10", "1992-06-12/1992-06-30", "2020-10-14~", "192X", "../1994"),
    *("39.8,46.8,9", "1920x1080", "16:9", "A4", "A3-portrait", "control,places", "Shusha", "hy"),
]
nearly = st.builds(
    lambda seed, at, piece: seed[: at % (len(seed) + 1)] + piece + seed[at % (len(seed) + 1) :],
    st.sampled_from(SEEDS),
    st.integers(0, 40),
    st.text(max_size=4),
)
texts = st.one_of(st.text(max_size=60), nearly, st.from_regex(r"[0-9eE+\-.,:x/~?X]{1,20}"))


def answers(ask: Callable[[str], object], words: str) -> object:
    """Return an answer, or None if it was refused in one clear sentence."""
    try:
        return ask(words)
    except KaramapError as error:
        sentence = str(error)
        assert "expected" in sentence or "did you mean" in sentence, sentence
        assert len(sentence) < 600, sentence
        return None


@quick
@given(texts)
def test_dates(words):
    day = answers(parse_day, words)
    assert day is None or FIRST_DAY <= day <= LAST_DAY


@quick
@given(texts)
def test_uncertain_dates(words):
    try:
        first, last = edtf_bounds(words)
    except ValueError:
        return
    assert first <= last or first.year > 0


@quick
@given(texts)
def test_views(words):
    view = answers(parse_view, words)
    assert view is None or (38 <= view[0] <= 42 and 43 <= view[1] <= 51 and 7 <= view[2] <= 12)


@quick
@given(texts)
def test_sheets(words):
    sheet = answers(Sheet.parse, words)
    assert sheet is None or max(sheet.picture) <= 20_000


@quick
@given(texts)
@pytest.mark.parametrize("parse", [parse_layers, parse_language, parse_theme, parse_url])
def test_words_with_known_values(parse, words):
    answers(parse, words)


@slow
@given(texts)
def test_names_of_places(atlas, words):
    found = answers(lambda name: spot(atlas, [name]), words)
    assert found is None or -90 <= found.lat <= 90
    assert isinstance(sound(words), str)


@slow
@given(texts, texts)
def test_points(atlas, lon, lat):
    answers(lambda _: spot(atlas, [lon, lat]), "")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-200, 200) | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
positions = st.lists(st.floats(-180, 180) | json_values, max_size=3)
geometries = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Point", "LineString", "Polygon", "MultiPolygon", "Circle"]) | texts,
        "coordinates": st.recursive(positions, lambda inner: st.lists(inner, max_size=5), max_leaves=8),
    }
)  # fmt: skip
REAL = json.loads((geodata_folder() / "layers" / "places.geojson").read_text("utf-8"))["features"]


@st.composite
def features(draw: Callable[..., Any]) -> Any:
    """Return a real feature with a part of it exchanged."""
    feature = json.loads(json.dumps(draw(st.sampled_from(REAL[:5]))))
    where = draw(st.sampled_from(["geometry", "property", "member", "whole"]))
    if where == "geometry":
        feature["geometry"] = draw(geometries | json_values)
    elif where == "property":
        feature["properties"][draw(st.sampled_from(list(feature["properties"])))] = draw(
            json_values
        )
    elif where == "member":
        feature[draw(st.sampled_from([*feature, "crs"]))] = draw(json_values)
    else:
        return draw(json_values)
    return feature


@pytest.fixture(scope="module")
def layer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layers") / "layers"
    folder.mkdir()
    return folder / "places.geojson"


@quick
@given(st.lists(features(), min_size=1, max_size=2))
def test_layers(layer_file, items):
    layer_file.write_text(json.dumps({"type": "FeatureCollection", "features": items}), "utf-8")
    layer = next(layer for layer in LAYERS if layer.id == "places")
    try:
        found = geojson.read(layer_file)
    except DataError as error:
        sentence = str(error)
        assert re.match(
            r"layers/places\.geojson(, .*)?: found .+, expected .+", sentence, re.DOTALL
        )
        return
    for problem in layer_problems(File("layers/places.geojson", layer, {"geonames"}), found):
        assert "\n" not in str(problem)


@quick
@given(st.sampled_from(sorted(READERS)), st.data())
def test_cells_of_tables(table, data):
    reader = READERS[table]
    row = dict(REAL_ROWS[table])
    row[data.draw(st.sampled_from(list(row)))] = data.draw(texts)
    try:
        reader.of(f"evidence/{table}.csv", row)
    except DataError as error:
        assert re.match(
            rf"evidence/{table}\.csv, row .*: found .*, expected ", str(error), re.DOTALL
        )


def first_rows() -> dict[str, dict[str, str]]:
    rows = {}
    for table in READERS:
        with (geodata_folder() / "evidence" / f"{table}.csv").open(encoding="utf-8") as file:
            rows[table] = next(csv.DictReader(file))
    return rows


REAL_ROWS = first_rows()
CODE = re.compile(r"[^`]*(`[^`\n]*`[^`]*)+")


@pytest.fixture
def query(monkeypatch):
    return import_module("karamap.app.query")


def test_ten_thousand_links_are_read_by_the_app(query):
    """What a link asks for in vain is shown as code, in which nothing has a meaning."""
    refused = 0
    for number, parameters in enumerate(values(QUERIES)):
        asked = query.read(parameters, languages()[number % 4])
        assert asked.day is None or FIRST_DAY <= asked.day <= LAST_DAY
        for complaint in asked.complaints:
            assert CODE.fullmatch(complaint), complaint
            outside = re.sub(r"`[^`]*`", "", complaint)
            assert not re.search(r"[<\[\]$]|javascript", outside), complaint
        refused += len(asked.complaints)
    assert refused > QUERIES / 10


def test_some_links_are_opened_in_the_app(query):
    app = AppTest.from_file((PACKAGE / "app") / "main.py", default_timeout=60)
    for parameters in list(values(QUERIES, seed=7))[:: QUERIES // 2]:
        app.query_params.clear()
        for name, value in parameters.items():
            app.query_params[name or "empty"] = value
        app.run()
        assert not app.exception
        assert all(CODE.fullmatch(warning.value) for warning in app.warning)


def test_no_part_of_a_link_is_a_path(query):
    for value in ("../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\x", "\x00"):
        asked = query.read(
            dict.fromkeys(("date", "layers", "geodata", "place", "view"), value), "en"
        )
        assert (asked.day, asked.layers, asked.view) == (None, None, None)
    with pytest.raises(UsageError):
        parse_url("file:///etc/passwd")
