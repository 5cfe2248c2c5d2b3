"""Places as Linked Places: what the format asks for, names by year, and who held them."""

from __future__ import annotations

import json
import re

import pytest

from karamap.evidence.control import PLACE_KINDS
from karamap.export.formats import Wanted, export
from karamap.export.linked_places import KINDS


@pytest.fixture(scope="module")
def linked(atlas, tmp_path_factory) -> dict[str, dict]:
    path = tmp_path_factory.mktemp("linked") / "all.jsonld"
    export(atlas, path, Wanted())
    document = json.loads(path.read_text("utf-8"))
    assert document["type"] == "FeatureCollection"
    assert document["@context"].endswith("linkedplaces-context-v1.jsonld")
    return {item["@id"].rpartition(":")[2]: item for item in document["features"]}


def instants(when: dict) -> list[str]:
    return [
        text
        for span in when["timespans"]
        for end in (span["start"], span["end"])
        for text in end.values()
    ]


def test_linked_places_have_what_the_format_asks_for(atlas, linked):
    assert set(linked) == {item.id for item in atlas.layers["places"]}
    for place in linked.values():
        assert place["properties"]["title"]
        assert place["properties"]["ccodes"][0] in {"AZ", "AM", "GE"}
        assert place["properties"]["fclasses"][0] in "AHLPRST"
        assert place["names"][0]["citations"][0]["label"]
        assert place["geometry"]["type"] == "Point"
        assert place["types"][0]["identifier"].startswith("aat:")
        for part in (place, *(name for name in place["names"] if "when" in name)):
            assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in instants(part["when"]))
        for link in place["links"]:
            assert (link["type"], link["identifier"][:4]) == ("closeMatch", "http")
    assert sum(bool(place["links"]) for place in linked.values()) > 400


def test_linked_names_follow_the_year(linked):
    names = {(name["toponym"], name.get("lang")): name for name in linked["stepanakert"]["names"]}
    # the name of the other side from 1991 on, which stands in brackets in ours
    [soviet] = names["Stepanakert", "az"]["when"]["timespans"]
    assert soviet["start"] == {"earliest": "1923-09-01", "latest": "1923-09-30"}
    assert soviet["end"] == {"in": "2024-12-31"}
    first, again = names["Xankəndi", "az"]["when"]["timespans"]
    assert (first["end"]["latest"], again["start"]["in"]) == ("1923-09-29", "1991-11-26")
    # one name all along, however often others changed
    [stayed] = names["Ստեփանակերտ", "hy"]["when"]["timespans"]
    assert stayed["end"] == {"in": "2024-12-31"}
    assert all("when" not in name for name in linked["hadrut"]["names"])


def test_linked_places_tell_who_held_them(linked):
    told = [item["value"] for item in linked["aghdam"]["descriptions"]]
    *held, differing = told
    assert held[-1] == "Azerbaijan, since 20 November 2020"
    assert differing.startswith("Where accounts differ: Armenian forces since 23 July 1993")


def test_every_kind_of_place_is_a_known_concept():
    assert set(KINDS) == set(PLACE_KINDS)
