"""Presenting: large type, a remote control, a blank screen, a pointer; by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from karamap.core.layers import LANGUAGES

if TYPE_CHECKING:
    from karamap import Atlas

pytestmark = pytest.mark.browser

SCREENS = [(1920, 1080), (1024, 768)]
HEIGHTS = """(selector) => [...document.querySelectorAll(selector)]
  .filter((node) => node.getClientRects().length)
  .map((node) => parseFloat(getComputedStyle(node).fontSize) / innerHeight)"""
CAPTIONS = """(days) => days.map((day) => {
  karamap.setDate(day);
  const strip = document.querySelector("#caption");
  return [strip.innerText, strip.scrollHeight - strip.clientHeight,
    strip.scrollWidth - strip.clientWidth];
})"""


# as it opens: what a test left is taken back before the next one
OPENING = """() => {
  karamap.setMode(null);
  karamap.setCompare(null);
  karamap.setTalk(null);
  karamap.setTheme('screen');
  karamap.setLanguage('en');
  karamap.setDate('1994');
  document.activeElement.blur();
}"""


# windows of one browser share its full screen: only one test asks for it, the others are refused
REFUSE = """() => {
  document.documentElement.requestFullscreen = () => Promise.reject(new TypeError("no"));
}"""


@pytest.fixture(scope="module")
def present(open_page, page_file):
    """Return a function that begins a talk on a screen of some size."""
    opened = open_page(page_file.as_uri())
    page = opened.page
    page.evaluate("karamap.ready.then(() => true)")
    page.evaluate(REFUSE)

    def begin(size: tuple[int, int]):
        page.evaluate(OPENING)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.mouse.move(0, 0)
        page.keyboard.press("s")
        page.wait_for_function("karamap.mode === 'present'")
        page.wait_for_selector("#timeline", state="hidden")
        return page

    yield begin
    opened.leave()


@pytest.fixture
def page(present):
    """A talk on a projector."""
    return present(SCREENS[1])


@pytest.fixture(params=SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def sized(present, request):
    """A talk on a projector, and on a screen of today."""
    return present(request.param)


def date_of(page) -> str:
    return page.evaluate("karamap.date")


def test_a_remote_control_visits_every_stop_forward_and_back(page, atlas: Atlas):
    stops = [stop.day.isoformat() for stop in atlas.stops]
    page.keyboard.press("Home")
    forward, back = ("ArrowRight", "PageDown"), ("ArrowLeft", "PageUp")
    seen = [date_of(page)]
    counts = [page.inner_text("#caption .count")]
    for number, _ in enumerate(stops[1:]):
        page.keyboard.press(forward[number % 2])
        seen.append(date_of(page))
        counts.append(page.inner_text("#caption .count"))
    assert seen == stops
    assert counts == [f"{number + 1} / {len(stops)}" for number in range(len(stops))]
    # there is none after the last
    page.keyboard.press("PageDown")
    assert date_of(page) == stops[-1]
    for number, day in enumerate(reversed(stops[:-1])):
        page.keyboard.press(back[number % 2])
        assert date_of(page) == day
    page.keyboard.press("End")
    assert date_of(page) == stops[-1]
    assert page.is_hidden("#timeline")
    page.keyboard.press("s")
    assert page.evaluate("karamap.mode") is None
    assert page.is_visible("#timeline")


def test_a_talk_fills_the_screen_and_gives_it_back(open_page, page_file):
    opened = open_page(page_file.as_uri())
    page = opened.page
    page.evaluate("karamap.ready.then(() => true)")
    for _ in range(2):
        page.keyboard.press("s")
        page.wait_for_function("document.fullscreenElement !== null")
        page.keyboard.press("s")
        page.wait_for_function("document.fullscreenElement === null && karamap.mode === null")
    # a reader's own full screen stays
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("s")
    page.keyboard.press("s")
    assert page.evaluate("karamap.mode") is None
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    opened.leave()


def test_a_presentation_leaves_layers_view_and_legend_as_they_were(page):
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


def test_the_legend_goes_and_comes_and_a_stop_is_reset(sized):
    sized.keyboard.press("Home")
    width = sized.locator("#frame").bounding_box()["width"]
    sized.keyboard.press("h")
    sized.wait_for_selector("#legend", state="hidden")
    assert sized.locator("#frame").bounding_box()["width"] > width
    sized.evaluate("karamap.setView([39.6, 46.5, 11])")
    sized.keyboard.press("r")
    sized.wait_for_selector("#legend", state="visible")
    sized.wait_for_function("karamap.view[2] < 10.5")


def test_the_list_is_searched_by_typing_and_leads_to_a_stop(page):
    page.keyboard.press("l")
    page.wait_for_selector("#stop-list[open]")
    page.keyboard.type("sumgait")
    page.keyboard.press("Enter")
    page.wait_for_selector("#stop-list", state="hidden")
    assert date_of(page) == "1988-02-27"


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


def test_a_talk_in_a_link_is_given_and_a_wrong_one_is_named(open_page, page_file):
    query = "?mode=present&talk=1994-05-12,1988-02-20"
    opened = open_page(page_file.as_uri() + query)
    page = opened.page
    page.evaluate("karamap.ready.then(() => true)")
    page.keyboard.press("Home")
    assert date_of(page) == "1994-05-12"
    opened.leave()
    opened = open_page(f"{page_file.as_uri()}?talk=1994-05-13")
    opened.page.evaluate("karamap.ready.then(() => true)")
    assert "talk=1994-05-13" in opened.page.inner_text("#notice")
    opened.leave()


def test_the_back_row_can_read_it(sized):
    [date] = sized.evaluate(HEIGHTS, "#date")
    assert date >= 0.04
    assert min(sized.evaluate(HEIGHTS, "#legend li:not([hidden])")) >= 0.022
    assert min(sized.evaluate(HEIGHTS, "#caption strong")) >= 0.033
    assert min(sized.evaluate(HEIGHTS, ".labels .places.rank-1")) >= 0.022
    # capitals, not only the box around them
    height = sized.locator("#date").bounding_box()["height"]
    assert height >= 0.04 * sized.viewport_size["height"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_caption_has_room(sized, atlas: Atlas, language: str):
    sized.evaluate("(language) => karamap.setLanguage(language)", language)
    # each fits the map anew: all stops, and some of the many days that are none
    days = sorted({*atlas.change_dates[::8], *(stop.day for stop in atlas.stops)})
    days = [day.isoformat() for day in days]
    for day, (words, below, beside) in zip(days, sized.evaluate(CAPTIONS, days), strict=True):
        assert words.strip(), day
        assert below <= 0, day
        assert beside <= 0, day


def test_no_caption_says_of_its_own_day_that_nothing_changed(page, atlas: Atlas):
    days = [stop.day.isoformat() for stop in atlas.stops]
    for day, (words, *_) in zip(days, page.evaluate(CAPTIONS, days), strict=True):
        assert words.strip(), day
        assert "No change" not in words, day


def test_a_caption_tells_what_changed_or_since_when_nothing_did(page):
    page.evaluate("karamap.setDate('2020-11-25')")
    assert "Kalbajar" in page.inner_text("#caption")
    page.evaluate("karamap.setDate('1960')")
    assert "since" in page.inner_text("#caption")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_off_the_screen(sized, language: str):
    sized.evaluate("(language) => karamap.setLanguage(language)", language)
    for theme in ("screen", "contrast"):
        sized.evaluate("(theme) => karamap.setTheme(theme)", theme)
        outside = sized.evaluate(
            """[...document.querySelectorAll('#read-out *, #legend *, #caption *')]
              .filter((node) => node.getClientRects().length)
              .filter((node) => {
                const { left, top, right, bottom } = node.getBoundingClientRect();
                return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
              }).map((node) => node.outerHTML.slice(0, 80))"""
        )
        assert outside == []


@pytest.mark.parametrize("how", ["changes", "swipe", "side"])
def test_two_dates_can_be_presented(sized, how):
    sized.evaluate("karamap.setDate('2020-09-26')")
    sized.evaluate("(how) => karamap.setCompare('2020-12-01', how)", how)
    dates = ["#date"] if how == "changes" else ["#date", "#far-date"]
    for date in dates:
        assert sized.evaluate(HEIGHTS, date)[0] >= 0.04
    overlaps = sized.evaluate(
        """() => {
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
    )
    assert overlaps == []


