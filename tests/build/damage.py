"""Ways to damage geodata, and what must be said of each."""

# ruff: noqa: ARG005, E501, FBT003 - tables, one damage a line

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from karamap.core.paths import geodata_folder

if TYPE_CHECKING:
    from collections.abc import Callable

GEODATA = geodata_folder()
FILES = sorted(
    path.relative_to(GEODATA).as_posix()
    for path in GEODATA.rglob("*")
    if path.is_file() and path.suffix != ".md"
)
CSV = [name for name in FILES if name.endswith(".csv")]
GEOJSON = [name for name in FILES if name.endswith(".geojson")]
JSON = [name for name in FILES if name.endswith(".json")]
TEXT = CSV + GEOJSON + JSON
# Damage to the bytes of any file: what is done to it, and what must be said.


def cut(raw: bytes) -> bytes:
    half = raw[: len(raw) // 2]
    # a text ends between two letters, not within one
    return half.decode(errors="ignore").encode() if raw[:1] in b"[{" else half


def twice_the_first_key(raw: bytes) -> bytes:
    key = re.search(rb'"\w+":', raw)
    assert key
    at = key.start()
    return raw[:at] + key[0] + b" null, " + raw[at:]


def number_instead_of_first(word: bytes) -> Callable[[bytes], bytes]:
    # a value, and no number within a text
    value = re.compile(rb'(\[|":)\s*[\d.]+(?=[,\]])')
    return lambda raw: value.sub(rb"\g<1>" + word, raw, count=1)


def in_line(raw: bytes, number: int, change: Callable[[bytes], bytes]) -> bytes:
    lines = raw.split(b"\n")
    lines[number] = change(lines[number])
    return b"\n".join(lines)


BYTES: dict[str, tuple[list[str], Callable[[bytes], bytes], str]] = {
    "an empty file": (TEXT, lambda raw: b"", "an empty file"),
    "blanks only": (TEXT, lambda raw: b"\n \n", "an empty file"),
    "a byte order mark": (TEXT, lambda raw: b"\xef\xbb\xbf" + raw, "byte order mark"),
    "Windows line ends": (TEXT, lambda raw: raw.replace(b"\n", b"\r\n"), "U+000D"),
    "Latin-1": (TEXT, lambda raw: in_line(raw, 1, lambda line: line + b"caf\xe9"), "line 2: found the byte 0xe9"),
    "UTF-16": (TEXT, lambda raw: raw.decode().encode("utf-16"), "the byte 0xff"),
    "a NUL": (TEXT, lambda raw: in_line(raw, 1, lambda line: line + b"\0"), "line 2: found the control character U+0000"),
    "a line separator": (TEXT, lambda raw: raw + "\u2028".encode(), "U+2028"),
    "truncated JSON": (GEOJSON + JSON, cut, "complete JSON"),
    "an extra comma": (GEOJSON + JSON, lambda raw: raw.rstrip()[:-1] + b"," + raw.rstrip()[-1:], "complete JSON"),
    "a comment": (GEOJSON + JSON, lambda raw: b"// kept by hand\n" + raw, "line 1: found no JSON"),
    "nested too deep": (GEOJSON + JSON, lambda raw: b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
    "a list of nothing": (GEOJSON + JSON, lambda raw: b"[]", "expected"),
    "a bare text": (GEOJSON + JSON, lambda raw: b'"geodata"', "expected"),
    "a key twice": (GEOJSON + JSON, twice_the_first_key, "each key once"),
    "not a number": ([*GEOJSON, "base/relief.json", "datapackage.json"], number_instead_of_first(b"NaN"), "the number NaN"),
    "infinity": ([*GEOJSON, "base/relief.json", "datapackage.json"], number_instead_of_first(b"-Infinity"), "Infinity"),
    "a number of many digits": ([*GEOJSON, "base/relief.json"], number_instead_of_first(b"9" * 5000), "numbers as JSON has them"),
    "another reference system": (GEOJSON, lambda raw: raw.replace(b"{", b'{"crs":{"type":"name","properties":{"name":"EPSG:28408"}},', 1), "property 'crs': found {"),
    "half a character": (GEOJSON + JSON, lambda raw: re.sub(rb'(:\s*")', rb"\1\\ud83d", raw, count=1), r"the escape \ud83d"),
    "a web page": (TEXT, lambda raw: b"<!DOCTYPE html><p>404</p>\n", "expected"),
    "no rows": (CSV, lambda raw: raw.split(b"\n")[0] + b"\n", "at least one"),
    "a column gone": (CSV, lambda raw: raw.replace(b",", b"", 1), "line 1: found the columns"),
    "an unknown column": (CSV, lambda raw: in_line(raw, 0, lambda line: line + b",remark"), "found the columns"),
    "columns in another order": (CSV, lambda raw: in_line(raw, 0, lambda line: b",".join(line.split(b",")[::-1])), "found the columns"),
    "semicolons for commas": (CSV, lambda raw: raw.replace(b",", b";"), "found the columns"),
    "an extra comma in a row": (CSV, lambda raw: in_line(raw, 1, lambda line: line + b","), "cells"),
    "a row cut short": (CSV, lambda raw: in_line(raw, 1, lambda line: line.split(b",")[0]), "found 1 cells"),
    "a quote that never ends": (CSV, lambda raw: raw + b'x,"', "no table"),
    "a row twice": (CSV, lambda raw: raw.rstrip(b"\n") + b"\n" + raw.rstrip(b"\n").split(b"\n")[-1] + b"\n", "used once"),
    "an id in capitals": (CSV, lambda raw: in_line(raw, 1, lambda line: b"X" + line), "an id of lower-case"),
    "a picture cut short": (["base/relief.png", "base/heights.png"], cut, "a whole PNG"),
    "no picture": (["base/relief.png"], lambda raw: b"P6", "a whole PNG"),
    "another picture": (["base/relief.png"], lambda raw: raw.replace(b"tRNS", b"tRNX").replace(b"PLTE", b"PLTX"), "expected"),
}  # fmt: skip


# Damage to one feature, entry or cell: the file, what is done, and what must be said.


def feature(file: str, change: Callable[[dict], Any]) -> tuple[str, Callable[[str], str]]:
    def damage(text: str) -> str:
        document = json.loads(text)
        change(document["features"][0])
        return json.dumps(document, ensure_ascii=False)

    return file, damage


def prop(file: str, name: str, value: object) -> tuple[str, Callable[[str], str]]:
    return feature(file, lambda item: item["properties"].__setitem__(name, value))


def shape(file: str, kind: str, coordinates: object) -> tuple[str, Callable[[str], str]]:
    found = {"type": kind, "coordinates": coordinates}
    return feature(file, lambda item: item.__setitem__("geometry", found))


def document(file: str, change: Callable[[Any], Any]) -> tuple[str, Callable[[str], str]]:
    def damage(text: str) -> str:
        found = json.loads(text)
        change(found)
        return json.dumps(found, ensure_ascii=False)

    return file, damage


def cell(table: str, column: str, value: str) -> tuple[str, Callable[[str], str]]:
    """Change a cell of the first row; what is said must name row and column."""

    def damage(text: str) -> str:

        rows = list(csv.reader(io.StringIO(text)))
        rows[1][rows[0].index(column)] = value
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    return f"evidence/{table}.csv", damage


BOX = [[46.0, 39.5], [46.5, 39.5], [46.5, 40.0], [46.0, 40.0], [46.0, 39.5]]
BOW = [[46.0, 39.5], [46.5, 40.0], [46.5, 39.5], [46.0, 40.0], [46.0, 39.5]]
LAKES, CONTROL, PLACES = "layers/lakes.geojson", "layers/control.geojson", "layers/places.geojson"

PARTS: dict[str, tuple[tuple[str, Callable[[str], str]], str]] = {
    "ring not closed": (shape(LAKES, "Polygon", [BOX[:-1]]), "property 'geometry': found .*not closed"),
    "ring of two points": (shape("layers/districts.geojson", "Polygon", [[BOX[0], BOX[0]]]), "not closed"),
    "self-intersection": (shape(CONTROL, "Polygon", [BOW]), "found 'Self-intersection.*expected a valid geometry"),
    "three dimensions": (shape(PLACES, "Point", [46.7, 39.8, 812]), "longitude and latitude only"),
    "a corner outside": (shape(LAKES, "Polygon", [[BOX[0], [60.0, 39.5], *BOX[2:]]]), "found '60.0, 39.5', expected longitude"),
    "swapped": (shape(PLACES, "Point", [39.8, 46.7]), "latitude swapped"),
    "one coordinate": (shape("layers/events.geojson", "Point", [46.7]), "expected"),
    "coordinates as text": (shape("layers/events.geojson", "Point", ["46.7", "39.8"]), "unreadable geometry"),
    "coordinates null": (shape("layers/events.geojson", "Point", [None, 39.8]), "expected"),
    "empty": (shape("layers/events.geojson", "Point", []), "an empty geometry"),
    "infinite": (shape(PLACES, "Point", [1e308 * 10, 39.8]), "expected"),
    "unknown geometry": (shape("layers/countries.geojson", "Circle", [46, 39, 1]), "none of Point"),
    "collection": (shape("layers/buffer_zone.geojson", "GeometryCollection", []), "none of Point"),
    "wrong geometry": (shape("layers/rivers.geojson", "Polygon", [BOX]), "expected LineString or"),
    "clockwise": (shape("layers/buffer_zone.geojson", "Polygon", [BOX[::-1]]), "counter-clockwise"),
    "far away": (shape("layers/events.geojson", "Point", [2.3, 48.9]), "longitude 43.0-51.0"),
    "geometry a text": (feature("layers/countries.geojson", lambda f: f.update(geometry="here")), "property 'geometry'"),
    "no geometry member": (feature("layers/rivers.geojson", lambda f: f.pop("geometry")), "property 'geometry'"),
    "geometry null": (feature("layers/countries.geojson", lambda f: f.update(geometry=None)), "expected a geometry"),
    "no coordinates": (feature("layers/districts.geojson", lambda f: f.update(geometry={"type": "Polygon"})), "unreadable geometry"),
    "no feature": (document("layers/districts.geojson", lambda d: d["features"].__setitem__(0, 5)), "a GeoJSON Feature"),
    "a bare geometry": (feature("layers/events.geojson", lambda f: f.update(type="Polygon")), "a GeoJSON Feature"),
    "properties null": (feature("layers/buffer_zone.geojson", lambda f: f.update(properties=None)), "property 'properties'"),
    "a member too many": (feature("layers/line_of_contact.geojson", lambda f: f.update(bbox=[1, 2])), "property 'bbox'.*no members but"),
    "no id": (feature("layers/front_lines_2020.geojson", lambda f: f.pop("id")), "feature number 1, property 'id'"),
    "id a number": (feature("layers/autonomous_oblast.geojson", lambda f: f.update(id=7)), "a text that no other feature has"),
    "other id": (prop("layers/peacekeeping_zone.geojson", "id", "other"), "the id of the feature"),
    "id twice": (document("layers/lachin_corridor.geojson", lambda d: d["features"].append(d["features"][0])), "each id once"),
    "no features": (document("layers/rivers.geojson", lambda d: d["features"].clear()), "no features"),
    "unknown property": (prop("layers/autonomous_oblast.geojson", "colour", "red"), "property 'colour': found 'red', expected no property"),
    "property gone": (feature(LAKES, lambda f: f["properties"].pop("water")), "property 'water'"),
    "no name": (feature(LAKES, lambda f: f["properties"].update(dict.fromkeys(("name_en", "name_az", "name_hy", "name_ru")))), "expected a name"),
    "name a number": (prop("layers/rivers.geojson", "name_en", 7), "property 'name_en': found 7, expected a text or null"),
    "names no list": (prop(PLACES, "names", "Ganja"), "property 'names'"),
    "names without dates": (prop(PLACES, "names", [{"name_en": "Ganja"}]), "property 'names'"),
    "names with a wrong date": (prop(PLACES, "names", [dict.fromkeys(("start_date", "end_date", "name_en", "name_az", "name_hy", "name_ru"), "1918")]), "a start_date as"),
    "rank a text": (prop(PLACES, "rank", "1"), "property 'rank': found '1', expected a whole number"),
    "yes for true": (prop("layers/events.geojson", "in_article", "yes"), "true or false"),
    "accuracy true": (prop("layers/front_lines_2020.geojson", "accuracy_m", True), "whole number of metres"),
    "accuracy zero": (prop("layers/peacekeeping_zone.geojson", "accuracy_m", 0), "whole number of metres"),
    "accuracy below zero": (prop("layers/rivers.geojson", "accuracy_m", -5), "whole number of metres"),
    "basis": (prop("layers/districts.geojson", "basis", "guess"), "one of public_data"),
    "confidence": (prop("layers/lachin_corridor.geojson", "confidence", "certain"), "one of high"),
    "controller": (prop(CONTROL, "controller", "martians"), "one of azerbaijan"),
    "controller a list": (prop(CONTROL, "controller", ["azerbaijan"]), "one of azerbaijan"),
    "date of no day": (prop("layers/districts.geojson", "start_date", "2020-02-30"), "YYYY-MM-DD"),
    "date a number": (prop("layers/events.geojson", "start_date", 2020), "YYYY-MM-DD"),
    "date without hyphens": (prop("layers/line_of_contact.geojson", "start_date", "20200101"), "YYYY-MM-DD"),
    "date too early": (prop("layers/front_lines_2020.geojson", "start_date", "0001-01-01"), "a day from 1918"),
    "date too late": (prop("layers/peacekeeping_zone.geojson", "end_date", "2099-01-01"), "a day from 1918"),
    "end before start": (prop("layers/districts.geojson", "end_date", "1918-01-01"), "after the start_date"),
    "EDTF": (prop("layers/lachin_corridor.geojson", "start_date:edtf", "soon"), "an EDTF date"),
    "EDTF a list": (prop("layers/autonomous_oblast.geojson", "start_date:edtf", []), "an EDTF date"),
    "source unknown": (prop("layers/rivers.geojson", "sources", ["rumour"]), "found 'rumour', expected a key of sources.json"),
    "source a list": (prop("layers/countries.geojson", "sources", [["rumour"]]), "a key of sources.json"),
    "sources a text": (prop("layers/buffer_zone.geojson", "sources", "rumour"), "a list of keys"),
    "no sources": (prop("layers/line_of_contact.geojson", "sources", []), "a list of keys"),
    "overlap": (document(CONTROL, lambda d: d["features"].append({**d["features"][0], "id": "copy", "properties": {**d["features"][0]["properties"], "id": "copy"}})), "no overlap"),
    "gap": (document(CONTROL, lambda d: d["features"].pop()), "without a holder.*no gap"),
    "place abroad": (document(PLACES, lambda d: next(f for f in d["features"] if f["id"] == "shusha")["geometry"].update(coordinates=[44.5, 40.2])), "a point in AZ"),
    "place in no country": (prop(PLACES, "country", "XX"), "outside XX"),
    "base: holder of ground": (prop("base/countries.geojson", "part", "half"), "one of main"),
    "base: no name": (feature("base/lakes.geojson", lambda f: f["properties"].pop("name_hy")), "property 'name_hy'"),
    "base: rank": (prop("base/rivers.geojson", "rank", None), "property 'rank'"),
    "base: shape": (shape("base/districts_raw.geojson", "Polygon", [BOW]), "a valid geometry"),
    "base: ring": (shape("base/oblast.geojson", "Polygon", [BOX[:-1]]), "not closed"),
    "base: line": (shape("base/line_1994.geojson", "LineString", [[46, 39]]), "expected"),
    "base: crest": (shape("base/crest_murovdag.geojson", "Point", [46, 39]), "LineString"),
    "routes: date": (prop("evidence/routes.geojson", "start", "soon"), "property 'start': found 'soon', expected an EDTF"),
    "routes: source": (prop("evidence/routes.geojson", "sources", ["rumour"]), "a key of sources.json"),
    "routes: kind": (feature("evidence/routes.geojson", lambda f: f["properties"].pop("kind")), "property 'kind'"),
    "units: shape": (shape("evidence/units_digitised.geojson", "Point", [46, 39]), "Polygon"),
    "source without title": (document("sources.json", lambda d: d[0].pop("title")), "entry 'natural-earth-5', property 'title'"),
    "source without id": (document("sources.json", lambda d: d[0].pop("id")), "entry '1', property 'id'"),
    "source twice": (document("sources.json", lambda d: d.append(d[0])), "each id once"),
    "source a text": (document("sources.json", lambda d: d.append("a book")), "an object with id"),
    "source runs code": (document("sources.json", lambda d: d[0].update(URL="javascript:alert(1)")), "entry 'natural-earth-5', property 'URL'"),
    "source date": (document("sources.json", lambda d: d[0].update(issued="2020")), "property 'issued'"),
    "source author": (document("sources.json", lambda d: d[0].update(author="Someone")), "property 'author'"),
    "relief bounds": (document("base/relief.json", lambda d: d.update(bounds=[50, 38, 43, 42])), "property 'bounds'"),
    "relief width": (document("base/relief.json", lambda d: d.update(width=1)), "property 'width'"),
    "relief a list": (("base/relief.json", lambda text: "[]"), "an object with bounds, width and height"),
    "origins a list": (("base/provenance.json", lambda text: "[]"), "an object with an entry for each file"),
    "licence unknown": (document("base/provenance.json", lambda d: d["relief.png"].update(licence="mine")), "entry 'relief.png', property 'licence'"),
    "nobody to name": (document("base/provenance.json", lambda d: d["relief.png"].update(attribution="")), "property 'attribution'"),
    "no origin": (document("base/provenance.json", lambda d: d.pop("rivers.geojson")), "entry 'rivers.geojson'"),
    "origin of nothing": (document("base/provenance.json", lambda d: d.update(moon=d["relief.png"])), "entry 'moon'"),
    "package: path outside": (document("datapackage.json", lambda d: d["resources"][0].update(path="../../etc/passwd")), "property 'path'"),
    "package: path absolute": (document("datapackage.json", lambda d: d["resources"][0].update(path="/etc/passwd")), "property 'path'"),
    "package: no resources": (document("datapackage.json", lambda d: d.update(resources={})), "a data package"),
    "package: licence": (document("datapackage.json", lambda d: d["resources"][0].update(licenses=[])), "property 'licenses'"),
    "package: version": (document("datapackage.json", lambda d: d.update(version="9")), "property 'version': found '9'"),
    "table: coordinate": (cell("places", "lon", "46.75"), "column 'lon': found '46.75', expected degrees"),
    "table: not a number": (cell("population", "min", "nan"), "column 'min'"),
    "table: too many": (cell("figures", "value_max", "inf"), "column 'value_max'"),
    "table: controller": (cell("place_control", "controller", "martians"), "column 'controller': found 'martians'"),
    "table: source": (cell("claims", "sources", "rumour"), "column 'sources': found 'rumour'"),
    "table: district source": (cell("districts", "sources", "rumour"), "column 'sources': found 'rumour'"),
    "table: name source": (cell("area_names", "sources", "rumour"), "column 'sources': found 'rumour'"),
    "table: place": (cell("anchors", "place_id", "atlantis"), "column 'place_id': found 'atlantis'"),
    "table: end": (cell("place_names", "end_date", "1900"), "column 'end_date'.*after the start_date"),
    "table: view": (cell("tour", "view", "1;2;3"), "column 'view'"),
    "table: claim": (cell("tour", "claims", "ac-99"), "column 'claims': found 'ac-99'"),
    "table: layer": (cell("claims", "layers", "weather"), "column 'layers': found 'weather'"),
    "table: flag": (cell("events", "in_article", "maybe"), "column 'in_article': found 'maybe'"),
    "table: date": (cell("unit_control", "date", "soon"), "column 'date': found 'soon'"),
    "table: unit": (cell("unit_control", "unit", "mars"), "column 'unit': found 'mars'"),
    "table: word missing": (cell("texts", "hy", ""), "column 'hy'"),
    "table: title": (cell("sections", "title_en", ""), "column 'title_en'"),
    "table: language": (cell("names_missing", "language", "tlh"), "column 'language'"),
    "table: kind": (cell("registration", "kind", "guess"), "column 'kind'"),
    "table: measure": (cell("measures", "kind", "depth"), "column 'kind'"),
    "table: formula": (cell("events", "title", "=cmd|' /C calc'!A0"), "column 'title': found .*no spreadsheet takes"),
    "formula": (prop("layers/districts.geojson", "name_en", "@SUM(1)"), "property 'name_en': found '@SUM.*no spreadsheet takes"),
    "table: answer": (cell("review", "answer", "perhaps"), "column 'answer': found 'perhaps'"),
    "table: answer by": (cell("review", "now", "districts:atlantis"), "column 'now': found 'atlantis'"),
    "table: capture": (cell("captures_unplaced", "date", ""), "column 'date'"),
}  # fmt: skip


# what no check by itself can call wrong: the file, and what is written in place of what
UNBUILT = {
    "evidence/figures.csv": ("3824", "3924"),
    "evidence/claims.csv": ("1992", "1993"),
    "evidence/captures_unplaced.csv": ("2020-10-23", "2020-10-24"),
    "evidence/measures.csv": ("1994", "1995"),
    "base/lakes.geojson": ("Sevan", "Seevan"),
}

# damage that each command meets somewhere, if it looks where it is
ROUGH: dict[str, list[tuple[str, Callable[[str], str]]]] = {
    "properties": [feature(f"layers/{name}.geojson", lambda f: f.update(properties={"start_date": "1918-01-01", "end_date": None, "block": "x"})) for name in ("control", "places", "events", "districts")],
    "truncated": [(name, lambda text: text[: len(text) // 2]) for name in TEXT],
    "types": [prop(CONTROL, "controller", ["x"]), prop(PLACES, "rank", "high"), prop("layers/events.geojson", "name_en", 5), cell("claims", "day", "soon")],
    "shapes": [shape(CONTROL, "Point", [46.0, 39.0]), shape(PLACES, "LineString", [[46, 39], [46, 40]]), shape("base/countries.geojson", "Point", [46, 39])],
}  # fmt: skip
