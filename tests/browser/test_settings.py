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


def opened_map(open_page, page_file, query: str = "?date=2020-11-10", **context):
    opened = open_page(page_file.as_uri() + query, **context)
    opened.page.wait_for_function("document.body.classList.contains('ready')")
    return opened


@pytest.mark.parametrize(
    ("code", "key"),
    [
        *[("KeyT", "е"), ("KeyT", "ե"), ("KeyX", "t"), ("KeyT", "τ"), ("KeyT", "თ"), ("KeyT", "т")],
        # of Latin letters that English lacks the place counts; French and Dvorak have theirs
        *[("KeyT", "ț"), ("KeyT", "T"), ("KeyK", "t")],
    ],
)
def test_keys_of_other_layouts_act_by_their_place(open_page, page_file, code, key):
    page = opened_map(open_page, page_file).page
    press = "(how) => document.body.dispatchEvent(new KeyboardEvent('keydown', how))"
    page.evaluate(press, {"key": key, "code": code, "bubbles": True})
    assert page.evaluate("karamap.story") == "tour"
    page.keyboard.press("Escape")
    assert page.evaluate("karamap.story") is None


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


@pytest.mark.parametrize("view", ["39.8,46.8,3", "39.8,46.8,", "nan,46.8,9", "39.8,46.8,0x9"])
def test_a_view_that_the_map_lacks_is_told_on_the_page(open_page, page_file, view):
    opened = opened_map(open_page, page_file, f"?view={view}")
    assert view in opened.page.inner_text("#notice")
    opened.leave()


def test_where_there_is_no_full_screen_there_is_no_button(open_page, page_file):
    opened = opened_map(open_page, page_file)
    page = opened.page
    assert page.is_visible("#full-screen")
    page.add_init_script("delete Element.prototype.requestFullscreen")
    page.reload()
    page.wait_for_function("document.body.classList.contains('ready')")
    assert not page.is_visible("#full-screen")
    opened.leave()
