"""GeoJSON and JSON as RFC 7946 and RFC 8259 forbid them, or as nobody should write them.

Each is named in one sentence by what `karamap validate` runs, and refused by what loads.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from karamap.check.features import File, shape_problems
from karamap.core.errors import DataError
from karamap.core.geojson import read, read_each
from karamap.core.layers import Layer
from karamap.core.problems import sorted_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BOX = [[46.0, 39.5], [46.5, 39.5], [46.5, 40.0], [46.0, 40.0], [46.0, 39.5]]
HOLE = [[46.1, 39.6], [46.1, 39.7], [46.2, 39.7], [46.2, 39.6], [46.1, 39.6]]
FILE = File("layers/try.geojson", Layer("try", "mixed"), ())
SENTENCE = re.compile(r"layers/try\.geojson[^\n]*: found [^\n]+, expected [^\n]+")


def sound() -> dict[str, Any]:
    """Return a collection with nothing wrong in it, and nothing that every feature must have."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "try",
                "properties": {"id": "try", "name_en": "A square", "rank": 1},
                "geometry": {"type": "Polygon", "coordinates": [BOX]},
            }
        ],
    }


def deep(levels: int) -> list[Any]:
    made: list[Any] = [46.0, 39.5]
    for _ in range(levels):
        made = [made]
    return made


def document(change: Callable[[dict[str, Any]], Any]) -> str:
    found = sound()
    change(found)
    return json.dumps(found)


def feature(change: Callable[[dict[str, Any]], Any]) -> str:
    return document(lambda whole: change(whole["features"][0]))


def shape(kind: str, coordinates: object) -> str:
    return feature(lambda item: item.update(geometry={"type": kind, "coordinates": coordinates}))