def test_controls_come_with_the_pointer_or_another_key_and_go(page):
    page.keyboard.press("ArrowRight")
    assert page.is_hidden("#timeline")
    page.mouse.move(300, 300)
    page.mouse.move(340, 320)
    page.wait_for_selector("#timeline", state="visible")
    page.wait_for_selector("#timeline", state="hidden", timeout=8000)
    page.keyboard.press("q")
    page.wait_for_selector("#timeline", state="visible")


@pytest.mark.parametrize(("key", "colour"), [("b", "black"), (".", "black"), ("w", "white")])
def test_the_screen_can_be_blanked(sized, key, colour):
    before = date_of(sized)
    sized.keyboard.press(key)
    assert sized.get_attribute("#blank", "class") == colour
    box = sized.locator("#blank").bounding_box()
    assert (box["width"], box["height"]) == tuple(sized.viewport_size.values())
    sized.keyboard.press("PageDown")
    assert sized.is_hidden("#blank")
    assert date_of(sized) == before


def middle_of_map(page):
    """Return a point on the map, in px of the window."""
    box = page.locator("#frame").bounding_box()
    return round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 3)


def test_a_ring_follows_the_held_pointer_and_fades(page):
    view = page.evaluate("karamap.view")
    x, y = middle_of_map(page)
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


