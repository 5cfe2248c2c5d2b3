"""The atlas as a booklet: its pages, words, outline, size and speed."""

from __future__ import annotations

import io
import time
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import shapely
from click.testing import CliRunner
from pypdf import PdfReader

from karamap.booklet import document, story
from karamap.booklet.sheet import BODY, HEIGHT, WIDTH
from karamap.cli import main
from karamap.dates import FIRST_DAY, LAST_DAY
from karamap.keydates import COVER, GIVES_WAY, MUCH_KM2, PAIRS, TURNS, key_dates
from karamap.locales import long_date
from karamap.spans import span_of
from karamap.strings import languages, text
from karamap.style import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from karamap import Atlas
    from karamap.booklet.document import Booklet
    from karamap.booklet.sheet import Sheet

# the least size of letters beside the maps and on them, in points
LEAST, LEAST_ON_MAPS = 6.0, 5.5
MOST_BYTES, MOST_SECONDS = 8_000_000, 60


# every language once, and every theme that differs from paper's in more than colours
LOOKS = {"en": "print", "az": "screen", "hy": "mono", "ru": "print"}
# how long the pages of a language took, in seconds
COMPOSED: dict[str, float] = {}


@pytest.fixture(scope="module", params=languages())
def booklet(atlas: Atlas, request: pytest.FixtureRequest) -> Booklet:
    started = time.monotonic()
    made = document.compose(atlas, request.param, THEMES[LOOKS[request.param]])
    COMPOSED[request.param] = time.monotonic() - started
    return made


@pytest.fixture(scope="module")
def pdf(site: Path) -> bytes:
    """The booklet that the site offers, drawn by a process of its own."""
    return (site / "atlas.pdf").read_bytes()


# --- which days --------------------------------------------------------------------------


def test_key_dates_are_some_and_in_order(atlas: Atlas):
    days = key_dates(atlas)
    assert 12 <= len(days) <= 24
    assert list(days) == sorted(set(days))
    assert set(TURNS) <= set(days)
    assert COVER in days
    assert days[0] > FIRST_DAY
    assert days[-1] == LAST_DAY


def test_no_day_of_much_ground_is_far_from_a_key_date(atlas: Atlas):
    days = key_dates(atlas)
    for day in atlas.change_dates:
        changes = atlas.changes_on(day)
        if sum(move["km2"] for move in changes.moves if move["from"]) >= MUCH_KM2:
            following = min(each for each in days if each >= day)
            assert following - day <= GIVES_WAY, day


def test_each_event_is_told_in_one_chapter(atlas: Atlas):
    told = [item["id"] for chapter in story.chapters(atlas) for item in chapter.events]
    assert sorted(told) == sorted(item["id"] for item in atlas.layers["events"])
    for chapter in story.chapters(atlas):
        assert all(span_of(item)[0] <= chapter.day for item in chapter.events)


# --- words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("ev-1918-independence", "28 May 1918"),
        ("ev-1919-1920-fighting", "1919 – 1920"),
        ("ev-1988-november", "November 1988"),
        ("ev-1970-census", "1970"),
        ("ev-2016-april", "2–5 April 2016"),
        ("ev-1991-blockade", "September 1991 – May 1992"),
        ("ev-2023-exodus", "24 September 2023 – 3 October 2023"),
    ],
)
def test_an_event_is_dated_as_exactly_as_it_is_known(atlas: Atlas, event: str, expected: str):
    item = next(item for item in atlas.layers["events"] if item["id"] == event)
    assert story.when(item, "en") == expected


def test_the_map_in_words_gives_its_areas(atlas: Atlas):
    day = date(1994, 5, 12)
    words = " ".join(story.state_words(atlas, day, "en"))
    for holder, km2 in atlas.areas_km2(day).items():
        if km2:
            assert f"{text(f'class.control:{holder}')} {km2:,.0f} km²" in words


@pytest.mark.parametrize(("since", "until"), PAIRS)
def test_bars_add_up_to_the_ground_that_moved(atlas: Atlas, since: date, until: date):
    rows = list(story.by_district(atlas, since, until, "en"))
    moved = sum(m["km2"] for m in atlas.changes(since, until).moves if m["from"])
    assert sum(row.km2 for row in rows) == pytest.approx(moved, abs=1)
    gained = atlas.areas_km2(until)["azerbaijan"] - atlas.areas_km2(since)["azerbaijan"]
    net = sum(row.km2 for row in rows if row.after == "azerbaijan") - sum(
        row.km2 for row in rows if row.before == "azerbaijan"
    )
    assert net == pytest.approx(gained, abs=1)


def test_events_are_told_in_the_language_of_the_booklet(atlas: Atlas):
    item = next(item for item in atlas.layers["events"] if item["id"] == "ev-1918-independence")
    titles = {story.told(item, language).title for language in languages()}
    assert len(titles) == len(languages())


# --- pages -------------------------------------------------------------------------------


def test_pages(atlas: Atlas, booklet: Booklet):
    titles = [sheet.title for sheet in booklet.sheets]
    language = booklet.look.language
    for day in key_dates(atlas):
        assert titles.count(long_date(day, language)) == 1
    assert titles[2] == text("booklet.contents", language)
    assert len(titles) == len(key_dates(atlas)) + len(PAIRS) + 3 + sum(
        titles.count(text(key, language)) for key in ("booklet.figures", "booklet.sources")
    )


