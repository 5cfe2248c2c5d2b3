"""Pictures of the map: size, bytes, words, legend, and room for every name."""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from click.testing import CliRunner
from PIL import Image

from karamap import Atlas, DataError, UsageError
from karamap.cli import main
from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.render.map.area_labels import spaced
from karamap.render.map.canvas import path_of
from karamap.render.map.column import wrapped
from karamap.render.map.options import MapOptions
from karamap.render.map.sheet import Sheet
from karamap.render.map.snapshot import Drawing, compose, draw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAYS = [date(1919, 6, 1), date(1994, 6, 1), date(2020, 11, 10)]
SIZES = [(1920, 1080), (794, 1123), (1024, 768)]
WAR_DAY = date(2020, 10, 20)
DATA = (43.5, 38.3, 50.5, 42.0)


def look(size: tuple[int, int], **others: Any) -> MapOptions:
    return MapOptions(Sheet(*size), **others)


@pytest.fixture(scope="module")
def composed(atlas: Atlas) -> Callable[[date], Drawing]:
    """Return a function that composes the sheet of a day, once."""
    return cache(partial(compose, atlas))


@pytest.fixture(params=DAYS, ids=str)
def sheet(composed: Callable[[date], Drawing], request: pytest.FixtureRequest) -> Drawing:
    return composed(request.param)


# --- sizes -------------------------------------------------------------------------------


def test_sizes():
    for text, dpi, picture in (
        ("1920x1080", None, (1920, 1080)),
        (" 800X600 ", 300, (800, 600)),
        ("3840×2160", None, (3840, 2160)),
        ("A4", None, (3508, 2480)),
        ("a4-portrait", 150, (1240, 1754)),
        ("A3", 150, (2480, 1754)),
        ("16:9", None, (1920, 1080)),
        ("16:9", 288, (3840, 2160)),
    ):
        assert Sheet.parse(text, dpi).picture == picture, text


def test_bad_sizes_are_told():
    for text in (
        *("", "big", "1920", "1920x", "1920x1080x3", "0x0", "-5x600", "100x100", "9000x900"),
        *("1e3x800", "8000x8000", "4000x400", "９６０x７２０", "9" * 50 + "x1", "640.5x480"),
        *("A5", "A4-sideways", "4:3"),
    ):
        with pytest.raises(UsageError, match=r"expected A4, A3 .*WIDTHxHEIGHT in.*1920x1080"):
            Sheet.parse(text)
    for size, dpi in (("A4", 0), ("A4", 5000), ("A3", 1200), ("A4", -300)):
        with pytest.raises(UsageError, match=r"dpi cannot be drawn: expected|no map can be drawn"):
            Sheet.parse(size, dpi)


# --- files -------------------------------------------------------------------------------


def test_png_has_the_size_asked_for(atlas: Atlas):
    size = (600, 900)
    with Image.open(io.BytesIO(draw(atlas, WAR_DAY, "png", look(size)))) as picture:
        picture.load()
        assert (picture.format, picture.size) == ("PNG", size)
        assert "20 October 2020" in picture.text["Title"]  # type: ignore[attr-defined]
        # a map, not an empty sheet
        assert len(picture.convert("RGB").getcolors(2**24) or ()) > 1000


def test_threads_do_not_disturb_each_other(atlas: Atlas):
    small = look((640, 480), layers=("control", "places"))

    def drawn(suffix: str) -> bytes:
        return draw(atlas, WAR_DAY, suffix, small)

    alone = {suffix: drawn(suffix) for suffix in ("png", "svg")}
    suffixes = ["png", "svg", "png"]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(drawn, suffixes)) == [alone[suffix] for suffix in suffixes]


def test_text_stays_text_in_svg(composed: Callable[[date], Drawing]):
    svg = composed(date(2020, 11, 10)).save("svg").decode()
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    words = [
        "".join(node.itertext()).strip() for node in root.iter("{http://www.w3.org/2000/svg}text")
    ]
    for expected in (
        "10 November 2020",
        "Nagorno-Karabakh",
        "Azerbaijan",
        "Armenian forces",
        "Shusha",
    ):
        assert expected in words
    assert any(re.fullmatch(r"[\d,]+\u00a0km²", word) for word in words)
    assert not re.search(r'href="https?:', svg)
    # nor does it name a file elsewhere that says what SVG is
    assert "<!DOCTYPE" not in svg


