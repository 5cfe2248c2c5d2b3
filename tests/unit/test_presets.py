"""Pictures for their place: framed by their subject, with one's own words, in our typeface."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from datetime import date
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING
from zlib import compress

import numpy as np
import pytest
import resvg_py
import shapely
from PIL import Image

from karamap import Atlas, UsageError
from karamap.core.fonts import FAMILY, FOLDER, font_faces, font_files
from karamap.core.style import THEMES, style_keys
from karamap.lang.formats import long_date
from karamap.lang.messages import languages
from karamap.render.map.options import Look, MapOptions
from karamap.render.map.sheet import PRESETS, Sheet, parse_preset
from karamap.render.map.snapshot import Drawing, compose

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = [date(1923, 7, 7), date(1992, 5, 18), date(1994, 5, 12), date(2020, 11, 8),
        date(2022, 12, 12)]  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"
# odd frames: a kiosk, a banner, a wall
ODD = ("768x1366", "1280x300", "7680x1080")


@pytest.fixture(scope="module")
def preset(atlas: Atlas) -> Callable[[str, date], Drawing]:
    """Return a function that composes the picture of a day for its place, once."""
    return cache(lambda name, day: compose(atlas, day, MapOptions(PRESETS[name])))


def subject_box(drawing: Drawing) -> shapely.Polygon:
    """The subject's box on the sheet."""
    box = shapely.segmentize(shapely.box(*drawing.subject.bounds), 0.05)
    return shapely.box(*drawing.scene.view.to_sheet(box).bounds)


def assert_framed(drawing: Drawing) -> None:
    frame, box = drawing.scene.view.frame.box, subject_box(drawing)
    assert frame.buffer(0.5).contains(box)
    assert box.area / frame.area >= 0.35
    # the words around the map lie outside it
    for text in drawing.canvas.texts:
        names = {words for words, _ in drawing.labels}
        if text.get_text() and text.get_text() not in names:
            assert not drawing.canvas.extent(text).intersects(box), text.get_text()


# each preset on two of the days and in two languages, on one of them with one's own words
OWN = {"title": "My title", "subtitle": "My subtitle", "credit": "My credit", "note": "My note"}
TURNS = cycle(zip(cycle(DAYS), cycle(languages())))
EACH = [(preset, own, *next(TURNS)) for own in ({}, OWN) for preset in PRESETS]


@pytest.mark.parametrize(("preset", "own", "day", "language"), EACH, ids=str)
def test_the_subject_fills_the_frame_and_words_lie_around_it_on_the_sheet(
    atlas: Atlas, preset: str, own: dict[str, str], day: date, language: str
):
    drawing = compose(atlas, day, MapOptions(PRESETS[preset], language=language, **own))
    assert_framed(drawing)
    paper = shapely.box(0, 0, drawing.canvas.width, drawing.canvas.height)
    written = [text for text in drawing.canvas.texts if text.get_text()]
    assert all(paper.contains(drawing.canvas.extent(text)) for text in written)
    lines = [text.get_text() for text in written]
    for words in own.values():
        assert any(line.startswith(words) for line in lines), words
    assert long_date(day, language).replace("\u00a0", " ") in lines
    # whose map it is stays told
    assert any("OpenStreetMap" in line and own.get("credit", "") in line for line in lines)


@pytest.mark.parametrize("size", [*ODD, "640x480"])
def test_the_subject_fits_odd_frames(atlas: Atlas, size: str):
    assert_framed(compose(atlas, date(2020, 11, 8), MapOptions(Sheet.parse(size, 96))))


def test_no_halo_cuts_a_front(atlas: Atlas):
    drawing = compose(atlas, date(2020, 10, 20), MapOptions(PRESETS["slide"]))
    fronts = shapely.union_all([item.shape for item in drawing.scene.items["front_lines_2020"]])
    haloed = {text.get_text() for text in drawing.canvas.texts if text.halo[0]}  # type: ignore[attr-defined]
    # a river may be called like a town
    named = [item for item in drawing.labels if item[0] in haloed and item[0] != "Tartar"]
    cut = [words for words, box in named if box.intersects(fronts)]
    assert cut == []


def test_a_town_is_named_on_its_day_though_others_crowd_it(atlas: Atlas):
    drawing = compose(atlas, date(2020, 11, 10), MapOptions(PRESETS["square"]))
    assert {"Shusha", "Stepanakert", "Martakert"} <= {words for words, _ in drawing.labels}
    # at most one name of a town gives up its halo to cross a front
    towns = {words for words, _ in drawing.labels}
    bare = [each for each in drawing.canvas.texts if each.get_text() in towns and not each.halo[0]]  # type: ignore[attr-defined]
    assert len(bare) <= 1


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("square", date(1994, 5, 12)),  # the towns make room
        ("slide", date(2020, 11, 10)),
        ("thumbnail", date(1994, 5, 12)),  # a line leads to the name
        ("thumbnail", date(1992, 5, 18)),
    ],
)
def test_the_land_is_named_and_so_are_its_towns(
    preset: Callable[[str, date], Drawing], place: str, day: date
):
    drawing = preset(place, day)
    # without the air between letters
    words = {re.sub(r"[^A-Za-z-]", "", name) for name, _ in drawing.labels}
    assert {"NAGORNO-", "KARABAKH"} <= words or "NAGORNO-KARABAKH" in words
    assert {"Shusha", "Stepanakert"} <= words


