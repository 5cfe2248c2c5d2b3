"""Sheets in every language of names and theme: no words over others, none outside, all said."""

from __future__ import annotations

import io
import re
import time
import xml.etree.ElementTree as ET
from datetime import date
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import shapely
from matplotlib.backends.backend_agg import RendererAgg
from PIL import Image
from pypdf import PdfReader
from shapely import STRtree, affinity

from karamap import Atlas, UsageError
from karamap.core.layers import LANGUAGES
from karamap.core.permalink import query
from karamap.core.style import THEMES
from karamap.render.map.alt_text import pictured
from karamap.render.map.canvas import drawing
from karamap.render.map.options import MapOptions, parse_names
from karamap.render.map.sheet import Sheet
from karamap.render.map.snapshot import Drawing, compose, draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.text import Text
    from shapely.geometry import Polygon

    from karamap.render.map.canvas import Canvas

# the day with most words, and others
FULLEST = date(2020, 10, 20)
OTHERS = [
    date(1918, 6, 15),
    date(1923, 12, 31),
    date(1989, 12, 31),
    date(1992, 6, 15),
    date(1994, 5, 12),
    date(2020, 12, 15),
    date(2023, 9, 21),
]
BEFORE, AFTER = date(2020, 9, 26), date(2020, 12, 1)
WAR = (date(1991, 12, 31), date(1994, 5, 12))
# words may share less than this, in square pixels
TOUCH = 0.5
RULER: Any = RendererAgg(1, 1, 96)


@pytest.fixture(scope="module")
def composed(atlas: Atlas) -> Callable[..., Drawing]:
    """Return a function that composes a sheet, once."""
    made: dict[str, Drawing] = {}

    def once(day: date, look: MapOptions) -> Drawing:
        # a look holds what cannot be a key
        key = f"{day} {look}"
        if key not in made:
            made[key] = compose(atlas, day, look)
        return made[key]

    return once


def ink(canvas: Canvas, text: Text) -> Polygon:
    """Return the box of the letters of a text, without the room of its line."""
    font = text.get_fontproperties()
    _, height, descent = RULER.get_text_width_height_descent(text.get_text(), font, ismath=False)
    _, _, line_descent = RULER.get_text_width_height_descent("lp", font, ismath=False)
    angle, origin = text.get_rotation(), text.get_position()
    west, south, east, _ = affinity.rotate(canvas.extent(text), -angle, origin=origin).bounds
    foot = south + max(descent, line_descent) - descent
    return affinity.rotate(shapely.box(west, foot, east, foot + height), angle, origin=origin)


def assert_apart(sheet: Drawing) -> None:
    """Assert that no text of a sheet lies over another, or outside the sheet."""
    texts = [text for text in sheet.canvas.texts if text.get_text().strip()]
    with drawing():
        boxes = [ink(sheet.canvas, text) for text in texts]
    paper = shapely.box(0, 0, sheet.canvas.width, sheet.canvas.height)
    for text, box in zip(texts, boxes, strict=True):
        assert paper.contains(box), f"{text.get_text()!r} outside the sheet"
    for one, other in STRtree(boxes).query(boxes, predicate="intersects").T:
        if one < other:
            shared = boxes[one].intersection(boxes[other]).area
            assert shared < TOUCH, f"{texts[one].get_text()!r} over {texts[other].get_text()!r}"


def assert_names_in_frame(sheet: Drawing) -> None:
    frame = sheet.scene.view.frame.box
    assert all(frame.contains(box) for _, box in sheet.labels)


def test_the_measure_sees_words_over_others_and_outside(atlas: Atlas):
    sheet = compose(atlas, AFTER, MapOptions(Sheet.parse("640x480")))
    assert_apart(sheet)
    first = sheet.canvas.texts[-1]
    with drawing():
        over = sheet.canvas.write("over it", *first.get_position(), 12)
    with pytest.raises(AssertionError, match="over"):
        assert_apart(sheet)
    over.set_position((639, 470))
    with pytest.raises(AssertionError, match="outside the sheet"):
        assert_apart(sheet)


# --- words -------------------------------------------------------------------------------


# the day with most words in every language, the others in one after another; each in every theme
_THEMES = cycle(("screen", "print", "mono"))
PAIRS = [
    *((day, language, next(_THEMES)) for day, language in zip(OTHERS, cycle(LANGUAGES))),
    *((FULLEST, language, next(_THEMES)) for language in LANGUAGES),
]


