"""The PDF atlas: its pages, words, outline, tags, size and speed."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pytest
import shapely
from click.testing import CliRunner
from pypdf import PdfReader
from pypdfium2 import raw

from karamap.atlas.key_dates import PAIRS, key_dates
from karamap.cli import main
from karamap.core.style import THEMES
from karamap.lang.formats import long_date
from karamap.lang.messages import languages, text
from karamap.render.pdf.hyphens import SOFT_HYPHEN, hyphenated
from karamap.stats import published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from pypdf.generic import DictionaryObject
    from shapely.geometry.base import BaseGeometry

    from conftest import Bound
    from karamap import Atlas

# the least size of letters beside the maps and on them, in points
LEAST, LEAST_ON_MAPS = 6.0, 5.5
MOST_BYTES, MOST_SECONDS = 6_000_000, 60
# A4 in points, its margin, and what degrees take beside a map
WIDTH, HEIGHT, MARGIN, DEGREES = 595.3, 841.9, 40.5, 16.5

# so many letters may be one sign, as in ffi
LIGATURE = 3

# how the reader of the file tells a hyphen at the end of a line
BROKEN = "\ufffe"

# a short book by another process
AGAIN = """
import sys
from conftest import bind
from karamap import Atlas
sys.stdout.buffer.write(bind(Atlas.load(), "hy", 16).file)
"""


@dataclass(frozen=True)
class Letters:
    """The letters of a page: what they are, the boxes of their ink, and their sizes in points."""

    signs: str
    boxes: np.ndarray
    sizes: np.ndarray


@dataclass(frozen=True)
class Made:
    """The atlas in a language, as a reader of its file finds it."""

    language: str
    bound: Bound

    @property
    def days(self) -> list[date]:
        return [chapter.day for chapter in self.bound.told]

    @property
    def pairs(self) -> list[tuple[date, date]]:
        return [pair for pair in PAIRS if pair[1] in self.days]

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.bound.file))

    @cached_property
    def pages(self) -> list[pypdfium2.PdfPage]:
        return list(pypdfium2.PdfDocument(self.bound.file))

    @cached_property
    def words(self) -> list[str]:
        """The words of each page in one line."""
        return [" ".join(page.get_textpage().get_text_range().split()) for page in self.pages]

    @cached_property
    def titles(self) -> list[tuple[str, int]]:
        return [
            (item.title, self.reader.get_destination_page_number(item))
            for item in self.reader.outline
        ]


def _maps(page: pypdfium2.PdfPage) -> BaseGeometry:
    """Return the ground of a page on which maps lie, by their relief."""
    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    return shapely.union_all([shapely.box(*item.get_bounds()) for item in pictures])


def _letters(page: pypdfium2.PdfPage) -> Letters:
    words, matrix = page.get_textpage(), raw.FS_MATRIX()
    signs, boxes, sizes = "", [], []
    for index in range(words.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(words, index))
        # what the reader of the file adds between words, and what is not seen
        if raw.FPDFText_IsGenerated(words, index) or sign.isspace() or sign == SOFT_HYPHEN:
            continue
        raw.FPDFText_GetMatrix(words, index, matrix)
        scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
        signs += sign
        boxes.append(words.get_charbox(index))
        sizes.append(raw.FPDFText_GetFontSize(words, index) * scale)
    return Letters(signs, shapely.box(*np.array(boxes).T), np.array(sizes))


@pytest.fixture(scope="module")
def made(bound: Callable[..., Bound]) -> dict[str, Made]:
    """The atlas in each language: in English whole, in the others a part of it."""
    return {language: Made(language, bound(language)) for language in languages()}


@pytest.fixture(params=languages())
def booklet(made: dict[str, Made], request: pytest.FixtureRequest) -> Made:
    return made[request.param]


# --- pages -------------------------------------------------------------------------------


def _dated(day: date, language: str) -> str:
    return f"{long_date(day, language)}: "


def test_pages(booklet: Made):
    titles, pages = zip(*booklet.titles, strict=True)
    for day in booklet.days:
        named = [title for title in titles if title.startswith(_dated(day, booklet.language))]
        assert len(named) == 1
        # and what it is about
        assert named[0] != _dated(day, booklet.language)
    last = [text(f"booklet.{key}", booklet.language) for key in ("figures", "sources")]
    assert titles[2] == text("booklet.contents", booklet.language)
    assert list(titles[-2:]) == last
    assert len(titles) == len(booklet.days) + len(booklet.pairs) + 3 + len(last)
    # a page for each, but for figures and sources, which take what they need
    assert list(pages[:-1]) == list(range(len(pages) - 1))
    assert pages[-2] < pages[-1] < len(booklet.pages)


def test_the_atlas_tells_all_key_dates_and_pairs(atlas: Atlas, made: dict[str, Made]):
    assert made["en"].days == list(key_dates(atlas))
    assert made["en"].pairs == list(PAIRS)


def test_words_are_large_enough_and_apart_within_the_margins(booklet: Made):
    # degrees stand around the maps
    paper = shapely.box(MARGIN - DEGREES, 10, WIDTH - MARGIN + DEGREES, HEIGHT - 15)
    for number, page in enumerate(booklet.pages, 1):
        letters = _letters(page)
        around = _maps(page).buffer(DEGREES)
        shapely.prepare([paper, around])
        outside = ~shapely.contains(paper, letters.boxes)
        on_maps = shapely.intersects(around, letters.boxes)
        small = letters.sizes < np.where(on_maps, LEAST_ON_MAPS, LEAST) - 0.01
        wrong = np.flatnonzero(outside | small)
        assert not wrong.size, f"page {number}: {[letters.signs[each] for each in wrong]}"
        _assert_apart(letters, number)


def _assert_apart(letters: Letters, number: int) -> None:
    # turned letters of one word overlap at their corners, and those of a ligature share a box
    boxes = shapely.buffer(letters.boxes, -0.12 * letters.sizes, join_style="mitre")
    one, other = shapely.STRtree(boxes).query(boxes, predicate="intersects")
    far = other - one >= LIGATURE
    one, other = one[far], other[far]
    over = shapely.area(shapely.intersection(boxes[one], boxes[other])) >= 1
    told = [
        (letters.signs[i], letters.signs[j]) for i, j in zip(one[over], other[over], strict=True)
    ]
    assert not told, f"page {number}: over each other {told}"


def test_the_measure_sees_letters_over_each_other(made: dict[str, Made]):
    letters = _letters(made["en"].pages[0])
    few = slice(2 * LIGATURE)
    over = np.repeat(letters.boxes[:1], 2 * LIGATURE)
    with pytest.raises(AssertionError, match="page 1: over each other"):
        _assert_apart(Letters(letters.signs[few], over, letters.sizes[few]), 1)


@pytest.mark.parametrize(("language", "theme"), [("az", "screen"), ("hy", "mono")])
def test_other_themes_are_drawn_in_their_colours(made: dict[str, Made], language: str, theme: str):
    book, palette = made[language].bound.book, THEMES[theme].palette
    known = {getattr(palette, field.name) for field in fields(palette)}
    assert set(book.data["colours"].values()) <= known
    for name, drawing in book.drawings.items():
        worn = set(re.findall(r"(?:fill|stroke)[:=]\W*(#[0-9a-f]{6})", drawing.decode()))
        assert worn, name
        assert worn <= known | {"#000000"}, name


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


def test_the_file_is_made_in_time_and_small(made: dict[str, Made], record_property):
    whole = made["en"]
    record_property("atlas_seconds", round(whole.bound.seconds, 1))
    assert whole.bound.seconds < MOST_SECONDS
    assert len(whole.bound.file) < MOST_BYTES
    assert "/CreationDate" not in whole.reader.metadata


def test_the_file_is_the_same_in_every_process(bound: Callable[..., Bound]):
    command = [sys.executable, "-c", AGAIN]
    again = subprocess.run(
        command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, check=True
    )
    assert again.stdout == bound("hy", 16).file


def test_pages_outline_language_and_words_of_the_file(booklet: Made):
    reader = booklet.reader
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
    reader = booklet.reader
    assert reader.root_object["/MarkInfo"]["/Marked"].value
    assert b"<pdfuaid:part>1<" in reader.root_object["/Metadata"].get_data()
    tags = list(_tags(reader.root_object["/StructTreeRoot"]))
    headings = [tag for tag in tags if tag["/S"] == "/H1"]
    assert len(headings) == len(booklet.titles)
    told = [str(tag["/Alt"]) for tag in tags if tag["/S"] == "/Figure"]
    for day in booklet.days:
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


def test_contents_lead_to_their_pages_and_nothing_leads_outside(booklet: Made):
    reader = booklet.reader
    links = [item.get_object() for item in reader.pages[2]["/Annots"]]
    places = reader.named_destinations
    targets = [reader.get_destination_page_number(places[link["/Dest"]]) for link in links]
    assert len(targets) == len(booklet.days) + len(booklet.pairs) + 2
    assert all(first < second for first, second in pairwise(targets))
    # no other page leads anywhere, and no link runs or opens anything
    assert [n for n, page in enumerate(reader.pages) if "/Annots" in page] == [2]
    assert not any("/A" in link for link in links)
    for link in links:
        left, bottom, right, top = map(float, link["/Rect"])
        assert 0 <= left < right <= WIDTH
        assert 0 <= bottom < top <= HEIGHT


# --- the command -------------------------------------------------------------------------


def test_missing_geodata_are_told(tmp_path: Path, geodata: Path):
    (geodata / "datapackage.json").write_text("{}")
    target = tmp_path / "atlas.pdf"
    result = CliRunner().invoke(main, ["atlas", "-o", str(target), "--geodata", str(geodata)])
    assert result.exit_code == 1
    assert "datapackage.json" in result.stderr
    assert not target.exists()