def test_a_state_has_its_picture(preset: Callable[[str, date], Drawing]):
    drawing = preset("slide", date(2020, 11, 10))
    assert drawing.subject.headline
    assert drawing.title() == f"{drawing.subject.headline} · 10 November 2020"
    with pytest.raises(UsageError, match=r"'poster' is no preset: expected one of square, story"):
        parse_preset("poster")
    # the old name of the options works
    assert Look is MapOptions
    state = Atlas.load().at("2020-11-08")
    with Image.open(io.BytesIO(state.picture(preset="square", title="Mine"))) as picture:
        assert picture.size == (1080, 1080)
        assert picture.text["Title"] == "Mine · 8 November 2020"  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match=r"'bmp' is no picture: expected one of png, svg, pdf"):
        state.picture("bmp")


# --- drawings to go on with --------------------------------------------------------------


@pytest.fixture(scope="module")
def svg(preset: Callable[[str, date], Drawing]) -> str:
    return preset("slide", date(2020, 11, 10)).save("svg").decode()


def test_groups_are_named_by_layer_class_and_feature(svg: str):
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    control = next(node for node in root.iter(f"{SVG}g") if node.get("id") == "control")
    classes = [node for node in control if node.get("class") == "class"]
    assert {node.get("id") for node in classes} >= {"control-azerbaijan", "control-armenian_forces"}
    for node in classes:
        features = [part for part in node.iter(f"{SVG}g") if part.get("class") == "feature"]
        assert features
        assert all(part.find(f"{SVG}path") is not None for part in features)
    layers = {node.get("id") for node in root.iter(f"{SVG}g") if node.get("class") == "layer"}
    assert layers >= {"heading", "relief", "control", "districts", "events", "names", "scale"}


def test_a_name_is_written_once_over_a_halo_of_itself(svg: str):
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    words = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    assert words.count("Lachin") == 1
    halos = [node for node in root.iter(f"{SVG}use") if node.get("class") == "halo"]
    ids = {node.get("id") for node in root.iter(f"{SVG}g")}
    assert len(halos) > 20
    for node in halos:
        target = node.get("{http://www.w3.org/1999/xlink}href") or ""
        assert target.removeprefix("#") in ids
        assert "stroke" in (node.get("style") or "")
    # every text ends in a typeface that is anywhere
    families = re.findall(r"font-family: ([^;\"]*)", svg)
    assert families
    assert all(each.startswith(f"'{FAMILY}'") for each in families)
    assert all(each.endswith(", sans-serif") for each in families)


def test_a_drawing_looks_the_same_elsewhere(preset: Callable[[str, date], Drawing], svg: str):
    """Without our typeface a halo still lies under its own letters."""
    ours = np.asarray(preset("slide", date(2020, 11, 10)).picture()).astype(int)
    fonts = [str(path) for path in font_files()]
    drawn = resvg_py.svg_to_bytes(svg_string=svg, font_files=fonts, skip_system_fonts=True)
    theirs = Image.open(io.BytesIO(bytes(drawn))).convert("RGB")
    assert theirs.size == (1920, 1080)
    apart = np.abs(np.asarray(theirs).astype(int) - ours).max(axis=2)
    assert (apart > 64).mean() < 0.02


# --- typeface and signs ------------------------------------------------------------------


def test_the_typeface_of_the_page_is_small_and_has_its_licence_beside_it():
    assert len(compress(font_faces().encode(), 9)) <= 120_000
    assert font_faces().count("data:font/woff2;base64,") == 2
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text("utf-8")
    assert len(font_files()) == 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_four_kinds_of_event_have_four_signs(theme):
    signs = [theme.styles[key] for key in style_keys("events")]
    assert len({sign.outline for sign in signs}) == 4
    if theme.id != "mono":
        colours = {sign.fill for sign in signs}
        assert len(colours) == 4
        assert theme.palette.front not in colours


@pytest.mark.parametrize(
    ("preset", "day", "insets"),
    [
        ("slide", date(2021, 6, 1), 1),
        ("square", date(2023, 9, 19), 1),
        ("slide", date(2022, 12, 12), 0),  # the day is about the corridor
        ("slide", date(2019, 6, 1), 0),  # there is none
        ("column", date(2021, 6, 1), 0),  # no room beside the subject
    ],
)
def test_a_small_corridor_has_an_inset_clear_of_the_subject(
    atlas: Atlas, preset: str, day: date, insets: int
):
    drawing = compose(atlas, day, MapOptions(PRESETS[preset]))
    boxes = [
        drawing.canvas.extent(text)
        for text in drawing.canvas.texts
        if text.get_text() == "Lachin corridor"
    ]
    assert len(boxes) == insets
    frame = drawing.scene.view.frame.box
    assert all(frame.contains(box) for box in boxes)
    assert_framed(drawing)