def test_nothing_is_written_outside_the_margins(booklet: Booklet):
    # degrees stand around the maps
    paper = shapely.box(BODY.left - 22, 14, BODY.right + 22, HEIGHT - 20)
    for number, sheet in enumerate(booklet.sheets, 1):
        for words, box in sheet.words():
            assert paper.contains(box), f"page {number}: {words!r} at {box.bounds}"


def test_no_words_overlap(booklet: Booklet):
    for number, sheet in enumerate(booklet.sheets, 1):
        _assert_apart(sheet, number)


def _assert_apart(sheet: Sheet, number: int) -> None:
    words, boxes = zip(*sheet.words(), strict=True)
    # lines of one paragraph may touch where letters rise and fall
    inner = [_inner(box) for box in boxes]
    for one, other in shapely.STRtree(inner).query(inner, predicate="intersects").T:
        assert one >= other or inner[one].intersection(inner[other]).area < 1, (
            f"page {number}: {words[one]!r} over {words[other]!r}"
        )


def _inner(box: BaseGeometry) -> BaseGeometry:
    return box.buffer(-0.12 * box.area / (box.length / 2), join_style="mitre")


def test_letters_are_large_enough_to_read(booklet: Booklet):
    for number, sheet in enumerate(booklet.sheets, 1):
        for written in sheet.canvas.texts:
            words = written.get_text()
            # names on a map have a halo; its degrees stand beside it
            on_map = written.halo[0] or "°" in words
            least = LEAST_ON_MAPS if on_map else LEAST
            assert written.get_fontsize() >= least, f"page {number}: {words!r}"


def test_every_source_is_listed(atlas: Atlas, booklet: Booklet):
    written = " ".join(words for sheet in booklet.sheets for words, _ in sheet.words())
    for source in atlas.sources.values():
        assert all(word in written for word in source["title"].split()), source["id"]


def test_every_page_wears_the_theme_asked_for(booklet: Booklet):
    worn = {sheet.canvas.theme.id for sheet in booklet.sheets}
    assert worn == {LOOKS[booklet.look.language]}


# --- the file ----------------------------------------------------------------------------


@pytest.mark.parametrize("booklet", ["en"], indirect=True)
def test_the_file_is_made_in_time_and_the_same_in_every_process(
    booklet: Booklet, pdf: bytes, record_property: Callable[[str, object], None]
):
    started = time.monotonic()
    again = document.save(booklet)
    seconds = COMPOSED["en"] + time.monotonic() - started
    record_property("atlas_seconds", round(seconds, 1))
    assert seconds < MOST_SECONDS
    assert again == pdf
    assert len(pdf) < MOST_BYTES
    assert b"CreationDate" not in pdf


def test_pages_outline_language_and_words_of_the_file(atlas: Atlas, pdf: bytes):
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.root_object
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "1918-2024" in reader.metadata.title
    for page in reader.pages:
        assert [float(side) for side in page.mediabox[2:]] == pytest.approx([595.3, 841.9], abs=0.1)
    outline = [(item.title, reader.get_destination_page_number(item)) for item in reader.outline]
    assert [page for _, page in outline] == sorted(page for _, page in outline)
    # reading a page full of paths takes half a second
    for title, page in outline[1::4]:
        # the page says what its entry says; a pair's heading is shorter
        words = " ".join(reader.pages[page].extract_text().split())
        assert title in words or text("booklet.pair_title") in words
    assert {long_date(day) for day in key_dates(atlas)} <= {title for title, _ in outline}
    text_of_cover = reader.pages[0].extract_text()
    assert "Nagorno-Karabakh" in text_of_cover


def test_contents_lead_to_their_pages_and_nothing_leads_outside(atlas: Atlas, pdf: bytes):
    reader = PdfReader(io.BytesIO(pdf))
    links = [item.get_object() for item in reader.pages[2]["/Annots"]]
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    targets = [pages[link["/Dest"][0].idnum] for link in links]
    assert len(targets) == len(key_dates(atlas)) + len(PAIRS) + 2
    assert all(first < second for first, second in pairwise(targets))
    assert b"/URI" not in pdf
    for link in links:
        left, bottom, right, top = map(float, link["/Rect"])
        assert 0 <= left < right <= WIDTH * 0.75
        assert 0 <= bottom < top <= HEIGHT * 0.75


# --- the command -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "atlas.png"], "expected a name in .pdf"),
        (["-o", "atlas.pdf", "--theme", "neon"], "there is no theme 'neon'"),
        (["-o", "atlas.pdf", "--lang", "xx"], "there is no language 'xx'"),
    ],
)
def test_bad_options_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["atlas", *arguments])
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_missing_geodata_are_told(tmp_path: Path, geodata: Path):
    (geodata / "datapackage.json").write_text("{}")
    target = tmp_path / "atlas.pdf"
    result = CliRunner().invoke(main, ["atlas", "-o", str(target), "--geodata", str(geodata)])
    assert result.exit_code == 1
    assert "datapackage.json" in result.stderr
    assert not target.exists()
