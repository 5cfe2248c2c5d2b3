"""Dated GeoJSON of others: what is read, what is refused and in which words, what is written."""

from __future__ import annotations

import ast
import html
import inspect
import json
import re
from datetime import date, datetime
from pathlib import Path

import folium
import geopandas
import pandas as pd
import pytest
from folium.plugins import Fullscreen
from shapely.geometry import Point

from karamap import UsageError
from karamap.lang.messages import languages
from karamap.web.dated import day_of
from karamap.web.plugin import _TEXTS, POSITIONS, STEPS, DatedGeoJson, by_property, offline

HOSTILE = "</script><script>alert(1)</script> {{ 7 * 7 }} {% raw %} {# \u2028 <b>'\""


def item(start=None, end=None, geometry=None, **properties):
    return {
        "type": "Feature",
        "geometry": geometry or {"type": "Point", "coordinates": [1, 2]},
        "properties": {"start": start, "end": end, **properties},
    }


def data_of(layer: DatedGeoJson) -> dict:
    return layer.columns.data


def spans(layer: DatedGeoJson) -> list[tuple[str | None, str | None]]:
    return list(zip(data_of(layer)["start"], data_of(layer)["end"], strict=True))


def written(chart: folium.Map) -> str:
    return str(chart.get_root().render())


def timeline(page: str) -> dict:
    [asked] = re.findall(r"L\.datedTimeline\(\w+, (\{.*\})\);", page)
    return json.loads(asked)


@pytest.mark.parametrize(
    ("value", "day", "after"),
    [
        ("1918", "1918-01-01", "1919-01-01"),
        ("1918-12", "1918-12-01", "1919-01-01"),
        ("1969-12-31", "1969-12-31", "1970-01-01"),
        (" 0044-03-15 ", "0044-03-15", "0044-03-16"),
        ("1994-05-12T00:00:00Z", "1994-05-12", "1994-05-13"),
        (1899, "1899-01-01", "1900-01-01"),
        (1994.0, "1994-01-01", "1995-01-01"),
        (44, "0044-01-01", "0045-01-01"),
        (date(2001, 9, 15), "2001-09-15", "2001-09-16"),
        (datetime(2001, 9, 15, 23, 59), "2001-09-15", "2001-09-16"),
        (pd.Timestamp("1969-12-31"), "1969-12-31", "1970-01-01"),
        (None, None, None),
        ("", None, None),
        (float("nan"), None, None),
        (pd.NaT, None, None),
    ],
)
def test_dates_are_read_by_their_first_day(value, day, after):
    for expected, found in ((day, day_of(value)), (after, day_of(value, after=True))):
        assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    "value", ["12.05.1994", "1994-5-1", "1994-13", "1994-02-30", "-44", "May 1994", 0, 1994.5, True,
              float("inf"), 10000, "１９９４", "1994-05T"]
)  # fmt: skip
def test_what_is_no_date_is_named(value):
    with pytest.raises(ValueError, match=re.escape(repr(str(value)))):
        day_of(value)


def test_spans_are_half_open_and_open_ends_stay_open():
    layer = DatedGeoJson([item("1918", "1970-01-01"), item(None, "1899"), item("2001-09-15", "")])
    assert spans(layer) == [
        ("1918-01-01", "1970-01-01"),
        (None, "1899-01-01"),
        ("2001-09-15", None),
    ]
    inclusive = DatedGeoJson([item("1918", "1918"), item(1923, 1998)], end_inclusive=True)
    assert spans(inclusive) == [("1918-01-01", "1919-01-01"), ("1923-01-01", "1999-01-01")]


def test_data_may_be_anything_that_holds_geojson(tmp_path):
    collection = {"type": "FeatureCollection", "features": [item("1918", name="é")]}
    file = tmp_path / "town.geojson"
    file.write_text(json.dumps(collection), encoding="utf-8")
    same = [collection, collection["features"], collection["features"][0], json.dumps(collection)]
    for data in (*same, file, str(file)):
        assert spans(DatedGeoJson(data)) == [("1918-01-01", None)]


