"""Somebody who opens the map for the first time gets through in few actions, on desk and phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# opening, reading, the whole tour, a place and a picture
MOST_ACTIONS = 40
STATE = "[karamap.layers, karamap.compare, karamap.view]"


class Reader:
    """Somebody whose clicks, keys and words are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def click(self, selector: str) -> None:
        self.actions += 1
        self.page.click(selector)

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)

    def write(self, selector: str, words: str) -> None:
        self.actions += 1
        self.page.fill(selector, words)

    def choose(self, selector: str, option: str) -> None:
        self.actions += 1
        self.page.select_option(selector, option)


def test_a_first_reader_gets_through_in_few_actions(open_page, page_file):
    for width, height in ((1280, 800), (390, 844)):
        touch = width < 500
        opened = open_page(
            page_file.as_uri(), width=width, height=height, has_touch=touch, is_mobile=touch
        )
        page = opened.page
        reader = Reader(page)
        page.wait_for_selector("body.ready")
        sentences = page.inner_text("#welcome p")
        assert sentences.count(".") + sentences.count(":") == 2
        before = page.evaluate(STATE)
        take_the_tour(reader)
        # all but the date is what it was
        reader.click("#close-story")
        page.wait_for_selector("#story", state="hidden")
        layers, compare, view = page.evaluate(STATE)
        assert [layers, compare] == before[:2]
        # above a phone's map the front door is gone, and the map is higher
        assert view == pytest.approx(before[2], abs=0.4 if touch else 0.01)
        find_lachin(reader)
        picture = export_a_square(reader)
        assert picture.size[0] == picture.size[1]
        assert reader.actions < MOST_ACTIONS
        opened.leave()


def take_the_tour(reader: Reader) -> None:
    page = reader.page
    reader.click("#welcome [data-way=tour]")
    page.wait_for_selector("#story .tour")
    if page.locator("[data-step=start]").count():
        reader.click("[data-step=start]")
    titles = [page.inner_text("#story .tour h2")]
    while page.locator("[data-step=next]").is_enabled():
        reader.click("[data-step=next]")
        titles.append(page.inner_text("#story .tour h2"))
        assert len(titles) < MOST_ACTIONS
    assert len(set(titles)) == len(titles) > 10


def find_lachin(reader: Reader) -> None:
    reader.click("#open-story")
    reader.write("#search", "lachin")
    reader.click("#hits .hit >> nth=0")
    reader.page.wait_for_selector(".facts")
    assert "Lachin" in reader.page.inner_text(".facts h2")
    reader.press("Escape")
    reader.click("#close-story")


def export_a_square(reader: Reader) -> Image.Image:
    page = reader.page
    reader.click("#copy")
    reader.write("#picture-title", "The road through Lachin")
    reader.choose("#picture-shape", "square")
    with page.expect_download() as waiting:
        reader.click("#picture-save")
    with Image.open(Path(waiting.value.path())) as picture:
        return picture.copy()