def test_text_stays_text_in_pdf(atlas: Atlas):
    pdf = draw(atlas, date(2020, 11, 10), "pdf", MapOptions(Sheet.parse("A4", 96)))
    assert pdf.startswith(b"%PDF-")
    assert b"/FontFile2" in pdf  # TrueType, which can be searched and copied
    assert b"CreationDate" not in pdf
    # a page of 297 x 210 mm: A4
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf)
    assert box is not None
    assert [float(side) for side in box.groups()] == pytest.approx([841.89, 595.28], abs=0.01)


# --- words -------------------------------------------------------------------------------


def test_the_date_can_be_read_from_the_back_row(sheet: Drawing):
    # words on the map may name a year too
    dates = (text for text in sheet.canvas.texts if str(sheet.scene.day.year) in text.get_text())
    title = max(dates, key=lambda text: text.get_size())
    _, bottom, _, top = sheet.canvas.extent(title).bounds
    assert top - bottom >= 0.04 * sheet.canvas.height


def test_every_town_of_rank_is_named(sheet: Drawing):
    names = {words for words, _ in sheet.labels}
    frame = sheet.scene.view.frame.inset(20).box
    for item in sheet.scene.items["places"]:
        if item.feature.properties["rank"] <= 2 and frame.contains(item.shape):
            assert sheet.scene.name(item.feature).partition(" (")[0] in names


# --- legend ------------------------------------------------------------------------------


def test_legend_lists_what_is_in_view_and_nothing_else(sheet: Drawing):
    shown = {item.key for items in sheet.scene.items.values() for item in items}
    listed = {row.key for row in sheet.legend}
    assert listed == shown - {"countries", "lakes", "rivers", "places"}


def test_legend_gives_the_areas(atlas: Atlas, sheet: Drawing):
    areas = {row.key.removeprefix("control:"): row.area for row in sheet.legend if row.area}
    held = {name: km2 for name, km2 in atlas.areas_km2(sheet.scene.day).items() if km2}
    assert areas == {name: f"{km2:,.0f}\u00a0km²" for name, km2 in held.items()}


def test_legend_of_chosen_layers(atlas: Atlas):
    drawing = compose(atlas, WAR_DAY, look((800, 600), layers=("districts",)))
    assert [row.key for row in drawing.legend] == ["districts"]
    drawing = compose(atlas, date(1995, 1, 1), look((800, 600), layers=("buffer_zone",)))
    assert {row.key.partition(":")[0] for row in drawing.legend} == {"buffer_zone"}


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY], ids=str)
def test_first_and_last_day(atlas: Atlas, day: date):
    drawing = compose(atlas, day, look((800, 600)))
    written = " ".join(text.get_text() for text in drawing.canvas.texts)
    assert ("28 May 1918" in written) == (day == FIRST_DAY)


def test_alt_text_says_who_held_what_and_of_two_days_what_changed_hands(
    atlas: Atlas, composed: Callable[[date], Drawing]
):
    alt = composed(date(2020, 11, 10)).alt_text()
    assert "Nagorno-Karabakh on 10 November 2020. Territory held: Azerbaijan " in alt
    assert "Armenian forces" in alt
    war = look((600, 600), compare=date(2020, 9, 26))
    told = compose(atlas, date(2020, 12, 1), war).alt_text()
    assert "26 September 2020 and 1 December 2020 compared." in told
    assert re.search(r"Changed hands between the two days: Passed to Azerbaijan: [\d,]{5}", told)
    quiet = look((600, 600), compare=date(2005, 1, 1))
    told = compose(atlas, date(2006, 1, 1), quiet).alt_text()
    assert "No territory changed hands between these days." in told