def test_a_frame_is_brought_to_degrees_and_its_dates_are_read():
    frame = geopandas.GeoDataFrame(
        {"from": pd.to_datetime(["1918-11-03", None]), "to": [1998, None]},
        geometry=[Point(1113194.9079327357, 0), Point(0, 0)],
        crs=3857,
    )
    layer = DatedGeoJson(frame, "from", "to")
    assert spans(layer) == [("1918-11-03", "1998-01-01"), (None, None)]
    assert data_of(layer)["geometry"][0]["coordinates"] == (10.0, 0.0)


NO_RING = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        ([item("1918")], {"start": "begin"}, "no feature has a property 'begin': expected start, "),
        ([item("1918")], {"end": "until"}, "or end=None where nothing ends"),
        ([item("1918"), item("May")], {}, "feature 2: start 'May' is not a date: expected YYYY"),
        ([item("1970", "1969")], {}, "feature 1 ends on 1969-01-01 but starts later"),
        ([item("1970", "1970")], {}, "feature 1 ends on 1970-01-01 but starts on the same day"),
        ([item("1918", geometry=NO_RING)], {}, "feature 1 has an unreadable geometry (a ring that"),
        ([item("1918", geometry={"type": "Circle"})], {}, "feature 1 has an unreadable geometry"),
        ([{**item("1918"), "geometry": None}], {}, "feature 1 has no geometry"),
        (
            [item("1918", geometry={"type": "Point", "coordinates": [413000, 5e6]})],
            {},
            "feature 1 has a coordinate 5000000: expected points, lines or areas in degrees",
        ),
        ([item("1918", geometry={"type": "MultiPoint", "coordinates": []})], {}, "an empty"),
        ([item("1918")], {"style": {"colour": "red"}}, "a style has no option 'colour'"),
        ([item("1918")], {"style": {"color": {"red"}}}, "a style has something else than texts"),
        ([item("1918")], {"style": {"weight": float("nan")}}, "a style has something else than"),
        ([item("1918")], {"tooltip": ["nom"]}, "feature 1: no tooltip comes of ['nom'] (KeyError"),
        ([item("1918")], {"popup": "{nom}"}, "feature 1: no popup comes of '{nom}' (KeyError"),
        ([], {}, "the data have no features"),
        ({"type": "Point", "coordinates": [1, 2]}, {}, "feature 1 is 'Point': expected a GeoJSON"),
        (7, {}, "the data are no GeoJSON"),
        ("{", {}, "the text is no GeoJSON"),
        ("no such.geojson", {}, "'no such.geojson' cannot be read"),
        ("https://example.org/a.json", {}, "is an address: expected a file"),
        ([item("1918")], {"step": "week"}, "step is 'week': expected one of change, day"),
        ([item("1918")], {"position": "left"}, "position is 'left'"),
        ([item("1918")], {"speed": 0}, "speed is 0"),
        ([item("1918")], {"date": "soon"}, "date 'soon' is not a date"),
        ([item("1918")], {"language": "klingon"}, "there is no language 'klingon'"),
        ([item("1918")], {"texts": {"stop": "x"}}, "there is no text 'stop': expected label, date"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(data, options, words):
    with pytest.raises(ValueError, match=re.escape(words)) as raised:
        DatedGeoJson(data, **options)
    assert isinstance(raised.value, UsageError)
    assert "\n" not in str(raised.value)


def test_styles_are_evaluated_in_python_and_written_once():
    looks = {"road": {"color": "#123456", "fill_color": "red"}}
    items = [item("1918", kind=kind) for kind in ("road", "rail", "road")]
    by = data_of(DatedGeoJson(items, style=by_property("kind", looks, {"weight": 9})))
    assert by["style"] == [0, 1, 0]
    assert by["styles"][0] == {
        "color": "#123456",
        "fillColor": "red",
        "weight": 2,
        "fillOpacity": 0.35,
        "radius": 6,
    }
    assert by["styles"][1]["weight"] == 9
    own = data_of(DatedGeoJson(items, style=lambda each: {"weight": len(each["properties"])}))
    assert [look["weight"] for look in own["styles"]] == [3]


def test_words_come_of_fields_a_template_or_a_function():
    items = [item("1918", name="Mill", use=None), item("1919", name="Dam", use="power")]
    told = {
        "name": ["Mill", "Dam"],
        "{name}, since {start}": ["Mill, since 1918", "Dam, since 1919"],
        ("name", "use"): ["name: Mill", "name: Dam\nuse: power"],
        lambda each: each["properties"]["use"]: [None, "power"],
    }
    for words, expected in told.items():
        assert data_of(DatedGeoJson(items, tooltip=words))["tooltip"] == expected
    named = DatedGeoJson(items, popup={"name": "Name"})
    assert data_of(named)["popup"] == ["Name: Mill", "Name: Dam"]


def test_layers_of_a_map_share_a_timeline_from_the_first_day_to_the_last():
    chart = folium.Map([2, 1], tiles=None)
    DatedGeoJson([item("1918-11-03")], title="Town", language="ru").add_to(chart)
    group = folium.FeatureGroup().add_to(chart)
    DatedGeoJson([item("1899-05-21", "2001-09-15")], date="1969-12", show=False).add_to(group)
    asked = timeline(written(chart))
    assert (asked["first"], asked["last"]) == ("1899-05-21", "2001-09-15")
    assert (asked["title"], asked["date"], asked["step"]) == ("Town", "1969-12-01", "change")
    assert asked["texts"]["play"] == "Пуск"
    assert asked["locale"]["months"][4] == "мая"


def test_a_map_has_one_timeline_and_that_a_date():
    chart = folium.Map([2, 1], tiles=None)
    for language in ("ru", "hy"):
        DatedGeoJson([item("1918")], language=language).add_to(chart)
    with pytest.raises(ValueError, match="language is 'ru' at one layer and 'hy' at another"):
        written(chart)
    chart = folium.Map([2, 1], tiles=None)
    layer = DatedGeoJson([item()]).add_to(chart)
    with pytest.raises(ValueError, match="no feature has a date"):
        written(chart)
    layer.said |= {"first": "1918-01-01", "last": "1917-01-01"}
    with pytest.raises(ValueError, match="ends on 1917-01-01, before it starts: 1918-01-01"):
        written(chart)
    with pytest.raises(ValueError, match="is on no map"):
        DatedGeoJson([item("1918")]).render()


@pytest.mark.parametrize("language", [*languages(), "de"])
def test_each_text_can_be_replaced_and_dates_speak_the_language(language):
    own = {"play": "Los!", "bad_date": "{text}?"}
    chart = folium.Map([2, 1], tiles=None)
    DatedGeoJson([item("1918")], language=language, texts=own).add_to(chart)
    asked = timeline(written(chart))
    assert asked["texts"] | own == asked["texts"]
    assert all(asked["texts"].values())
    assert len(set(asked["locale"]["months"])) == 12
    assert "{month}" in asked["locale"]["long_date"]


def test_hostile_text_stays_text():
    chart = folium.Map([2, 1], tiles=None)
    items = [item("1918", name=HOSTILE)]
    DatedGeoJson(items, tooltip="name", title=HOSTILE, texts={"play": HOSTILE}).add_to(chart)
    page = written(chart)
    assert "alert(1)</script>" not in page
    assert timeline(page)["title"] == HOSTILE
    [data] = re.findall(r"L\.datedGeoJSON\((\{.*\}), \{\}\);", page)
    assert json.loads(data)["tooltip"] == [HOSTILE]


def test_the_map_can_be_fitted_to_the_features():
    chart = folium.Map([2, 1], tiles=None)
    line = {"type": "LineString", "coordinates": [[-3, 4], [5, -6]]}
    DatedGeoJson([item("1918"), item("1919", geometry=line)]).add_to(chart)
    assert chart.get_bounds() == [[-6, -3], [4, 5]]


# --- what its manual shows

HOME = Path(__file__).parents[2]
MANUAL = (HOME / "docs" / "plugin.md").read_text("utf-8")


def ran(code: str, names: dict[str, object]) -> object:
    """Run code as a cell of a notebook, and return the value of its last line."""
    *lines, last = ast.parse(code).body
    if isinstance(last, ast.Expr):
        exec(compile(ast.Module(lines, []), "cell", "exec"), names)  # noqa: S102 - our own pages
        return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
    exec(code, names)  # noqa: S102
    return None


def test_the_notebook_runs_from_its_first_cell_to_its_last(monkeypatch, capsys):
    monkeypatch.chdir(HOME / "docs")
    notebook = json.loads(Path("plugin.ipynb").read_text("utf-8"))
    cells = [each for each in notebook["cells"] if each["cell_type"] == "code"]
    assert len({each["id"] for each in notebook["cells"]}) == len(notebook["cells"])
    assert all(not each["outputs"] and each["execution_count"] is None for each in cells)
    names: dict[str, object] = {}
    results = [ran("".join(each["source"]), names) for each in cells]
    maps = [each for each in results if isinstance(each, folium.Map)]
    assert len(maps) == 2
    for chart in maps:
        cell = chart._repr_html_()
        assert addresses(cell) == addresses(html.unescape(cell)) == set()
    asked = timeline(written(maps[1]))
    assert asked["texts"]["play"] == "Abspielen"
    assert asked["locale"]["months"][2] == "März"
    told = capsys.readouterr().out.strip()
    assert told.startswith("feature 1: start 'May 1994' is not a date")
    assert told in {line.replace("feature 3:", "feature 1:") for line in MANUAL.splitlines()}


def test_the_example_of_the_manual_runs_where_the_code_lies(monkeypatch, tmp_path):
    (tmp_path / "docs").symlink_to(HOME / "docs")
    monkeypatch.chdir(tmp_path)
    [code] = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)
    ran(code, {})
    assert addresses((tmp_path / "town.html").read_text("utf-8")) == set()


