"""Phones: upright the map keeps nearly half of the height, on its side the slider is there."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

BOXES = """(selectors) => selectors.map((selector) => {
  const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
  return { x, y, width, height };
})"""
PAINTED = "new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))"
# the signs of places that nothing covers, each with what lies there for a finger
SIGNS = """() => [...document.querySelectorAll('.labels .places.rank-1, .labels .places.rank-2')]
  .map((name) => {
    const { x, y, width, height } = name.getBoundingClientRect();
    return { text: name.textContent, x: x + width / 2, y: y + height / 2 };
  })
  .filter(({ x, y }) => document.elementFromPoint(x, y)?.closest('.labels'))"""

# words of the column beside the map that run out of it
RUN_OUT = """() => [...document.querySelectorAll('#read-out, #panels, #tools, #welcome')].flatMap(
  (part) => {
    const edge = part.getBoundingClientRect().right;
    const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const found = [];
    while (words.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(words.currentNode);
      if (range.getBoundingClientRect().right > edge) found.push(words.currentNode.data);
    }
    return found;
  })"""


def opened_phone(open_page, page_file, query: str, width: int, height: int):
    opened = open_page(
        page_file.as_uri() + query, width=width, height=height, has_touch=True, is_mobile=True
    )
    opened.page.wait_for_function("document.body.classList.contains('ready')")
    return opened


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 740), (412, 915)])
def test_a_story_leaves_the_map_nearly_half_of_the_height(open_page, page_file, width, height):
    opened = opened_phone(open_page, page_file, "?tour=5", width, height)
    page = opened.page
    next_step, line = page.evaluate(BOXES, ['[data-step="next"]', "#timeline"])
    assert next_step["y"] + next_step["height"] <= line["y"] + 1
    for tab in ("tour", "article", "events", "people", "words", "sources"):
        page.evaluate("(tab) => document.querySelector(`#tab-${tab}`).click()", tab)
        frame, story, line = page.evaluate(BOXES, ["#frame", "#story", "#timeline"])
        assert frame["height"] >= 0.45 * height
        # under the map there is room to read, and time stays in reach
        assert story["height"] >= 0.25 * height
        assert line["y"] + line["height"] <= height + 1
    opened.leave()


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru"])
@pytest.mark.parametrize(("width", "height"), [(768, 1024), (820, 1180), (844, 390)])
def test_a_narrow_column_holds_its_words(open_page, page_file, width, height, language):
    opened = opened_phone(open_page, page_file, f"?date=2020-11-12&lang={language}", width, height)
    assert opened.page.evaluate(RUN_OUT) == []
    opened.leave()


@pytest.mark.parametrize(("width", "height"), [(844, 390), (667, 375), (915, 412)])
def test_on_its_side_a_phone_has_map_and_slider_without_scrolling(
    open_page, page_file, width, height
):
    opened = opened_phone(open_page, page_file, "?date=2020-11-10", width, height)
    page = opened.page
    frame, line, year = page.evaluate(BOXES, ["#frame", "#timeline", "#year"])
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    assert frame["height"] >= 0.7 * height
    assert line["y"] + line["height"] <= height + 1
    assert line["height"] <= 0.25 * height
    assert year["width"] >= 0.3 * width
    assert page.evaluate("document.body.scrollWidth") <= width
    opened.leave()


@pytest.mark.parametrize(("width", "height"), [(844, 390), (390, 844)])
def test_a_tap_opens_what_was_tapped(open_page, page_file, width, height):
    opened = opened_phone(open_page, page_file, "?date=2019&view=39.8,46.7,9", width, height)
    page = opened.page
    # names are placed anew once their typeface is there
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate(PAINTED)
    page.wait_for_function("document.querySelectorAll('.labels .places').length > 3")
    tapped = []
    for sign in page.evaluate(SIGNS):
        page.touchscreen.tap(sign["x"], sign["y"])
        page.wait_for_selector(".leaflet-popup-content h2")
        # where it has no room a name stands without the other one in brackets
        assert page.inner_text(".leaflet-popup-content h2").startswith(sign["text"])
        tapped.append(sign["text"])
        page.evaluate("document.querySelector('.leaflet-popup-close-button').click()")
        page.wait_for_selector(".leaflet-popup", state="detached")
        page.evaluate("karamap.setView([39.8, 46.7, 9])")
        # names are placed anew in the frame after
        page.evaluate(PAINTED)
    assert len(tapped) >= 3
    opened.leave()


@pytest.mark.parametrize(
    ("width", "height", "stacked"), [(390, 844, True), (768, 1024, True), (844, 390, False)]
)
def test_two_maps_stack_where_the_screen_is_upright(open_page, page_file, width, height, stacked):
    query = "?date=2020-12-01&compare=2020-09-26&how=side"
    opened = opened_phone(open_page, page_file, query, width, height)
    later, earlier = opened.page.evaluate(BOXES, [".folium-map:not(#far-map)", "#far-map"])
    if stacked:
        assert later["x"] == earlier["x"]
        assert later["y"] > earlier["y"] + earlier["height"]
    else:
        assert later["y"] == earlier["y"]
        assert later["x"] >= earlier["x"] + earlier["width"] - 1
    opened.leave()
