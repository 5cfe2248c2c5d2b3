"""The reader's settings: forced colours, more contrast, letters of any size, fingers."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

# of all that can be pressed: what is smaller than so many pixels, and no part of a larger label
SMALLER = """(least) => [...document.querySelectorAll(
  "button, select, input, summary, label, [role=tab]")].filter((node) => {
    const { width, height } = node.getBoundingClientRect();
    if (!width || !height || getComputedStyle(node).visibility === "hidden") return false;
    if (node.closest("label") && node.tagName === "INPUT") return false;
    return width < least || height < least;
  }).map((node) => node.id || node.className || node.textContent)"""


def colour(page, selector: str) -> str:
    return page.evaluate(
        "(selector) => getComputedStyle(document.querySelector(selector)).backgroundColor", selector
    )


START = "?date=2020-11-10"


@pytest.fixture
def page(opened):
    yield opened.ask()
    # as no reader has set it
    names = ("media", "color_scheme", "reduced_motion", "forced_colors", "contrast")
    opened.page.emulate_media(**dict.fromkeys(names, "null"))


def test_keys_of_other_layouts_act_by_their_place(page):
    press = "(how) => document.body.dispatchEvent(new KeyboardEvent('keydown', how))"
    # of Latin letters that English lacks the place counts; French and Dvorak have theirs
    for code, key in (
        *[("KeyT", "е"), ("KeyT", "ե"), ("KeyX", "t"), ("KeyT", "τ"), ("KeyT", "თ"), ("KeyT", "т")],
        *[("KeyT", "ț"), ("KeyT", "T"), ("KeyK", "t")],
    ):
        page.evaluate(press, {"key": key, "code": code, "bubbles": True})
        assert page.evaluate("karamap.story") == "tour", key
        page.keyboard.press("Escape")
        assert page.evaluate("karamap.story") is None


def test_font_size_contrast_and_forced_colours_are_followed(page):
    # nothing sets a size of its own on the root: a browser's setting comes through
    rules = page.evaluate(
        "[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])"
        ".filter(({ selectorText }) => [':root', 'html'].includes(selectorText))"
        ".map(({ style }) => style.fontSize).filter(Boolean)"
    )
    assert rules == ["100%"]
    size = "getComputedStyle(document.querySelector('#legend')).fontSize"
    assert page.evaluate(size) == "14px"
    muted = "getComputedStyle(document.documentElement).getPropertyValue('--muted')"
    assert page.evaluate(muted) == "#5f5a55"
    page.emulate_media(contrast="more")
    assert page.evaluate(muted) == "#2e2c34"
    page.emulate_media(contrast="null")
    page.emulate_media(forced_colors="active", color_scheme="dark")
    ground = colour(page, "#timeline")
    assert colour(page, "#year-ticks i") != ground
    assert colour(page, "#day-ticks i") != ground
    # a swatch lies on the paper that its fill is mixed for
    assert colour(page, ".legend-rows svg") == "rgb(255, 253, 247)"


def test_fingers_find_targets_of_44_pixels_and_the_slider(open_page, page_file):
    opened = open_page(page_file.as_uri() + START, has_touch=True, is_mobile=True).shared()
    for size in ((390, 844), (360, 740), (844, 390), (820, 1180)):
        page = opened.ask(START, size)
        assert page.evaluate(SMALLER, 44) == [], size
        # keyboards of phones have a hyphen for words only, those of iPhones no return for numbers
        assert page.get_attribute("#typed-date", "inputmode") == "text"
        page.fill("#typed-date", "2020-09-26")
        page.tap("#date-form button[type=submit]")
        assert page.evaluate("karamap.date") == "2020-09-26"
        box = page.locator("#year").bounding_box()
        assert box["y"] + box["height"] <= size[1]
        page.evaluate("document.querySelector('#open-story').click()")
        for tab in ("tour", "article", "events", "people", "words", "sources"):
            page.evaluate("(tab) => document.querySelector(`#tab-${tab}`).click()", tab)
            assert page.evaluate(SMALLER, 24) == [], (size, tab)
    opened.leave()


def test_where_there_is_no_full_screen_there_is_no_button(page, open_page, page_file):
    assert page.is_visible("#full-screen")
    opened = open_page("about:blank")
    opened.page.add_init_script("delete Element.prototype.requestFullscreen")
    opened.page.goto(page_file.as_uri())
    opened.page.wait_for_selector("body.ready")
    assert not opened.page.is_visible("#full-screen")
    opened.leave()