def test_each_option_is_in_the_manual():
    options = set(inspect.signature(DatedGeoJson).parameters)
    assert options - {"data"} <= set(re.findall(r"`(\w+)[=`]", MANUAL))
    assert set(STEPS) | set(POSITIONS) | set(_TEXTS) <= set(re.findall(r"`(\w+)`", MANUAL))


# --- without a network


def addresses(page: str) -> set[str]:
    return set(re.findall(r"(?:src|href)=\"((?:https?:)?//[^\"]+)", page))


def test_a_map_can_be_made_to_fetch_nothing():
    chart = folium.Map([2, 1], tiles=None)
    DatedGeoJson([item("1918")], popup="start").add_to(chart)
    folium.Marker([2, 1]).add_to(chart)
    folium.LayerControl().add_to(chart)
    assert len(addresses(written(chart))) > 5
    assert offline(chart) is chart
    page = written(chart)
    assert addresses(page) == set()
    assert page.count('src="data:text/javascript;base64,') == 2
    assert addresses(written(folium.Map([2, 1], tiles=None))), "other maps stay as they are"


def test_what_a_map_would_still_fetch_is_named(tmp_path):
    def chart(*children, **options):
        made = folium.Map([2, 1], **({"tiles": None} | options))
        for child in children:
            made.add_child(child)
        return made

    popup = folium.Marker([2, 1], popup="x")
    for made, words in (
        (chart(tiles="OpenStreetMap"), "TileLayer lies on a server: expected a map without it"),
        (chart(popup), r"jquery is loaded from a server: expected files=\{'jquery': a file"),
        (chart(folium.Marker([2, 1], icon=folium.Icon())), "awesome_markers is loaded"),
        (chart(Fullscreen()), "is loaded from a server"),
    ):
        with pytest.raises(ValueError, match=words):
            offline(made)
    jquery = tmp_path / "jquery.js"
    jquery.write_text("$ = 1")
    assert addresses(written(offline(chart(popup), {"jquery": jquery}))) == set()
