"""The PDF atlas: its pages, words, outline, tags, size and speed."""

from __future__ import annotations

import io
import re
import time
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pytest
import shapely
from click.testing import CliRunner
from pypdf import PdfReader
from pypdfium2 import raw

from karamap.atlas.key_dates import COVER, GIVES_WAY, MUCH_KM2, PAIRS, TURNS, key_dates
from karamap.cli import main
from karamap.core.dates import FIRST_DAY, LAST_DAY
from karamap.core.style import THEMES
from karamap.describe import chapters
from karamap.lang.formats import long_date
from karamap.lang.messages import languages, text
from karamap.render.pdf import document
from karamap.render.pdf.hyphens import SOFT_HYPHEN, hyphenated
from karamap.site.plan import home
from karamap.stats import published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pypdf.generic import DictionaryObject
    from shapely.geometry.base import BaseGeometry

    from karamap import Atlas
    from karamap.core.style import Theme
    from karamap.render.pdf.document import Book

# the least size of letters beside the maps and on them, in points
LEAST, LEAST_ON_MAPS = 6.0, 5.5
MOST_BYTES, MOST_SECONDS = 6_000_000, 60
# A4 in points, its margin, and what degrees take beside a map
WIDTH, HEIGHT, MARGIN, DEGREES = 595.3, 841.9, 40.5, 16.5

# so many letters may be one sign, as in ffi
LIGATURE = 3

# how the reader of the file tells a hyphen at the end of a line
BROKEN = "\ufffe"

# themes that differ from paper's in more than colours, each in a book of a few days
FEW_DAYS = (date(1994, 5, 12), date(2020, 10, 20), COVER)
THEMED = {"screen": "az", "mono": "hy"}


@dataclass(frozen=True)
class Letter:
    """A letter of the file: what it is, the box of its ink, and its size in points."""

    sign: str
    box: BaseGeometry
    size: float


@dataclass(frozen=True)
class Made:
    """The atlas in a language, as a file."""

    language: str
    file: bytes

    @cached_property
    def pages(self) -> list[list[Letter]]:
        return [list(_letters(page)) for page in pypdfium2.PdfDocument(self.file)]

    @cached_property
    def words(self) -> list[str]:
        """The words of each page in one line."""
        pages = (page.get_textpage() for page in pypdfium2.PdfDocument(self.file))
        return [" ".join(page.get_text_range().split()) for page in pages]

    @cached_property
    def maps(self) -> list[BaseGeometry]:
        """The ground of each page on which maps lie, by their relief."""
        return [
            shapely.union_all([shapely.box(*item.get_bounds()) for item in _pictures(page)])
            for page in pypdfium2.PdfDocument(self.file)
        ]

    @property
    def titles(self) -> list[tuple[str, int]]:
        reader = PdfReader(io.BytesIO(self.file))
        return [(item.title, reader.get_destination_page_number(item)) for item in reader.outline]


def _pictures(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfObject]:
    return page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    words, matrix = page.get_textpage(), raw.FS_MATRIX()
    for index in range(words.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(words, index))
        # what the reader of the file adds between words, and what is not seen
        if raw.FPDFText_IsGenerated(words, index) or sign.isspace() or sign == SOFT_HYPHEN:
            continue
        raw.FPDFText_GetMatrix(words, index, matrix)
        scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
        size = raw.FPDFText_GetFontSize(words, index) * scale
        yield Letter(sign, shapely.box(*words.get_charbox(index)), size)


@pytest.fixture(scope="module", params=languages())
def booklet(site: Path, request: pytest.FixtureRequest) -> Made:
    """The atlas that the site offers in a language, made by a process of its own."""
    file = site / home(request.param) / "atlas.pdf"
    return Made(request.param, file.read_bytes())


@pytest.fixture(scope="module", params=THEMED)
def themed(atlas: Atlas, request: pytest.FixtureRequest) -> tuple[Theme, Book]:
    """A book of a few days in another theme."""
    theme = THEMES[request.param]
    told = [item for item in chapters.chapters(atlas) if item.day in FEW_DAYS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chapters, "chapters", lambda _: told)
        return theme, document.compose(atlas, THEMED[theme.id], theme)


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
    told = [item["id"] for chapter in chapters.chapters(atlas) for item in chapter.events]
    assert sorted(told) == sorted(item["id"] for item in atlas.layers["events"])
    for chapter in chapters.chapters(atlas):
        assert all(item.span[0] <= chapter.day for item in chapter.events)


