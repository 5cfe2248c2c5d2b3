"""Phones: upright the map keeps nearly half of the height, on its side the slider is there."""

from __future__ import annotations

import pytest
from opened import PAINTED

pytestmark = pytest.mark.browser

BOXES = """(selectors) => selectors.map((selector) => {
  const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
  return { x, y, width, height };
})"""
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


@pytest.fixture(scope="module")
def phone(open_page, page_file):
    shown = open_page(page_file.as_uri(), width=390, height=844, has_touch=True, is_mobile=True)
    yield shown.shared()
    shown.leave()


def test_upright_a_story_leaves_the_map_nearly_half_of_the_height(phone):
    for size in ((390, 844), (360, 740), (412, 915)):
        page, height = phone.ask("?tour=5", size), size[1]
        next_step, line = page.evaluate(BOXES, ['[data-step="next"]', "#timeline"])
        assert next_step["y"] + next_step["height"] <= line["y"] + 1, size
        for tab in ("tour", "article", "events", "people", "words", "sources"):
            page.evaluate("(tab) => document.querySelector(`#tab-${tab}`).click()", tab)
            frame, story, line = page.evaluate(BOXES, ["#frame", "#story", "#timeline"])
            assert frame["height"] >= 0.45 * height, (size, tab)
            # under the map there is room to read, and time stays in reach
            assert story["height"] >= 0.25 * height, (size, tab)
            assert line["y"] + line["height"] <= height + 1, (size, tab)


def test_on_its_side_a_phone_has_map_slider_and_words_without_scrolling(phone):
    for size in ((844, 390), (667, 375), (915, 412)):
        page, (width, height) = phone.ask("?date=2020-11-10", size), size
        frame, line, year = page.evaluate(BOXES, ["#frame", "#timeline", "#year"])
        assert page.evaluate("document.documentElement.scrollHeight") <= height, size
        assert frame["height"] >= 0.7 * height, size
        assert line["y"] + line["height"] <= height + 1, size
        assert line["height"] <= 0.25 * height, size
        assert year["width"] >= 0.3 * width, size
        assert page.evaluate("document.body.scrollWidth") <= width, size
    # a narrow column holds its words
    for size in ((768, 1024), (820, 1180), (844, 390)):
        page = phone.ask("?date=2020-11-12", size)
        for language in ("en", "az", "hy", "ru"):
            page.evaluate("(language) => karamap.setLanguage(language)", language)
            assert page.evaluate(RUN_OUT) == [], (size, language)


def test_upright_no_name_lies_under_a_tool(phone):
    page = phone.ask("", (390, 844))
    # the view of the day's subject, as it opens
    page.evaluate("karamap.showMoment({ date: karamap.date, layers: karamap.layers })")
    page.evaluate(PAINTED)
    page.wait_for_selector(".labels text")
    under = page.evaluate(
        """() => {
          const names = [...document.querySelectorAll(".labels text")];
          const tools = [...document.querySelectorAll("#tools > *")];
          const meets = (a, b) => a.left < b.right && b.left < a.right
            && a.top < b.bottom && b.top < a.bottom;
          return names.filter((name) => tools.some((tool) =>
            meets(name.getBoundingClientRect(), tool.getBoundingClientRect())))
            .map((name) => name.textContent);
        }"""
    )
    assert under == []


def test_a_tap_opens_what_was_tapped(phone):
    for size in ((844, 390), (390, 844)):
        assert len(tapped(phone.ask("?date=2019&view=39.8,46.7,9", size))) >= 3, size


def tapped(page) -> list[str]:
    """Tap on signs of places, and return what each opened."""
    # names are placed anew once their typeface is there
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate(PAINTED)
    page.wait_for_function("document.querySelectorAll('.labels .places').length > 3")
    found = []
    for sign in page.evaluate(SIGNS)[:6]:
        page.touchscreen.tap(sign["x"], sign["y"])
        page.wait_for_selector(".leaflet-popup-content h2")
        # where it has no room a name stands without the other one in brackets
        assert page.inner_text(".leaflet-popup-content h2").startswith(sign["text"])
        found.append(sign["text"])
        page.evaluate("document.querySelector('.leaflet-popup-close-button').click()")
        page.wait_for_selector(".leaflet-popup", state="detached")
        page.evaluate("karamap.setView([39.8, 46.7, 9])")
        # names are placed anew in the frame after
        page.evaluate(PAINTED)
    return found


def test_two_maps_stack_where_the_screen_is_upright(phone):
    for size in ((390, 844), (768, 1024), (844, 390)):
        page = phone.ask("?date=2020-12-01&compare=2020-09-26&how=side", size)
        later, earlier = page.evaluate(BOXES, [".folium-map:not(#far-map)", "#far-map"])
        if size[1] > size[0]:
            assert later["x"] == earlier["x"], size
            assert later["y"] > earlier["y"] + earlier["height"], size
        else:
            assert later["y"] == earlier["y"], size
            assert later["x"] >= earlier["x"] + earlier["width"] - 1, size
