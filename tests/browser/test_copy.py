"""The picture the page draws of itself: complete, on the clipboard or else in a file."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from opened import PAINTED
from PIL import Image

pytestmark = pytest.mark.browser

DRAW = """async (date) => {
  if (date) karamap.setDate(date);
  const blob = await karamap.picture();
  const reader = new FileReader();
  await new Promise((done) => { reader.onload = done; reader.readAsDataURL(blob); });
  return reader.result;
}"""
DENY = "navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"


def drawn(page, date: str | None = None) -> Image.Image:
    """Return the picture of what is on screen, or of a date that is set with it."""
    head, _, body = page.evaluate(DRAW, date).partition(",")
    assert head == "data:image/png;base64"
    return Image.open(BytesIO(base64.b64decode(body))).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ clearly."""
    small = [np.asarray(image.resize((640, 330)), dtype=int) for image in (one, other)]
    return float((np.abs(small[0] - small[1]).max(axis=2) > 60).mean())


@pytest.fixture
def page(opened):
    page = opened.ask("?date=1993-04-03")
    page.evaluate(PAINTED)
    return page


def test_the_picture_looks_like_the_screen(page):
    hidden = (
        "#welcome, #tools, .leaflet-control-zoom, #swipe span, #layers-panel { visibility: hidden }"
    )
    for how in (None, "changes", "swipe"):
        if how:
            page.evaluate("(how) => karamap.setCompare('2020-09-26', how)", how)
            page.evaluate(PAINTED)
        stage = page.locator("#stage").bounding_box()
        picture = drawn(page)
        assert picture.size == (round(stage["width"] * 2), round(stage["height"] * 2))
        page.add_style_tag(content=hidden)
        screen = Image.open(BytesIO(page.screenshot(clip=stage)))
        page.evaluate("document.adoptedStyleSheets = []")
        # type is set by another hand and the sheet under the date is softer; all else is the same
        assert difference(picture, screen.convert("RGB")) < 0.03, how


def test_a_date_is_in_the_picture_though_no_frame_has_shown_it(page):
    before = drawn(page)
    at_once = drawn(page, "1994-05-12")
    page.evaluate(PAINTED)
    assert before.tobytes() != at_once.tobytes() == drawn(page).tobytes()


def test_pins_that_the_screen_hides_are_not_in_it(open_page, page_file):
    # the foot of the pin in Yerevan is out of the frame, and some of its sign would be in it
    link = f"{page_file.as_uri()}?date=2020-11-10&mode=present"
    opened = open_page(link, width=1920, height=1080, reduced_motion="reduce")
    page = opened.page
    page.evaluate("karamap.ready.then(() => document.fonts.ready).then(() => true)")
    page.evaluate(PAINTED)
    left = page.locator("#frame").bounding_box()["x"]
    cut = page.locator('.event.out-of-frame:not([style*="display: none"])')
    boxes = [pin.bounding_box() for pin in cut.all()]
    assert any(box["x"] < left < box["x"] + box["width"] for box in boxes)
    picture = drawn(page)
    cut.evaluate_all("(pins) => pins.forEach((pin) => pin.remove())")
    assert picture.tobytes() == drawn(page).tobytes()
    opened.leave()


def test_date_legend_scale_credits_names_pins_and_hatch_are_in_it(page):
    stage = page.locator("#stage").bounding_box()
    picture = drawn(page)
    for part in (
        "#date",
        "#legend li:not([hidden])",
        ".leaflet-control-scale-line",
        ".leaflet-control-attribution span",
        ".labels .places:text('Kalbajar')",
        ".event:not([style*='none'])",
    ):
        box = page.locator(part).first.bounding_box()
        x, y = (box["x"] - stage["x"]) * 2, (box["y"] - stage["y"]) * 2
        crop = picture.crop(
            (round(x), round(y), round(x + box["width"] * 2), round(y + box["height"] * 2))
        )
        grey = np.asarray(crop.convert("L"), dtype=int)
        assert grey.min() < 110, part
        assert grey.max() > 230, part
    # the hatch of contested ground
    page.evaluate("karamap.setDate('2023-09-22')")
    page.evaluate("karamap.setView([39.927, 46.712, 11])")
    page.evaluate(PAINTED)
    picture = np.asarray(drawn(page).convert("L"), dtype=int)
    height, width = picture.shape
    middle = picture[height // 2 - 60 : height // 2 + 60, width // 2 - 60 : width // 2 + 60]
    dark = (middle < 110).mean()
    assert 0.05 < dark < 0.5


def test_a_press_puts_the_picture_on_the_clipboard_or_into_a_file(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#copy")
    page.click("#picture-copy")
    page.wait_for_selector("#notice:visible")
    assert "on the clipboard" in page.inner_text("#notice")
    types = page.evaluate("navigator.clipboard.read().then(([item]) => item.types)")
    assert types == ["image/png"]
    page.context.clear_permissions()
    # where it is refused the picture becomes a file
    page.evaluate("karamap.setDate('2020-11-10')")
    page.evaluate(f"() => {{ {DENY}; }}")
    page.focus("#year")
    with page.expect_download() as waiting:
        page.keyboard.press("i")
    assert waiting.value.suggested_filename == "nagorno-karabakh-2020-11-10.png"
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")
    assert "nagorno-karabakh-2020-11-10.png" in page.inner_text("#notice")
    page.evaluate("delete navigator.clipboard.write")