# --- words -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("ev-1918-independence", "28 May 1918"),
        ("ev-1919-1920-fighting", "1919–1920"),
        ("ev-1988-november", "November 1988"),
        ("ev-1970-census", "1970"),
        ("ev-2016-april", "2–5 April 2016"),
        ("ev-1991-blockade", "September 1991\u00a0– May 1992"),
        ("ev-2023-exodus", "24\u00a0September\u00a0– 3 October 2023"),
    ],
)
def test_an_event_is_dated_as_exactly_as_it_is_known(atlas: Atlas, event: str, expected: str):
    item = next(item for item in atlas.layers["events"] if item["id"] == event)
    assert chapters.when(item, "en") == expected


def test_the_map_in_words_gives_its_areas(atlas: Atlas):
    day = date(1994, 5, 12)
    words = " ".join(chapters.state_words(atlas, day, "en"))
    for holder, km2 in atlas.areas_km2(day).items():
        if km2:
            assert f"{text(f'class.control:{holder}')} {km2:,.0f}\u00a0km²" in words


@pytest.mark.parametrize(("since", "until"), PAIRS)
def test_bars_add_up_to_the_ground_that_moved(atlas: Atlas, since: date, until: date):
    rows = list(chapters.by_district(atlas, since, until, "en"))
    moved = sum(m["km2"] for m in atlas.changes(since, until).moves if m["from"])
    assert sum(row.km2 for row in rows) == pytest.approx(moved, abs=1)
    gained = atlas.areas_km2(until)["azerbaijan"] - atlas.areas_km2(since)["azerbaijan"]
    net = sum(row.km2 for row in rows if row.after == "azerbaijan") - sum(
        row.km2 for row in rows if row.before == "azerbaijan"
    )
    assert net == pytest.approx(gained, abs=1)


def test_events_are_told_in_the_language_of_the_booklet(atlas: Atlas):
    item = next(item for item in atlas.layers["events"] if item["id"] == "ev-1918-independence")
    titles = {chapters.told(item, language).title for language in languages()}
    assert len(titles) == len(languages())


# --- pages -------------------------------------------------------------------------------


def _dated(day: date, language: str) -> str:
    return f"{long_date(day, language)}: "


def test_pages(atlas: Atlas, booklet: Made):
    titles, pages = zip(*booklet.titles, strict=True)
    for day in key_dates(atlas):
        named = [title for title in titles if title.startswith(_dated(day, booklet.language))]
        assert len(named) == 1
        # and what it is about
        assert named[0] != _dated(day, booklet.language)
    last = [text(f"booklet.{key}", booklet.language) for key in ("figures", "sources")]
    assert titles[2] == text("booklet.contents", booklet.language)
    assert list(titles[-2:]) == last
    assert len(titles) == len(key_dates(atlas)) + len(PAIRS) + 3 + len(last)
    # a page for each, but for figures and sources, which take what they need
    assert list(pages[:-1]) == list(range(len(pages) - 1))
    assert pages[-2] < pages[-1] < len(booklet.pages)


def test_words_are_large_enough_and_apart_within_the_margins(booklet: Made):
    _assert_laid_out(booklet)


def test_other_themes_are_laid_out_alike_in_their_colours(themed: tuple[Theme, Book]):
    theme, book = themed
    _assert_laid_out(Made(book.data["language"], document.typeset(book)))
    known = {getattr(theme.palette, field.name) for field in fields(theme.palette)}
    assert set(book.data["colours"].values()) <= known
    for name, drawing in book.drawings.items():
        worn = set(re.findall(r"(?:fill|stroke)[:=]\W*(#[0-9a-f]{6})", drawing.decode()))
        assert worn, name
        assert worn <= known | {"#000000"}, name


def _assert_laid_out(made: Made) -> None:
    # degrees stand around the maps
    paper = shapely.box(MARGIN - DEGREES, 10, WIDTH - MARGIN + DEGREES, HEIGHT - 15)
    for number, (letters, maps) in enumerate(zip(made.pages, made.maps, strict=True), 1):
        around = maps.buffer(DEGREES)
        for letter in letters:
            assert paper.contains(letter.box), f"page {number}: {letter}"
            least = LEAST_ON_MAPS if around.intersects(letter.box) else LEAST
            assert letter.size >= least - 0.01, f"page {number}: {letter}"
        _assert_apart(letters, number)


def _assert_apart(letters: list[Letter], number: int) -> None:
    # turned letters of one word overlap at their corners, and those of a ligature share a box
    boxes = np.array([letter.box.buffer(-0.12 * letter.size) for letter in letters])
    for one, other in shapely.STRtree(boxes).query(boxes, predicate="intersects").T:
        assert abs(one - other) <= LIGATURE - 1 or boxes[one].intersection(boxes[other]).area < 1, (
            f"page {number}: {letters[one]} over {letters[other]}"
        )