# --- pieces ------------------------------------------------------------------------------


def test_path_keeps_holes():
    ring = shapely.box(0, 0, 10, 10) - shapely.box(4, 4, 6, 6)
    path = path_of(ring)
    assert path.contains_point((1, 1))
    assert list(path.codes).count(path.MOVETO) == 2  # type: ignore[arg-type]
    assert list(path.codes).count(path.CLOSEPOLY) == 2  # type: ignore[arg-type]


def test_wrapping_never_drops_a_word(atlas: Atlas):
    canvas = compose(atlas, WAR_DAY, look((640, 480))).canvas
    text = "one two Donaudampfschifffahrtsgesellschaft three"
    lines = wrapped(canvas, text, 60, 12)
    assert " ".join(lines) == text
    assert all(canvas.width_of(line, 12) <= 60 for line in lines if " " in line)


@pytest.mark.parametrize(
    ("name", "language", "capitals"),
    [("Iran", "en", "IRAN"), ("Tərtər", "az", "TƏRTƏR"), ("Füzuli", "az", "FÜZULİ"),
     ("Ճանապարհ և", "hy", "ՃԱՆԱՊԱՐՀԵՎ"), ("Азербайджан", "ru", "АЗЕРБАЙДЖАН")],
)  # fmt: skip
def test_spaced_capitals(name: str, language: str, capitals: str):
    assert re.sub(r"\s", "", spaced(name, language)) == capitals


@pytest.mark.parametrize(
    ("day", "layers", "named", "classes"),
    [
        (
            WAR_DAY,
            ("people_moved", "fronts_by_day", "roads"),
            {"Armenians 70,000–91,000", "20 October 2020", "Road by Fuzuli to the lowland"},
            {"people_moved", "fronts_by_day:2020-10-20", "roads"},
        ),
        (
            date(2021, 1, 1),
            ("outcome_2020",),
            set(),
            {"outcome_2020:taken", "outcome_2020:handed_over", "outcome_2020:kept"},
        ),
        (
            date(2023, 1, 1),
            ("lachin_corridor",),
            set(),
            {"lachin_corridor:road", "lachin_corridor:blockade"},
        ),
    ],
)
def test_layers_that_are_off_at_first_are_drawn_named_and_in_the_legend(
    atlas: Atlas, day: date, layers: tuple[str, ...], named: set[str], classes: set[str]
):
    sheet = compose(atlas, day, look((1920, 1080), layers=layers))
    assert named <= {words for words, _ in sheet.labels}
    assert classes <= {row.key for row in sheet.legend}
    drawn = sheet.save("svg").decode()
    assert all(f'id="{layer}"' in drawn for layer in layers)
    assert all(f'id="{name.replace(":", "-")}"' in drawn for name in classes)


def test_a_broken_relief_is_told(geodata: Path):
    path = geodata / "base" / "relief.png"
    whole = path.read_bytes()
    for length in (0, 40, 20_000):
        path.write_bytes(whole[:length])
        with pytest.raises(DataError, match=r"base/relief\.png"):
            draw(Atlas.load(geodata), WAR_DAY, "png", look((640, 480)))


# --- speed and shell ---------------------------------------------------------------------


def test_a_picture_from_the_shell_in_time(tmp_path: Path):
    target = tmp_path / "map.png"
    command = [sys.executable, "-m", "karamap", "snapshot", "2020-11-10", "-o", str(target)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # time of the processor, which other work on the machine does not lengthen much
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5
    with Image.open(target) as picture:
        assert picture.size == (1920, 1080)


# --- command -----------------------------------------------------------------------------


def test_words_beside_the_file(tmp_path: Path):
    target = tmp_path / "map.svg"
    options = ["--size", "640x480", "--theme", "mono", "--alt"]
    result = CliRunner().invoke(main, ["snapshot", "2020-12-01", "-o", str(target), *options])
    assert result.exit_code == 0
    assert target.exists()
    told = (tmp_path / "map.svg.txt").read_text("utf-8")
    assert "Nagorno-Karabakh on 1 December 2020." in told
