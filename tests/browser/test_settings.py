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


START = "?date=2020-11-10"


@pytest.fixture(scope="module")
def opened(open_page, page_file):
    shown = open_page(page_file.as_uri() + START)
    yield shown.shared()
    shown.leave()


@pytest.fixture
def page(opened):
    yield opened.ask()
    # as no reader has set it
    names = ("media", "color_scheme", "reduced_motion", "forced_colors", "contrast")
    opened.page.emulate_media(**dict.fromkeys(names, "null"))


def test_a_sheet_has_date_legend_and_credits_and_no_controls(page):
    page.emulate_media(media="print")
    # the printable widths of A4 and Letter both ways, in pixels of paper
    for width in (718, 1047, 740, 980):
        page.set_viewport_size({"width": width, "height": 718 if width > 800 else 1047})
        assert not [name for name in CONTROLS if page.is_visible(f"#{name}")]
        there = ("#date", "#legend", ".leaflet-control-attribution", ".leaflet-control-scale")
        assert all(page.is_visible(each) for each in there)
        boxes = [page.locator(each).first.bounding_box() for each in ("#stage", *there)]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width + 1 for box in boxes)
        # a sheet, not two: 190 mm lie between the margins of the lower of them
        assert boxes[0]["height"] < (718 if width > 800 else 1000)


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


def test_a_story_is_printed_whole(page):
    page.keyboard.press("t")
    page.locator("#tab-sources").click()
    page.emulate_media(media="print")
    shown, whole = page.evaluate(
        "(() => { const body = document.querySelector('#story-body');"
        "return [body.clientHeight, body.scrollHeight]; })()"
    )
    assert whole <= shown + 1


def test_forced_colours_leave_ticks_tracks_and_swatches(page):
    page.emulate_media(forced_colors="active", color_scheme="dark")
    ground = colour(page, "#timeline")
    assert colour(page, "#year-ticks i") != ground
    assert colour(page, "#day-ticks i") != ground
    # a swatch lies on the paper that its fill is mixed for
    assert colour(page, ".legend-rows svg") == "rgb(255, 253, 247)"


def test_more_contrast_darkens_what_is_muted(page):
    muted = "getComputedStyle(document.documentElement).getPropertyValue('--muted')"
    assert page.evaluate(muted) == "#5f5a55"
    page.emulate_media(contrast="more")
    assert page.evaluate(muted) == "#2e2c34"


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


def test_the_readers_font_size_is_followed(page):
    before = page.evaluate("getComputedStyle(document.querySelector('#legend')).fontSize")
    # nothing sets a size of its own on the root: a browser's setting comes through
    rules = page.evaluate(
        "[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])"
        ".filter(({ selectorText }) => [':root', 'html'].includes(selectorText))"
        ".map(({ style }) => style.fontSize).filter(Boolean)"
    )
    assert before == "14px"
    assert rules == ["100%"]


def test_where_there_is_no_full_screen_there_is_no_button(page, open_page, page_file):
    assert page.is_visible("#full-screen")
    opened = open_page("about:blank")
    opened.page.add_init_script("delete Element.prototype.requestFullscreen")
    opened.page.goto(page_file.as_uri())
    opened.page.wait_for_selector("body.ready")
    assert not opened.page.is_visible("#full-screen")
    opened.leave()