def test_every_source_is_listed(atlas: Atlas, booklet: Made):
    # words broken at the end of a line are joined again, also where they have a hyphen of their own
    written = " ".join(booklet.words[booklet.titles[-1][1] :]).replace(BROKEN, "").replace("-", "")
    for source in atlas.sources.values():
        words = source["title"].replace("-", "").split()
        assert all(word in written for word in words), source["id"]


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("az", "müxtariyyət", "müx-ta-riy-yət"),
        ("az", "şəhər", "şəhər"),
        ("hy", "հանրապետություն", "հան-րա-պե-տու-թյուն"),
        ("hy", "սենյակներ", "սենյակ-ներ"),
        ("en", "independence", "independence"),
    ],
)
def test_words_are_broken_between_syllables(language: str, word: str, expected: str):
    assert hyphenated(word, language).replace(SOFT_HYPHEN, "-") == expected


def test_long_texts_are_hyphenated_in_every_language(booklet: Made):
    dated = booklet.words[3 : booklet.titles[-2][1]]
    assert sum(BROKEN in words for words in dated) > len(dated) / 2


# --- the file ----------------------------------------------------------------------------


@pytest.mark.parametrize("booklet", ["en"], indirect=True)
def test_the_file_is_made_in_time_and_the_same_in_every_process(
    atlas: Atlas, booklet: Made, record_property: Callable[[str, object], None]
):
    # time of the processor, which other work on the machine does not lengthen much
    started = time.process_time()
    assert document.draw(atlas) == booklet.file
    took = time.process_time() - started
    record_property("atlas_seconds", round(took, 1))
    assert took < MOST_SECONDS
    assert len(booklet.file) < MOST_BYTES
    assert "/CreationDate" not in PdfReader(io.BytesIO(booklet.file)).metadata


def test_pages_outline_language_and_words_of_the_file(atlas: Atlas, booklet: Made):
    reader = PdfReader(io.BytesIO(booklet.file))
    root = reader.root_object
    assert root["/Lang"] == booklet.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert re.search(r"1918[-–]2024", reader.metadata.title)
    for page in reader.pages:
        assert [float(side) for side in page.mediabox[2:]] == pytest.approx(
            [WIDTH, HEIGHT], abs=0.1
        )
    outline = booklet.titles
    assert [page for _, page in outline] == sorted(page for _, page in outline)
    for title, page in outline[1:]:
        # the page says what its entry says, its day below; a pair's heading is shorter
        pair = text("booklet.pair_title", booklet.language)
        heading = " ".join(title.partition(": ")[2].split()) or title
        assert booklet.words[page].startswith((" ".join(title.split()), heading, pair))
    assert booklet.words[0].startswith(text("snapshot.heading", booklet.language))


def test_the_file_is_tagged_and_its_pictures_are_told_in_words(atlas: Atlas, booklet: Made):
    reader = PdfReader(io.BytesIO(booklet.file))
    assert reader.root_object["/MarkInfo"]["/Marked"].value
    assert b"<pdfuaid:part>1<" in reader.root_object["/Metadata"].get_data()
    tags = list(_tags(reader.root_object["/StructTreeRoot"]))
    headings = [tag for tag in tags if tag["/S"] == "/H1"]
    assert len(headings) == len(booklet.titles)
    told = [str(tag["/Alt"]) for tag in tags if tag["/S"] == "/Figure"]
    for day in key_dates(atlas):
        # a small map, a large one
        named = [words for words in told if long_date(day, booklet.language) in words]
        assert len(named) >= 2
    assert all(told)
    rows = [tag for tag in tags if tag["/S"] == "/TR"]
    compared = published.compared(atlas, published.published(atlas))
    assert len(rows) == len(list(compared)) + 1


def _tags(node: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the elements of the tree of tags below a node."""
    kids = node.get("/K", ())
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if hasattr(found, "get") and "/S" in found:
            yield found
            yield from _tags(found)


def test_contents_lead_to_their_pages_and_nothing_leads_outside(atlas: Atlas, booklet: Made):
    reader = PdfReader(io.BytesIO(booklet.file))
    links = [item.get_object() for item in reader.pages[2]["/Annots"]]
    places = reader.named_destinations
    targets = [reader.get_destination_page_number(places[link["/Dest"]]) for link in links]
    assert len(targets) == len(key_dates(atlas)) + len(PAIRS) + 2
    assert all(first < second for first, second in pairwise(targets))
    # no other page leads anywhere, and no link runs or opens anything
    assert [n for n, page in enumerate(reader.pages) if "/Annots" in page] == [2]
    assert not any("/A" in link for link in links)
    for link in links:
        left, bottom, right, top = map(float, link["/Rect"])
        assert 0 <= left < right <= WIDTH
        assert 0 <= bottom < top <= HEIGHT


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