def number_instead_of_first(word: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw.replace(b"46.0", word, 1)


def in_first_text(piece: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw.replace(b"A square", b"A square" + piece)


def collection(member: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw.replace(b"{", b"{" + member + b",", 1)


BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "half a character": (in_first_text(rb"\ud83d"), r"the escape \ud83d"),
    "the other half": (in_first_text(rb"\uDE00x"), r"the escape \uDE00"),
    "halves in the wrong order": (in_first_text(rb"\ude00\ud83d"), r"the escape \ude00"),
    "an escaped control": (in_first_text(rb"\u001b[31m"), r"the escape \u001b"),
    "an escaped tab": (in_first_text(rb"\t"), r"the escape \t"),
    "an escaped turn of direction": (in_first_text(rb"\u202e"), r"the escape \u202e"),
    "a turn of direction": (lambda raw: raw + "\u202e".encode(), "U+202E"),
    "an isolate": (lambda raw: raw + "\u2066".encode(), "U+2066"),
    "a space of no width": (lambda raw: raw + "\u200b".encode(), "U+200B"),
    "no character": (lambda raw: raw + "\uffff".encode(), "U+FFFF"),
    "an escape of no character": (in_first_text(rb"\ufffe"), r"the escape \ufffe"),
    "a private letter": (in_first_text(rb"\ue000"), r"the escape \ue000"),
    "a mark of lost letters": (lambda raw: raw + "\ufffd".encode(), "U+FFFD"),
    "a mark within": (lambda raw: raw + "\ufeff".encode(), "U+FEFF"),
    "a C1 control": (lambda raw: raw + "\x9b31m".encode(), "U+009B"),
    "a number beyond all": (number_instead_of_first(b"1e999"), "the number 1e999"),
    "a number no script keeps": (
        number_instead_of_first(b"9007199254740993"),
        "the number 9007199254740993",
    ),
    "a number with a plus": (number_instead_of_first(b"+46"), "complete JSON"),
    "a number with a nought": (number_instead_of_first(b"046"), "complete JSON"),
    "a hexadecimal number": (number_instead_of_first(b"0x2e"), "complete JSON"),
    "single quotes": (lambda raw: raw.replace(b'"', b"'"), "complete JSON"),
    "a second document": (lambda raw: raw + raw, "complete JSON"),
    "another reference system": (
        collection(b'"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4284"}}'),
        "property 'crs': found {",
    ),
    "no reference system": (collection(b'"crs":null'), "property 'crs': found None"),
    "a box round all": (collection(b'"bbox":[43,38,51,42]'), "property 'bbox': found [43"),
    "a name of the collection": (collection(b'"name":"lakes"'), "no members but type, features"),
    "members of a geometry": (
        collection(b'"coordinates":[46,40]'),
        "no members but type, features",
    ),
    "a byte-order mark": (lambda raw: b"\xef\xbb\xbf" + raw, "a byte order mark"),
    "a key twice": (
        lambda raw: raw.replace(b'"rank": 1', b'"rank": 1, "rank": 2'),
        "the key 'rank' twice",
    ),
    "an id twice in a feature": (
        lambda raw: raw.replace(b'"id": "try", "prop', b'"id": "a", "id": "try", "prop'),
        "the key 'id' twice",
    ),
    "not a number": (number_instead_of_first(b"NaN"), "the number NaN"),
    "minus infinity": (number_instead_of_first(b"-Infinity"), "the number -Infinity"),
    "minus beyond all": (number_instead_of_first(b"-1e999"), "the number -1e999"),
    "a thousand digits": (number_instead_of_first(b"9" * 1000), "the number 999"),
    "deep lists": (lambda _: b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
    "deep objects": (lambda _: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deep"),
    "deep properties": (
        lambda raw: raw.replace(b'"rank": 1', b'"rank": ' + b"[" * 100_000 + b"]" * 100_000),
        "nested too deep",
    ),
    "a line of documents": (lambda raw: raw + b"\n" + raw, "complete JSON"),
    "records of RFC 8142": (lambda raw: b"\x1e" + raw, "the control character U+001E"),
    "a script": (lambda raw: b"var lakes = " + raw, "complete JSON"),
    "UTF-16": (lambda raw: raw.decode().encode("utf-16"), "the byte 0xff"),
}

PARTS: dict[str, tuple[str, str]] = {
    "a point of points": (shape("Point", [[46.7, 39.8]]), "unreadable geometry"),
    "a point of four": (shape("Point", [46.7, 39.8, 1, 2]), "expected"),
    "true for a number": (shape("Point", [True, 39.8]), "unreadable geometry"),
    "a point an object": (shape("Point", {"lon": 46.7, "lat": 39.8}), "unreadable geometry"),
    "line of one point": (shape("LineString", [[46.0, 39.5]]), "expected"),
    "line of numbers": (shape("LineString", [46.0, 39.5]), "expected"),
    "lines of points": (
        shape("MultiLineString", [[46.0, 39.5], [46.1, 39.5]]),
        "unreadable geometry",
    ),
    "ring of numbers": (shape("Polygon", [46.0, 39.5]), "unreadable geometry"),
    "ring without polygon": (shape("Polygon", BOX), "unreadable geometry"),
    "polygon for polygons": (shape("MultiPolygon", [BOX]), "unreadable geometry"),
    "heights for some": (shape("Polygon", [[*BOX[:2], [46.5, 40.0, 9], *BOX[3:]]]), "expected"),
    "hole clockwise not": (
        shape("Polygon", [BOX, [[46.1, 39.6], [46.2, 39.6], [46.2, 39.7], [46.1, 39.6]]]),
        "holes not",
    ),
    "nested points": (shape("Point", deep(300)), "unreadable geometry"),
    "geometry of lower case": (shape("point", [46.7, 39.8]), "none of Point"),
    "geometry without a type": (feature(lambda f: f["geometry"].pop("type")), "none of Point"),
    "geometry without coordinates": (
        feature(lambda f: f["geometry"].pop("coordinates")),
        "unreadable geometry",
    ),
    "geometry a list": (feature(lambda f: f.update(geometry=[46.7, 39.8])), "unreadable geometry"),
    "geometry a feature": (
        feature(lambda f: f["geometry"].update(properties={})),
        "a member 'properties'",
    ),
    "geometry of another system": (
        feature(lambda f: f["geometry"].update(crs={"type": "name"})),
        "a member 'crs'",
    ),
    "feature of another system": (
        feature(lambda f: f.update(crs={"type": "name"})),
        "property 'crs'.*no members but",
    ),
    "geometry and coordinates": (
        feature(lambda f: f.update(coordinates=[46, 39])),
        "property 'coordinates'",
    ),
    "no properties": (feature(lambda f: f.pop("properties")), "property 'properties'"),
    "properties a list": (feature(lambda f: f.update(properties=[])), "property 'properties'"),
    "feature of lower case": (feature(lambda f: f.update(type="feature")), "a GeoJSON Feature"),
    "feature null": (
        document(lambda d: d["features"].append(None)),
        r"feature number \d+: found None",
    ),
    "feature a list": (document(lambda d: d["features"].append([])), "a GeoJSON Feature"),
    "features an object": (document(lambda d: d.update(features={})), "property 'features'"),
    "features missing": (document(lambda d: d.pop("features")), "property 'features'"),
    "features none": (document(lambda d: d["features"].clear()), "found no features"),
    "collection of lower case": (
        document(lambda d: d.update(type="featurecollection")),
        "a GeoJSON FeatureCollection",
    ),
    "a topology": (document(lambda d: d.update(type="Topology")), "a GeoJSON FeatureCollection"),
    "id null": (feature(lambda f: f.update(id=None)), "feature number 1, property 'id'"),
    "id empty": (feature(lambda f: f.update(id="")), "feature number 1, property 'id'"),
}

GOOD: dict[str, str] = {
    "as it is": json.dumps(sound()),
    "a pair of halves": json.dumps(sound()).replace("A square", r"A square \ud83d\ude00 \\ud83d"),
    "the system that GeoJSON has": document(
        lambda d: d.update(
            crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
        )
    ),
    "a hole": shape("Polygon", [BOX, HOLE]),
    "two polygons": shape("MultiPolygon", [[BOX], [[[x + 1, y] for x, y in BOX]]]),
    "a line": shape("LineString", BOX[:2]),
    "lines": shape("MultiLineString", [BOX[:2], BOX[2:4]]),
    "a point": shape("Point", BOX[0]),
    "exponents": json.dumps(sound()).replace("46.5", "4.65e1"),
    "whole degrees": json.dumps(sound()).replace("46.0", "46"),
    "blanks and line ends": json.dumps(sound(), indent=4),
    "members in another order": json.dumps(dict(reversed(sound().items()))),
}


def problems(path: Path) -> list[str]:
    """Return what is said of a file, as `karamap validate` comes to it."""
    found: list[Any] = []
    try:
        items = list(sorted_out(read_each(path), found))
        found += shape_problems(FILE, items)
    except DataError as error:
        found.append(error.what)
    return [str(problem) for problem in found]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "layers").mkdir()
    return tmp_path / "layers" / "try.geojson"


def require_named(path: Path, says: str, *, plain: bool) -> None:
    found = problems(path)
    assert all(SENTENCE.fullmatch(each) and len(each) < 700 for each in found), found
    assert any(says in each if plain else re.search(says, each) for each in found), found


@pytest.mark.parametrize("name", BYTES)
def test_json_that_is_none_is_named(path: Path, name: str):
    damage, says = BYTES[name]
    raw = json.dumps(sound()).encode()
    path.write_bytes(damage(raw))
    assert path.read_bytes() != raw
    require_named(path, says, plain=True)


@pytest.mark.parametrize("name", PARTS)
def test_what_rfc_7946_does_not_have_is_named(path: Path, name: str):
    text, says = PARTS[name]
    path.write_text(text, "utf-8")
    require_named(path, says, plain=False)


@pytest.mark.parametrize("name", GOOD)
def test_what_rfc_7946_allows_is_read(path: Path, name: str):
    path.write_text(GOOD[name], "utf-8")
    assert problems(path) == []
    [found] = read(path)
    assert found.geometry.is_valid
