"""The page as a text: what it holds, and what it does not."""

from __future__ import annotations

import gzip
import json
import re
from copy import deepcopy
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from karamap import Atlas, UsageError
from karamap.core.layers import LAYER_IDS
from karamap.describe import captions
from karamap.lang.messages import languages, table
from karamap.web.packing import ABSENT, by_column, packed
from karamap.web.page import embedded, render
from karamap.web.payload import payload

WEB = files("karamap.web")
FRONTEND = Path(__file__).parents[2] / "frontend" / "src"
BLOCK = re.compile(r'<script type="application/json" id="karamap-(\w+)">(.*?)</script>', re.DOTALL)
HOSTILE = "</script><script>alert(1)</script>\u2028{{ 7 * 7 }}{% raw %}{# <!--"


@pytest.fixture(scope="module")
def html(atlas: Atlas) -> str:
    return render(atlas)


def test_size(html: str):
    raw = html.encode()
    assert len(raw) <= 1.6e6
    assert len(gzip.compress(raw)) <= 450e3


def test_nothing_is_fetched_nor_forbidden(html: str):
    assert not re.search(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=", html)
    assert not re.search(r"<link\b", html)
    assert not re.search(r"@import|url\((?!#|data:|\")", html)
    assert "sourceMappingURL" not in html
    for word in ("jsdelivr", "unpkg", "cdnjs", "googleapis", "bootstrapcdn", "jquery"):
        assert word not in html
    # nor is zooming forbidden
    assert "user-scalable" not in html


def test_same_atlas_same_page(atlas: Atlas, html: str):
    # another to the page, which keeps what it has made of an atlas
    assert render(replace(atlas)) == html


def test_data_survive_the_page(atlas: Atlas, html: str):
    meant = payload(atlas)
    blocks = {"data": packed(meant), **meant["spoken"]}
    there = {name: json.loads(block) for name, block in BLOCK.findall(html)}
    assert there == json.loads(json.dumps(blocks))


def test_every_text_is_said_by_its_language_only(html: str):
    there = {name: json.loads(block) for name, block in BLOCK.findall(html)}
    counts = {len(there[language]["texts"]) for language in languages()}
    assert len(counts) == 1
    for text in ("Степанакерт", "Ստեփանակերտ", "Qarabağ"):
        holders = [name for name in there if text in there[name].get("texts", ())]
        assert len(holders) == 1, text
    # the data that every page reads have no letters but Latin ones
    assert not re.search(
        r"[\u0400-\u058f]", json.dumps(there["data"]["features"], ensure_ascii=False)
    )


def test_rows_by_column_are_the_rows():
    rows = [{"id": "a", "end": None, "at": [1]}, {"id": "b", "at": [1]}, {"id": "c", "end": None}]
    packed = by_column(rows)
    assert packed["columns"]["id"] == ["a", "b", "c"]
    assert packed["columns"]["at"] == {"of": [[1]], "at": [0, 0, ABSENT]}
    unpacked: list[dict[str, object]] = [{} for _ in range(packed["count"])]
    for key, column in packed["columns"].items():
        values = (
            column
            if isinstance(column, list)
            else [column["of"][at] if at != ABSENT else ABSENT for at in column["at"]]
        )
        for row, value in zip(unpacked, values, strict=True):
            if value is not ABSENT:
                row[key] = value
    assert unpacked == rows


def test_hostile_text_stays_text(atlas: Atlas):
    places = deepcopy(atlas.layers["places"][:1])
    places[0]["properties"]["name_en"] = HOSTILE
    hostile = replace(atlas, layers={**atlas.layers, "places": places})
    page = render(hostile)
    assert "alert(1)</script>" not in page
    there = {name: json.loads(block) for name, block in BLOCK.findall(page)}
    [name] = there["data"]["features"]["places"]["columns"]["name"]
    assert there["en"]["texts"][name] == HOSTILE
    text = embedded({"name": HOSTILE})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"name": HOSTILE}


def test_every_feature_its_span_and_its_geometry_is_there_once(atlas: Atlas):
    data = payload(atlas, "en")
    features = data["features"]
    assert tuple(features) == LAYER_IDS
    for layer, items in atlas.layers.items():
        spans = [(f["id"], f["start"], f["end"]) for f in features[layer]]
        assert spans == [
            (x["id"], x["properties"]["start_date"], x["properties"]["end_date"]) for x in items
        ]
    assert len({json.dumps(code) for code in data["geometries"]}) == len(data["geometries"])
    used = {f["geometry"] for items in features.values() for f in items if "geometry" in f}
    assert used == set(range(len(data["geometries"])))


def test_control_areas_are_those_of_the_atlas(atlas: Atlas):
    held = dict.fromkeys(atlas.at("2020-09-01").areas_km2, 0.0)
    for feature in payload(atlas, "en")["features"]["control"]:
        if feature["start"] <= "2020-09-01" < (feature["end"] or "9999"):
            held[feature["controller"]] += feature["km2"]
    assert held == pytest.approx(atlas.at("2020-09-01").areas_km2, abs=len(atlas.layers["control"]))


def scripts() -> str:
    return "".join(
        path.read_text("utf-8") for path in FRONTEND.rglob("*.ts") if ".test." not in path.name
    )


def test_every_text_the_page_asks_for_exists_and_is_used():
    template = (WEB / "page.html").read_text()
    code = scripts() + template
    asked = set(re.findall(r"\bt\(\"([\w.]+\w)\"", code))
    assert asked
    assert asked <= set(table())
    code += Path(captions.__file__).read_text()
    families = (
        "compare",
        "layers",
        "legend",
        "map",
        "page",
        "period",
        "popup",
        "timeline",
        "tools",
    )
    mine = {key for key in table() if key.startswith(tuple(f"{name}." for name in families))}
    # buttons of page.html name their texts by their ids
    prefixes = {"step": "timeline.", "tool": "tools.", "way": "compare.how."}
    named = re.findall(r"\{\{ (step|tool|way)\(\"(\w+)\"", code)
    by_id = {prefixes[macro] + name for macro, name in named}
    assert {key for key in mine - by_id if f'"{key}"' not in code} == set()


def test_unknown_language_and_host(atlas: Atlas):
    with pytest.raises(UsageError, match="klingon"):
        render(atlas, language="klingon")
    with pytest.raises(UsageError, match="carrier pigeon"):
        render(atlas, host="carrier pigeon")  # type: ignore[arg-type]
