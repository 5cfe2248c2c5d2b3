"""The reader's settings: paper, forced colours, more contrast, letters of any size, fingers."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

CONTROLS = ("tools", "timeline", "buttons", "date-form")
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


def opened_map(open_page, page_file, query: str = "?date=2020-11-10", **context):
    opened = open_page(page_file.as_uri() + query, **context)
    opened.page.wait_for_function("document.body.classList.contains('ready')")
    return opened


# the printable widths of A4 and Letter both ways, in pixels of paper
@pytest.mark.parametrize("width", [718, 1047, 740, 980])
def test_a_sheet_has_date_legend_and_credits_and_no_controls(open_page, page_file, width):
    opened = opened_map(open_page, page_file)
    page = opened.page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": 718 if width > 800 else 1047})
    assert not [name for name in CONTROLS if page.is_visible(f"#{name}")]
    there = ("#date", "#legend", ".leaflet-control-attribution", ".leaflet-control-scale")
    assert all(page.is_visible(each) for each in there)
    boxes = [page.locator(each).first.bounding_box() for each in ("#stage", *there)]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width + 1 for box in boxes)
    # a sheet, not two: 190 mm lie between the margins of the lower of them
    assert boxes[0]["height"] < (718 if width > 800 else 1000)
    opened.leave()


def test_a_story_is_printed_whole(open_page, page_file):
    opened = opened_map(open_page, page_file)
    page = opened.page
    page.keyboard.press("t")
    page.locator("#tab-sources").click()
    page.emulate_media(media="print")
    shown, whole = page.evaluate(
        "(() => { const body = document.querySelector('#story-body');"
        "return [body.clientHeight, body.scrollHeight]; })()"
    )
    assert whole <= shown + 1
    opened.leave()


def test_forced_colours_leave_ticks_tracks_and_swatches(open_page, page_file):
    opened = opened_map(open_page, page_file, forced_colors="active", color_scheme="dark")
    page = opened.page
    ground = colour(page, "#timeline")
    assert colour(page, "#year-ticks i") != ground
    assert colour(page, "#day-ticks i") != ground
    # a swatch lies on the paper that its fill is mixed for
    assert colour(page, ".legend-rows svg") == "rgb(255, 253, 247)"
    opened.leave()


def test_more_contrast_darkens_what_is_muted(open_page, page_file):
    muted = []
    for contrast in ("no-preference", "more"):
        opened = opened_map(open_page, page_file, contrast=contrast)
        muted.append(
            opened.page.evaluate(
                "getComputedStyle(document.documentElement).getPropertyValue('--muted')"
            )
        )
        opened.leave()
    assert muted == ["#5f5a55", "#2e2c34"]


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 740), (844, 390), (820, 1180)])
def test_fingers_find_targets_of_44_pixels_and_the_slider(open_page, page_file, width, height):
    opened = opened_map(
        open_page, page_file, width=width, height=height, has_touch=True, is_mobile=True
    )
    page = opened.page
    assert page.evaluate(SMALLER, 44) == []
    # keyboards of phones have a hyphen for words only, and those of iPhones no return for numbers
    assert page.get_attribute("#typed-date", "inputmode") == "text"
    page.fill("#typed-date", "2020-09-26")
    page.tap("#date-form button[type=submit]")
    assert page.evaluate("karamap.date") == "2020-09-26"
    box = page.locator("#year").bounding_box()
    assert box["y"] + box["height"] <= height
    for tab in ("tour", "article", "events", "people", "words", "sources"):
        page.evaluate("document.querySelector('#story').hidden") and page.evaluate(
            "document.querySelector('#open-story').click()"
        )
        page.evaluate("(tab) => document.querySelector(`#tab-${tab}`).click()", tab)
        assert page.evaluate(SMALLER, 24) == []
    opened.leave()


def test_the_readers_font_size_is_followed(open_page, page_file):
    opened = opened_map(open_page, page_file)
    page = opened.page
    before = page.evaluate("getComputedStyle(document.querySelector('#legend')).fontSize")
    # nothing sets a size of its own on the root: a browser's setting comes through
    rules = page.evaluate(
        "[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])"
        ".filter(({ selectorText }) => [':root', 'html'].includes(selectorText))"
        ".map(({ style }) => style.fontSize).filter(Boolean)"
    )
    assert before == "14px"
    assert rules == ["100%"]
    opened.leave()