@pytest.mark.parametrize(("day", "language", "theme"), PAIRS, ids=str)
def test_no_words_overlap_or_leave_the_sheet(atlas: Atlas, day: date, language: str, theme: str):
    sheet = compose(atlas, day, MapOptions(language=language, theme=THEMES[theme]))
    assert_apart(sheet)
    assert_names_in_frame(sheet)
    assert len(sheet.labels) > 20


@pytest.mark.parametrize(
    "look",
    [
        MapOptions(Sheet.parse("A4-portrait")),
        MapOptions(Sheet.parse("A3"), THEMES["print"], names="hy"),
        MapOptions(Sheet.parse("16:9"), THEMES["contrast"], names="ru"),
        MapOptions(Sheet.parse("1024x768"), view=(39.8, 46.8, 10)),
        MapOptions(view=(39.75, 46.75, 7), names="az"),
        MapOptions(compare=BEFORE),
        MapOptions(Sheet.parse("A4-portrait"), THEMES["mono"], compare=WAR[0]),
        MapOptions(Sheet.parse("1024x768"), compare=WAR[0]),
        MapOptions(Sheet.parse("600x600"), compare=WAR[0]),
    ],
    ids=lambda look: f"{look.sheet.width:.0f}-{look.view}-{look.compare}",
)
def test_other_sheets_and_views(composed: Callable[..., Drawing], look: MapOptions):
    sheet = composed(WAR[1] if look.compare == WAR[0] else AFTER, look)
    assert_apart(sheet)
    assert_names_in_frame(sheet)


def test_names_are_in_the_script_asked_for(atlas: Atlas):
    for names, script in (("hy", "[Ա-Ֆա-և]"), ("ru", "[А-я]"), ("az", "[A-Za-zƏə]")):
        sheet = compose(atlas, AFTER, MapOptions(names=parse_names(names)))
        words = [words for words, _ in sheet.labels]
        in_script = [word for word in words if re.search(script, word)]
        # a name that is not known in a language is given in another
        assert len(in_script) > 0.75 * len(words), names
        # the text around the map stays in its own language
        written = [text.get_text() for text in sheet.canvas.texts]
        assert "Azerbaijan" in written
        assert "Lachin road" in written
    with pytest.raises(UsageError, match=r"no names are known in 'de': expected one of en, az"):
        parse_names("de")


@pytest.mark.parametrize(
    ("theme", "suffix"),
    [("screen", "png"), ("print", "svg"), ("mono", "pdf")],
)
def test_same_look_same_bytes_whichever_day_comes_first(atlas: Atlas, suffix: str, theme: str):
    size, palette = Sheet.parse("640x480"), THEMES[theme]
    look = MapOptions(size, palette, names="hy", compare=BEFORE)
    turned = MapOptions(size, palette, names="hy", compare=AFTER)
    assert draw(atlas, AFTER, suffix, look) == draw(atlas, BEFORE, suffix, turned)


# --- what a sheet says -------------------------------------------------------------------


def words_of(sheet: Drawing) -> str:
    return " ".join(text.get_text() for text in sheet.canvas.texts)


def test_a_sheet_says_what_it_rests_on(atlas: Atlas):
    look = MapOptions(layers=("control", "places"), view=(39.8, 46.8, 9), theme=THEMES["print"])
    words = words_of(compose(atlas, AFTER, look))
    for expected in (
        "1 December 2020",
        "Lambert conformal conic",
        "OpenStreetMap contributors (ODbL)",
        atlas.version,
        query(AFTER, layers=look.layers, view=look.view),
    ):
        assert expected in words
    assert re.search(r"Based on \d{2,3} sources", words)
    assert re.search(r"Lines are accurate to within about \d+\s+km", words)
    # without a line of control, how sure the boundaries are
    bare = compose(atlas, date(1950, 12, 31), MapOptions(Sheet.parse("640x480")))
    assert "Lines are accurate to within about" in words_of(bare)


@pytest.fixture(scope="module")
def in_armenian(atlas: Atlas) -> Drawing:
    return compose(atlas, FULLEST, MapOptions(Sheet.parse("A4", 72), names="hy"))


def test_what_is_shown_in_words(atlas: Atlas, in_armenian: Drawing):
    told = pictured(in_armenian.scene).paragraph()
    held = atlas.areas_km2(FULLEST)
    assert "Nagorno-Karabakh on 20 October 2020" in told
    assert f"Armenian forces {held['armenian_forces']:,.0f}\u00a0km²" in told
    assert re.search(r"Front line, autumn 2020, from north to south past .*Մարտունի", told)
    assert re.search(r"\d+% of the length", told)


