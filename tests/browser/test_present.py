"""Presenting: large type, a remote control, a blank screen, a pointer; by keyboard alone."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from opened import GRANT, PAINTED

from karamap.core.layers import LANGUAGES

if TYPE_CHECKING:
    from karamap import Atlas

pytestmark = pytest.mark.browser

SCREENS = [(1920, 1080), (1024, 768)]
HEIGHTS = """(selector) => [...document.querySelectorAll(selector)]
  .filter((node) => node.getClientRects().length)
  .map((node) => parseFloat(getComputedStyle(node).fontSize) / innerHeight)"""
# the day and the count that each key leads to
WALK = """(keys) => keys.map((key) => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  return [karamap.date, document.querySelector("#caption .count").innerText];
})"""
# dates and names of holders that lie on each other or on the legend
OVERLAPS = """() => {
  const parts = ['.read-out .date', '.read-out .holders', '#panels .panel']
    .flatMap((part) => [...document.querySelectorAll(part)])
    .map((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getBoundingClientRect();
    })
    .filter(({ width }) => width);
  return parts.flatMap((a, i) => parts.slice(0, i).filter((b) => a.left < b.right - 1 &&
    b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4));
}"""
OUTSIDE = """([language, theme]) => {
  karamap.setLanguage(language);
  karamap.setTheme(theme);
  return [...document.querySelectorAll('#read-out *, #legend *, #caption *')]
    .filter((node) => node.getClientRects().length)
    .filter((node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
    }).map((node) => node.outerHTML.slice(0, 80));
}"""
# the colours of the ground, and of the date
LOOKS = f"""{PAINTED}.then(() => [
  [...new Set([...document.querySelectorAll('.leaflet-control-under-pane path')]
    .filter((path) => path.style.display !== 'none')
    .map((path) => path.getAttribute('fill')))].sort(),
  getComputedStyle(document.querySelector('#date')).color,
])"""
CAPTIONS = """(days) => days.map((day) => {
  karamap.setDate(day);
  const strip = document.querySelector("#caption");
  return [strip.innerText, strip.scrollHeight - strip.clientHeight,
    strip.scrollWidth - strip.clientWidth];
})"""


@pytest.fixture
def talk(opened):
    """Return a function that begins a talk on a screen of some size."""

    def begin(size: tuple[int, int]):
        # controls that the pointer has brought go with the talk
        if opened.page.is_visible("#timeline"):
            opened.ask("", size).mouse.move(0, 0)
        page = opened.ask("?mode=present&date=1993", size)
        page.evaluate("karamap.setDate('1994')")
        page.wait_for_selector("#timeline", state="hidden")
        # names are written in the frame after
        page.evaluate(PAINTED)
        # a refused full screen is no error
        assert page.is_hidden("#notice")
        return page

    return begin


@pytest.fixture
def page(talk):
    """A talk on a projector."""
    return talk(SCREENS[1])


def date_of(page) -> str:
    return page.evaluate("karamap.date")


def test_a_remote_control_visits_every_stop_forward_and_back(page, atlas: Atlas):
    stops = [stop.day.isoformat() for stop in atlas.stops]
    page.keyboard.press("Home")
    assert date_of(page) == stops[0]
    for key, at in (("PageDown", 1), ("ArrowRight", 2), ("PageUp", 1), ("ArrowLeft", 0)):
        page.keyboard.press(key)
        assert date_of(page) == stops[at]
    ahead = [("ArrowRight", "PageDown")[at % 2] for at in range(len(stops) - 1)]
    back = [("ArrowLeft", "PageUp")[at % 2] for at in range(len(stops) - 1)]
    counted = [[day, f"{number + 1} / {len(stops)}"] for number, day in enumerate(stops)]
    assert page.evaluate(WALK, ahead) == counted[1:]
    # there is none after the last
    page.keyboard.press("PageDown")
    assert date_of(page) == stops[-1]
    assert page.evaluate(WALK, back) == counted[-2::-1]
    page.keyboard.press("End")
    assert date_of(page) == stops[-1]
    assert page.is_hidden("#timeline")
    page.keyboard.press("s")
    assert page.evaluate("karamap.mode") is None
    assert page.is_visible("#timeline")


def test_a_presentation_leaves_layers_view_legend_and_screen_as_they_were(page):
    page.keyboard.press("s")
    page.wait_for_function("karamap.mode === null")
    page.evaluate("karamap.setView([39.6, 46.5, 9.5])")
    state = "[karamap.view, karamap.layers, karamap.compare]"
    view, layers, compare = page.evaluate(state)
    page.keyboard.press("s")
    page.wait_for_function("karamap.mode === 'present'")
    for key in ("Home", "PageDown", "PageDown", "h", "End"):
        page.keyboard.press(key)
    page.keyboard.press("s")
    page.wait_for_function("karamap.mode === null")
    assert page.evaluate(state) == [pytest.approx(view, abs=0.002), layers, compare]
    assert page.is_visible("#legend-panel")
    # it fills the screen and gives it back
    page.evaluate(GRANT)
    for _ in range(2):
        page.keyboard.press("s")
        page.wait_for_function("document.fullscreenElement !== null")
        page.keyboard.press("s")
        page.wait_for_function("document.fullscreenElement === null && karamap.mode === null")
    # a reader's own full screen stays
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === document.documentElement")
    assert page.is_visible("#timeline")
    page.keyboard.press("s")
    page.keyboard.press("s")
    assert page.evaluate("karamap.mode") is None
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")


def test_keys_change_what_the_screen_shows_and_take_it_back(page):
    page.keyboard.press("Home")
    width = page.locator("#frame").bounding_box()["width"]
    page.keyboard.press("h")
    page.wait_for_selector("#legend", state="hidden")
    assert page.locator("#frame").bounding_box()["width"] > width
    page.evaluate("karamap.setView([39.6, 46.5, 11])")
    page.keyboard.press("r")
    page.wait_for_selector("#legend", state="visible")
    page.wait_for_function("karamap.view[2] < 10.5")

    # the list of stops is searched by typing
    page.keyboard.press("l")
    page.wait_for_selector("#stop-list[open]")
    page.keyboard.type("sumgait")
    page.keyboard.press("Enter")
    page.wait_for_selector("#stop-list", state="hidden")
    assert date_of(page) == "1988-02-27"

    for key, colour in (("b", "black"), (".", "black"), ("w", "white")):
        page.keyboard.press(key)
        assert page.get_attribute("#blank", "class") == colour
        box = page.locator("#blank").bounding_box()
        assert (box["width"], box["height"]) == tuple(page.viewport_size.values())
        page.keyboard.press("PageDown")
        assert page.is_hidden("#blank")
        assert date_of(page) == "1988-02-27"

    # more contrast for a weak projector
    page.evaluate("karamap.setDate('1994')")
    usual = page.evaluate(LOOKS)
    page.keyboard.press("x")
    strong = page.evaluate(LOOKS)
    assert strong[1] == "rgb(0, 0, 0)"
    assert set(strong[0]).isdisjoint(usual[0])
    page.wait_for_function("location.search.includes('theme=contrast')")
    page.keyboard.press("x")
    assert page.evaluate(LOOKS) == usual

    page.evaluate("karamap.setDate('1991')")
    page.keyboard.press(" ")
    page.wait_for_function("karamap.date > '1992'")
    page.keyboard.press(" ")
    assert page.is_hidden("#timeline")


def test_a_talk_of_ones_own_has_order_notes_and_a_link(page):
    page.keyboard.press("l")
    for day in ("2020-11-10", "1988-02-20"):
        page.locator(f'#stops [data-day="{day}"] input[type=checkbox]').check()
    page.locator('#stops [data-day="1988-02-20"] textarea').fill("Why then?")
    page.locator("#talk-minutes").fill("20")
    page.locator("#stop-search").focus()
    page.keyboard.press("Escape")
    talk = "20,2020-11-10,1988-02-20:Why%20then%3F"
    assert page.evaluate("karamap.talk") == talk
    page.wait_for_function("new URLSearchParams(location.search).get('talk') === karamap.talk")
    page.keyboard.press("Home")
    assert date_of(page) == "2020-11-10"
    page.keyboard.press("PageDown")
    assert date_of(page) == "1988-02-20"
    assert page.inner_text("#caption .count") == "2 / 2"
    # the browser keeps it, and a link brings it elsewhere
    assert page.evaluate("localStorage.getItem('karamap-talk')") == talk
    page.keyboard.press("l")
    page.locator('#stops [data-day="1988-02-20"] [data-by="-1"]').click()
    assert page.evaluate("karamap.talk") == "20,1988-02-20:Why%20then%3F,2020-11-10"
    page.click("#talk-all")
    assert page.evaluate("[karamap.talk, localStorage.getItem('karamap-talk')]") == [None, None]
    page.keyboard.press("Escape")


def test_the_back_row_can_read_all_of_it(talk):
    for size in SCREENS:
        page = talk(size)
        [date] = page.evaluate(HEIGHTS, "#date")
        assert date >= 0.04
        assert min(page.evaluate(HEIGHTS, "#legend li:not([hidden])")) >= 0.022
        assert min(page.evaluate(HEIGHTS, "#caption strong")) >= 0.033
        assert min(page.evaluate(HEIGHTS, ".labels .places.rank-1")) >= 0.022
        # capitals, not only the box around them
        height = page.locator("#date").bounding_box()["height"]
        assert height >= 0.04 * page.viewport_size["height"]
        for language, theme in product(LANGUAGES, ("screen", "contrast")):
            assert page.evaluate(OUTSIDE, [language, theme]) == [], (size, language, theme)
        # two dates, too
        page.evaluate("karamap.setTheme('screen'); karamap.setLanguage('en')")
        page.evaluate("karamap.setDate('2020-09-26')")
        for how in ("changes", "swipe", "side"):
            page.evaluate("(how) => karamap.setCompare('2020-12-01', how)", how)
            for date in ["#date"] if how == "changes" else ["#date", "#far-date"]:
                assert page.evaluate(HEIGHTS, date)[0] >= 0.04
            assert page.evaluate(OVERLAPS) == [], (size, how)


def test_every_caption_has_room_and_tells_what_changed(talk, atlas: Atlas):
    stops = {stop.day.isoformat() for stop in atlas.stops}
    # all stops, and some of the many days that are none; a map that stays where it is takes less
    some = {day.isoformat() for day in atlas.change_dates[::8]}
    days = sorted({*stops, *some}, key=lambda day: (atlas.subject(day).bounds, day))
    # letters grow with the height of the screen, so that the wider one has more room
    for size, language in [*product([SCREENS[1]], LANGUAGES), (SCREENS[0], "hy")]:
        page = talk(size)
        # the strip is below the map, which is drawn anew for each day: bare, that takes less
        bare = "(language) => (karamap.setLayers([]), karamap.setLanguage(language))"
        page.evaluate(bare, language)
        for day, (words, below, beside) in zip(days, page.evaluate(CAPTIONS, days), strict=True):
            where = (day, size, language)
            assert words.strip(), where
            assert below <= 0, where
            assert beside <= 0, where
            assert day not in stops or "No change" not in words, where
    page = talk(SCREENS[1])
    page.evaluate("karamap.setDate('2020-11-25')")
    assert "Kalbajar" in page.inner_text("#caption")
    # or since when nothing did
    page.evaluate("karamap.setDate('1960')")
    assert "since" in page.inner_text("#caption")


def test_controls_come_with_the_pointer_or_another_key_and_go(page):
    page.keyboard.press("ArrowRight")
    assert page.is_hidden("#timeline")
    page.mouse.move(300, 300)
    page.mouse.move(340, 320)
    page.wait_for_selector("#timeline", state="visible")
    page.wait_for_selector("#timeline", state="hidden", timeout=8000)
    page.keyboard.press("q")
    page.wait_for_selector("#timeline", state="visible")


def test_a_ring_follows_the_held_pointer_a_pull_moves_the_map_and_a_click_tells(page):
    view = page.evaluate("karamap.view")
    box = page.locator("#frame").bounding_box()
    x, y = round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 3)
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_selector("#laser")
    page.mouse.move(x + 100, y + 60, steps=3)
    box = page.locator("#laser").bounding_box()
    assert box["x"] + box["width"] / 2 == pytest.approx(x + 100, abs=2)
    assert box["y"] + box["height"] / 2 == pytest.approx(y + 60, abs=2)
    page.mouse.up()
    page.wait_for_function("getComputedStyle(document.querySelector('#laser')).opacity === '0'")
    assert page.evaluate("karamap.view") == view
    assert page.locator(".facts").count() == 0

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=3)
    page.mouse.up()
    assert page.evaluate("karamap.view") != view
    assert not page.is_visible("#laser:not(.fading)")
    page.mouse.click(x, y)
    page.wait_for_selector(".facts")


def test_a_link_opens_a_talk_and_escape_ends_it(open_page, page_file):
    query = "?date=1993-04-03&mode=present&theme=contrast&talk=1994-05-12,1988-02-20"
    opened = open_page(page_file.as_uri() + query)
    page = opened.page
    assert page.evaluate("karamap.ready.then((k) => [k.date, k.mode, k.theme])") == [
        "1993-04-03", "present", "contrast",
    ]  # fmt: skip
    assert "mode=present" in page.url
    page.keyboard.press("Home")
    assert date_of(page) == "1994-05-12"
    page.keyboard.press("Escape")
    assert page.evaluate("karamap.mode") is None
    page.wait_for_function("!location.search.includes('mode=')")
    opened.leave()