def test_a_pull_moves_the_map_and_a_click_tells(page):
    view = page.evaluate("karamap.view")
    x, y = middle_of_map(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=3)
    page.mouse.up()
    assert page.evaluate("karamap.view") != view
    assert not page.is_visible("#laser:not(.fading)")
    page.mouse.click(x, y)
    page.wait_for_selector(".facts")


def test_x_gives_a_weak_projector_more_contrast_and_takes_it_back(page):
    page.evaluate("karamap.setDate('1994')")
    fills = """[...new Set([...document.querySelectorAll('.leaflet-control-under-pane path')]
      .map((path) => path.getAttribute('fill')))].sort()"""
    ink = "getComputedStyle(document.querySelector('#date')).color"
    usual = page.evaluate(f"[{fills}, {ink}]")
    page.keyboard.press("x")
    strong = page.evaluate(f"[{fills}, {ink}]")
    assert strong[1] == "rgb(0, 0, 0)"
    assert set(strong[0]).isdisjoint(usual[0])
    page.wait_for_function("location.search.includes('theme=contrast')")
    page.keyboard.press("x")
    assert page.evaluate(f"[{fills}, {ink}]") == usual


def test_space_plays(page):
    page.evaluate("karamap.setDate('1991')")
    page.keyboard.press(" ")
    page.wait_for_function("karamap.date > '1992'")
    page.keyboard.press(" ")
    assert page.is_hidden("#timeline")


def test_a_link_opens_a_talk_and_escape_ends_it(open_page, page_file):
    opened = open_page(f"{page_file.as_uri()}?date=1993-04-03&mode=present&theme=contrast")
    page = opened.page
    assert page.evaluate("karamap.ready.then((k) => [k.mode, k.theme])") == ["present", "contrast"]
    assert "mode=present" in page.url
    page.keyboard.press("Escape")
    assert page.evaluate("karamap.mode") is None
    page.wait_for_function("!location.search.includes('mode=')")
    assert opened.errors == []
    page.context.close()


def test_a_refused_full_screen_is_no_error(page):
    assert page.evaluate("karamap.mode") == "present"
    assert page.is_hidden("#notice")


def test_a_bad_mode_or_theme_in_a_link_says_so(open_page, page_file):
    opened = open_page(f"{page_file.as_uri()}?mode=dance&theme=neon")
    opened.page.evaluate("karamap.ready.then(() => true)")
    notice = opened.page.locator("#notice").inner_text()
    assert "mode=dance" in notice
    assert "theme=neon" in notice
    opened.page.context.close()