def test_png_tells_what_it_shows_and_its_dpi(in_armenian: Drawing):
    with Image.open(io.BytesIO(in_armenian.save("png"))) as picture:
        assert picture.size == (842, 595)
        assert picture.info["dpi"] == pytest.approx((72, 72), abs=0.01)
        assert picture.text["Description"] == in_armenian.alt_text()  # type: ignore[attr-defined]
    assert "Մարտունի" in in_armenian.alt_text()


def test_svg_tells_what_it_shows(in_armenian: Drawing):
    root = ET.fromstring(in_armenian.save("svg"))  # noqa: S314 - our own file
    name = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.findtext(f"{name}title") == in_armenian.title()
    assert root.findtext(f"{name}desc") == in_armenian.alt_text()
    words = {"".join(node.itertext()).strip() for node in root.iter(f"{name}text")}
    assert {"Շուշի", "20 October 2020"} <= words


def test_pdf_tells_what_it_shows_and_has_a_relief_of_its_dpi(in_armenian: Drawing):
    file = in_armenian.save("pdf")
    assert wide_relief(in_armenian, file) == pytest.approx(72 / 96, abs=0.002)
    pdf = PdfReader(io.BytesIO(file))
    assert pdf.metadata is not None
    assert pdf.metadata.title == in_armenian.title()
    assert pdf.metadata.subject == in_armenian.alt_text()
    (page,) = pdf.pages
    assert [float(side) for side in page.mediabox[2:]] == pytest.approx([841.89, 595.28], abs=0.01)
    words = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
    for expected in ("20 October 2020", "Շուշի", "Armenian forces"):
        assert expected in words


def wide_relief(sheet: Drawing, file: bytes) -> float:
    """Return the width of the picture in a PDF, in pixels for each of the map's."""
    page = PdfReader(io.BytesIO(file)).pages[0]
    pictures = [each.get_object() for each in page["/Resources"]["/XObject"].values()]  # type: ignore[index]
    (wide,) = [each["/Width"] for each in pictures if each["/Subtype"] == "/Image"]
    return wide / sheet.scene.view.frame.width


# --- two days ----------------------------------------------------------------------------


def test_two_days_on_one_sheet(atlas: Atlas, composed: Callable[..., Drawing]):
    sheet = composed(AFTER, MapOptions(compare=BEFORE))
    words = words_of(sheet)
    assert "26 September 2020 → 1 December 2020" in words
    changes = atlas.changes(BEFORE, AFTER)
    gained = sum(move["km2"] for move in changes.moves if move["to"] == "azerbaijan")
    assert f"{gained:,.0f}\u00a0km²" in words
    assert "2,029\u00a0km² Kalbajar (Karvachar)" in words
    assert "&compare=2020-09-26" in words
    # below the shading lies what was held before
    held = {item.feature["id"] for item in sheet.scene.items["control"]}
    assert held <= {item.id for item in atlas.features("control", BEFORE)}
    assert {row.key for row in sheet.legend} >= {"change:azerbaijan", "control:armenian_forces"}


def test_what_was_so_before_is_said_only_where_it_still_is(composed: Callable[..., Drawing]):
    sheet = composed(AFTER, MapOptions(Sheet.parse("1024x768"), compare=BEFORE))
    (said,) = [box for words, box in sheet.labels if words == "Armenian forces"]
    assert shapely.contains(sheet.scene.view.frame.box, said)
    assert not shapely.intersects(sheet.scene.moved, said)


def test_districts_add_up_to_the_ground_that_moved(atlas: Atlas, composed: Callable[..., Drawing]):
    compared = composed(WAR[1], MapOptions(Sheet.parse("600x600"), compare=WAR[0])).scene.compared
    assert compared is not None
    for holder, rows in compared.by_district(atlas, "en").items():
        assert sum(km2 for _, km2 in rows) == pytest.approx(compared.km2_to(holder))
    differences = atlas.changes(*WAR).difference_km2
    gained = compared.km2_to("armenian_forces")
    lost = sum(item.km2 for item in compared.transfers if item.before == "armenian_forces")
    assert gained - lost == pytest.approx(differences["armenian_forces"], abs=0.1)


# --- speed ---------------------------------------------------------------------------------


def test_a_second_picture_and_a_sheet_of_paper_in_time(atlas: Atlas):
    """Time of the processor, which other work on the machine does not lengthen much."""
    for suffix, look, most in (
        ("png", MapOptions(), 1.6),
        ("pdf", MapOptions(Sheet.parse("A4"), THEMES["print"]), 6.0),
    ):
        before = time.process_time()
        sheet = compose(atlas, AFTER, look)
        file = sheet.save(suffix)
        assert time.process_time() - before < most
    assert wide_relief(sheet, file) == pytest.approx(300 / 96, abs=0.002)
