"""Paper: page and story as a browser prints them, in A4 and Letter, both ways."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

START = "?date=2020-11-10"

CONTROLS = ("tools", "timeline", "buttons", "date-form")
SHEETS = [(size, across) for size in ("A4", "Letter") for across in (False, True)]
# the map's sheet is the same with more behind it: story and app on both papers and both ways
STORY_SHEETS, APP_SHEETS = (SHEETS[0], SHEETS[3]), (SHEETS[1], SHEETS[2])
THERE = ("10 November 2020", "Front line, autumn 2020", "78,303 km²", "Borders ©", "50 km")
MARGIN_PT = 10 / 25.4 * 72
# what is pressed, on the screen
PRESSED = ("Story and sources", "Compare two dates", "by change", "English", "Layers", "Measure")


@pytest.fixture
def page(opened):
    yield opened.ask()
    opened.page.emulate_media(media="null")


class Printed:
    """What lies on the sheets of a PDF."""

    def __init__(self, file: Path) -> None:
        self.sheets = list(pypdfium2.PdfDocument(file))
        self.words = [re.sub(r"\s+", " ", self._text(sheet)) for sheet in self.sheets]

    @staticmethod
    def _text(sheet: pypdfium2.PdfPage) -> str:
        return sheet.get_textpage().get_text_range().replace("\xa0", " ")

    def off(self) -> list[str]:
        """Return the letters that reach into a margin."""
        found = []
        for sheet in self.sheets:
            width, height = sheet.get_size()
            text = sheet.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                inner = min(left, bottom, width - right, height - top)
                if right > left and inner < MARGIN_PT - 1.5:
                    found.append(text.get_text_range(index, 1))
        return found

    def paper(self) -> float:
        """Return how much of the first sheet is blank, as a share of its height from below."""
        picture = self.sheets[0].render(scale=0.5).to_numpy()
        inked = (picture < 200).any(axis=(1, 2)).nonzero()[0]
        return 1 - float(inked[-1]) / len(picture)


def check_map_sheet(on_paper: Printed) -> None:
    first = on_paper.words[0]
    assert not [words for words in THERE if words not in first]
    assert not [word for word in PRESSED for sheet in on_paper.words if word in sheet]
    assert on_paper.off() == []
    assert on_paper.paper() < 0.3


def printed(page, tmp_path, size: str, *, across: bool = False) -> Printed:
    page.pdf(path=tmp_path / "map.pdf", format=size, landscape=across)
    return Printed(tmp_path / "map.pdf")


def test_the_page_is_printed_on_one_sheet(page, tmp_path):
    for size, across in SHEETS:
        on_paper = printed(page, tmp_path, size, across=across)
        check_map_sheet(on_paper)
        assert len(on_paper.sheets) == 1, (size, across)


def test_a_story_follows_the_sheet_of_the_map_whole(page, tmp_path):
    page.keyboard.press("t")
    page.locator("#story .tour details").first.wait_for()
    for size, across in STORY_SHEETS:
        on_paper = printed(page, tmp_path, size, across=across)
        check_map_sheet(on_paper)
        assert "One highland, two claimants" in on_paper.words[1]
        # what is folded on the screen is printed, and folded again
        assert "Battle of Shusha (2020)" in " ".join(on_paper.words[1:])
        page.wait_for_function("document.querySelectorAll('#story details[open]').length === 0")
    page.locator("#tab-sources").click()
    page.emulate_media(media="print")
    shown, whole = page.evaluate(
        "(() => { const body = document.querySelector('#story-body');"
        "return [body.clientHeight, body.scrollHeight]; })()"
    )
    assert whole <= shown + 1


def test_a_sheet_has_date_legend_and_credits_and_no_controls(page):
    page.emulate_media(media="print")
    # the printable widths of A4 and Letter both ways, in pixels of paper
    for width in (718, 1047, 740, 980):
        page.set_viewport_size({"width": width, "height": 718 if width > 800 else 1047})
        assert not [name for name in CONTROLS if page.is_visible(f"#{name}")]
        there = ("#date", "#legend", ".leaflet-control-attribution", ".leaflet-control-scale")
        assert all(page.is_visible(each) for each in there), width
        boxes = [page.locator(each).first.bounding_box() for each in ("#stage", *there)]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width + 1 for box in boxes), width
        # a sheet, not two: 190 mm lie between the margins of the lower of them
        assert boxes[0]["height"] < (718 if width > 800 else 1000), width


def test_a_sheet_shows_the_map_whole_and_gives_the_screen_back(page, tmp_path):
    view = page.evaluate("karamap.view")
    page.evaluate(
        """addEventListener('afterprint', () => {
          const { width, height } = document.querySelector('#frame').getBoundingClientRect();
          window.printed = { width, height, zoom: karamap.view[2] };
        }, { once: true })"""
    )
    page.pdf(path=tmp_path / "map.pdf", format="A4")
    page.wait_for_function("window.printed && !document.body.classList.contains('printing')")
    printed = page.evaluate("window.printed")
    assert printed["width"] < 700
    assert printed["zoom"] < view[2]
    page.wait_for_function("(zoom) => karamap.view[2] === zoom", arg=view[2])
    assert page.evaluate("karamap.view") == pytest.approx(view, abs=0.001)


def test_a_comparison_is_printed_as_what_changed(opened, tmp_path):
    page = opened.ask("?date=2020-12-01&compare=1994-05-12&how=side", (390, 800))
    page.evaluate(
        """addEventListener('beforeprint', () => {
          const open = [...document.querySelectorAll('.panel:not([hidden])')].map((p) => p.open);
          window.printed = [karamap.how, document.querySelector('#far-map').hidden, ...open];
        }, { once: true })"""
    )
    page.pdf(path=tmp_path / "map.pdf", format="A4")
    assert page.evaluate("printed") == ["changes", True, True, True, True]
    page.wait_for_function("karamap.how === 'side'")
    assert page.evaluate("document.querySelectorAll('.panel[open]').length") < 2
