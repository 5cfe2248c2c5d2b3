"""Odd values given to Python's own interface: one sentence each, never an error of Python's."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from karamap import Atlas, DataError, KaramapError
from karamap.core import paths
from karamap.core.paths import relief_of
from karamap.render.map.options import MapOptions, read_options
from karamap.render.map.sheet import Sheet
from karamap.web.relief import data_uri

if TYPE_CHECKING:
    from pathlib import Path

NAN, INF = float("nan"), float("inf")
DAYS = (
    *("nan", "１９９４", "1_994", "2020−11−10", "", "1917", "2025", "9999", None, 1994, 1994.0),
    *(NAN, INF, True, [], (), {}, b"1994", object()),
)
POINTS = (
    *((NAN, 39), (46, NAN), (INF, 39), (46, -INF), ("46", "39"), (None, None), (181, 0), (0, 91)),
    *(([46], 39), (True, 39), (46 + 1j, 39), (b"46", 39)),
)
LANGUAGES = ("xx", "EN", "", None, "en-GB", "русский", 1, [])
OPTIONS = (
    *(("view", (NAN, 46, 9)), ("view", (46.8, 39.8, 9)), ("view", (39.8, 46.8)), ("view", "x")),
    *(("compare", "x"), ("compare", 1994), ("theme", "dark"), ("theme", 1), ("layers", ("nope",))),
    *(("layers", [1]), ("names", "xx"), ("names", 1), ("nope", 1), ("note", 5), ("title", "a\x00")),
)


def refused(ask, *asked) -> None:
    with pytest.raises(KaramapError, match="expected") as told:
        ask(*asked)
    assert len(str(told.value)) < 400
    assert "\n" not in str(told.value)


def test_odd_days_are_told(atlas: Atlas):
    for day in DAYS:
        refused(atlas.at, day)
        refused(atlas.changes, "1918-02-02", day)
        refused(atlas.control_at, 46.9, 39.9, day)
        refused(atlas.subject, day)
        refused(atlas.areas_km2, day)
        refused(atlas.changes_on, day)
        refused(list, Asked(atlas, day))


class Asked:
    """The features of a day, asked for when they are wanted."""

    def __init__(self, atlas: Atlas, day: object) -> None:
        self._atlas, self._day = atlas, day

    def __iter__(self):
        return self._atlas.features("control", self._day)


def test_odd_points_are_told(atlas: Atlas):
    for lon, lat in POINTS:
        refused(atlas.control_at, lon, lat, "1994")
        refused(atlas.history, lon, lat)
        refused(atlas.control_features_at, lon, lat)


def test_odd_languages_and_options_of_a_picture_are_told(atlas: Atlas):
    state = atlas.at("1994")
    for language in LANGUAGES:
        refused(state.text, language)
        refused(lambda asked: state.picture("svg", language=asked), language)
        refused(atlas.subject, "1994", language)
    for name, value in OPTIONS:
        refused(lambda name, value: read_options(Sheet(), "en", **{name: value}), name, value)
    for suffix in ("gif", "", "PNG", None, 1):
        refused(state.picture, suffix)
    for preset in ("huge", 1):
        refused(lambda asked: state.picture(preset=asked), preset)
    for size in ("nan", "", None, 1):
        refused(lambda asked: state.picture(size=asked), size)


@pytest.mark.parametrize("folder", ["nowhere", "/dev/null", 1, b"x", 1.5, [], ("a",)])
def test_what_is_no_folder_is_told(folder):
    refused(Atlas.load, folder)


def test_what_the_command_line_takes_python_takes(atlas: Atlas):
    asked = {"view": "39.8,46.8,9", "theme": "print", "layers": "places,control"}
    day = {"compare": "1994"}
    given = read_options(Sheet(), "hy", **asked, **day, names=None)
    assert isinstance(given, MapOptions)
    assert (given.view, given.theme.id, given.compare) == (
        (39.8, 46.8, 9),
        "print",
        date(1994, 12, 31),
    )
    assert given.layers == ("control", "places")
    # a time of day is of no matter
    noon = datetime(2020, 11, 10, 12, 0)
    assert atlas.areas_km2(noon) == atlas.areas_km2("2020-11-10") == atlas.at(noon).areas_km2


def test_a_relief_that_cannot_be_shown_is_told(tmp_path: Path):
    (tmp_path / "base").mkdir()
    for bounds in ([1, 2, 3], ["west", 38, 50, 42], None):
        (tmp_path / "base" / "relief.json").write_text(json.dumps({"bounds": bounds}))
        with pytest.raises(DataError, match=r"base/relief\.json has no usable bounds"):
            relief_of(tmp_path)
    picture = tmp_path / "relief.png"
    with pytest.raises(DataError, match=r"base/relief\.png is missing or is no picture"):
        data_uri(picture)
    Image.new("L", (2, 2)).save(picture)
    with pytest.raises(DataError, match="it has no palette"):
        data_uri(picture)


def test_what_is_not_there_is_named(atlas: Atlas, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(paths, "PACKAGE", tmp_path)
    monkeypatch.setattr(paths, "CHECKOUT", tmp_path)
    with pytest.raises(DataError, match="the folder 'geodata' that ships with karamap is missing"):
        paths.geodata_folder()
    with pytest.raises(KeyError, match="moon"):
        atlas.layers["places"][0]["moon"]
